"""How dates and tables are shown, the same on every page."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguarding import clock

register = template.Library()


@register.filter
def day(value):
    """A date in words: 4 June 2026."""
    if isinstance(value, datetime):
        value = clock.local(value)
    return date_format(value, "j F Y") if isinstance(value, date) else ""


@register.filter
def moment(value):
    """A date and time in words, as the school's clocks showed it: 4 June 2026 at 9:32am."""
    if not isinstance(value, datetime):
        return day(value)
    local = clock.local(value)
    shown = {"day": day(local), "time": f"{local.hour % 12 or 12}:{local:%M}"}
    return _("%(day)s at %(time)sam") % shown if local.hour < 12 else _("%(day)s at %(time)spm") % shown


@register.filter
def time_of_day(value):
    """A time on the 24-hour clock: 09:32."""
    if isinstance(value, datetime):
        value = clock.local(value)
    return f"{value:%H:%M}" if value else ""


@register.filter
def beside(cells, headings):
    """Each cell of a table row with the heading it stands under, for tables that stack on a phone."""
    return [(heading, _cell(cell)) for heading, cell in zip(headings, cells, strict=False)]


@register.filter
def titles(headings):
    """Column headings, each as {text, numeric}."""
    return [_cell(heading) for heading in headings]


def _cell(cell):
    return cell if isinstance(cell, dict) else {"text": cell}
