"""How dates and tables are shown, the same on every page."""

from django import template
from django.middleware.csrf import get_token

from safeguarding.dates import day, moment, time_of_day

register = template.Library()
register.filter("day", day)
register.filter("moment", moment)
register.filter("time_of_day", time_of_day)


@register.filter
def beside(cells, headings):
    """Each cell of a table row with the heading it stands under, for tables that stack on a phone."""
    return [(heading, _cell(cell)) for heading, cell in zip(headings, cells, strict=False)]


@register.filter
def have_actions(rows):
    """Whether any fact of a list can be changed: only then is there room for that beside all of them."""
    return any(row.get("actions") for row in rows)


@register.filter
def titles(headings):
    """Column headings, each as {text, numeric}."""
    return [_cell(heading) for heading in headings]


@register.simple_tag(takes_context=True)
def token_of_page(context) -> str:
    """The page's token for forms, for a part of it that was included with `only`."""
    return get_token(context.request)


def _cell(cell):
    return cell if isinstance(cell, dict) else {"text": cell}
