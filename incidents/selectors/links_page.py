"""The page of the links of one record: what it is linked with, and what may belong to it."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from incidents.models import Concern, Pattern, PatternLink
from incidents.selectors.concern_page import STATE_COLOURS
from incidents.selectors.links import PossibleLink, linked_with, platform_names, possible_links, standing_link
from incidents.selectors.worklist import who
from safeguarding import policy
from safeguarding.dates import day
from safeguarding.policy import Verb

PAGE = 25
SETS_OFFERED = 20


def links_page(concern: Concern, viewer, page: str = "") -> dict:
    """What the page shows, as finished values: as many records are opened as it shows."""
    link = standing_link(concern)
    found = Paginator(possible_links(concern, viewer), PAGE).get_page(page)
    links: list[PossibleLink] = list(found)
    concerns = Concern.objects.with_keys().in_bulk([one.concern_id for one in links])
    names = platform_names(frozenset().union(*(one.platforms for one in links)), concern.school_id) if links else {}
    return {
        "linked": _linked(link, viewer) if link else None,
        "possible": [_row(concerns[one.concern_id], one, names) for one in links],
        "in_all": found.paginator.count,
        "page": found,
    }


def about_other(other: Concern) -> str:
    """Another record, where it is spoken of on this one’s pages: its reference, initials and form; never a name."""
    form = other.pupil.shown_form if other.pupil else ""
    return ", ".join(part for part in (other.reference, f"{who(other)} {form}".strip()) if part)


def sets_to_join(concern: Concern, viewer) -> list[tuple[str, str]]:
    """The sets of linked records of the school, the newest first, each by its reference and in words."""
    rows = Pattern.objects.filter(policy.patterns(viewer, Verb.DECIDE), school=concern.school_id)
    begun = list(rows.filter(links__undone__isnull=True, links__isnull=False).distinct().order_by("-at")[:SETS_OFFERED])
    said = _("Set %(reference)s, begun on %(day)s")
    return [(one.reference, said % {"reference": one.reference, "day": day(one.at)}) for one in begun]


def _linked(link: PatternLink, viewer) -> dict:
    return {
        "pattern": link.pattern.reference,
        "others": linked_with(link, viewer),
        "parts": [str(part.label) for part in link.part_list],
        "by": link.by.name,
        "at": link.at,
    }


def _row(concern: Concern, link: PossibleLink, names: dict[str, str]) -> dict:
    pupil = concern.pupil
    return {
        "reference": concern.reference,
        "child": f"{who(concern)} {pupil.shown_form if pupil else ''}".strip(),
        "why": [str(reason.label) for reason in link.reasons],
        "platforms": ", ".join(sorted(names[code] for code in link.platforms if code in names)),
        "aware_at": link.aware_at,
        "is_reported_together": link.is_reported_together,
        "state": concern.get_state_display(),
        "colour": STATE_COLOURS[concern.state],
        "pattern": link.pattern,
    }
