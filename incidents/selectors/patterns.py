"""Linked records as their pages show them: the sets of a school, and one set with accounts, records and steps."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, Sum

from incidents.models import Concern, ContactingAccount, Pattern, PatternLink, PatternStepTaken, PatternUnlink, Referral
from incidents.outcomes import Method
from incidents.patterns import PatternStep, PatternStepState
from incidents.selectors.concern_page import STATE_COLOURS
from incidents.selectors.links import platform_names
from incidents.selectors.referral_clocks import agency_name
from incidents.selectors.worklist import who
from safeguarding import policy
from safeguarding.policy import Verb

PAGE = 25
STATE_OF_STEP = {PatternStepState.DONE: "", PatternStepState.NOT_YET: "yellow", PatternStepState.NOT_NEEDED: "grey"}


@dataclass(frozen=True)
class PatternLine:
    """One set of linked records in the list: no child, no account."""

    reference: str
    records: int
    newest: datetime | None
    platforms: list[str]


@dataclass(frozen=True)
class StepLine:
    """One thing that is done about all of them, as it was recorded last."""

    step: str  # as it stands in addresses
    title: str
    state: str
    colour: str
    is_done: bool
    row: PatternStepTaken | None


def address_of(step: PatternStep) -> str:
    """A step as it stands in an address."""
    return step.value.lower().replace("_", "-")


def step_at(address: str) -> PatternStep | None:
    """The step that stands in an address, if it is one."""
    return next((step for step in PatternStep if address_of(step) == address), None)


def version_of(pattern: Pattern) -> int:
    """Grows with whatever happens to the set or to a record that was ever in it, and never goes back."""
    said = pattern.links.aggregate(versions=Sum("concern__version"), links=Count("pk"))
    return (said["versions"] or 0) + said["links"] + pattern.steps.count()


def patterns_page(viewer, page: str = "") -> tuple[list[PatternLine], Page]:
    """The sets of linked records, those with the newest record first: three queries for any number."""
    in_it = Q(links__undone__isnull=True, links__concern__in=_visible(viewer), links__isnull=False)
    rows = Pattern.objects.filter(policy.patterns(viewer, Verb.VIEW_CONCERN)).annotate(
        records=Count("links", filter=in_it), newest=Max("links__concern__incident__became_aware_at", filter=in_it)
    )
    found = Paginator(rows.order_by("-newest", "-at", "reference"), PAGE).get_page(page)
    patterns = list(found)
    platforms = _platforms_of(patterns, viewer)
    lines = [PatternLine(one.reference, one.records, one.newest, platforms.get(one.pk, [])) for one in patterns]
    return lines, found


def linked_concerns(pattern: Pattern, viewer, verb: Verb = Verb.VIEW_CONCERN) -> list[Concern]:
    """The records that belong to it and on which this person has the right, the oldest first."""
    rows = Concern.objects.filter(policy.concerns(viewer, verb)).with_keys()
    return list(rows.filter(_linked_in(pattern)).order_by("incident__became_aware_at", "pk"))


def pattern_page(pattern: Pattern, viewer) -> dict:
    """Everything the page of one set shows, as finished values, in a fixed number of queries."""
    concerns = linked_concerns(pattern, viewer)
    accounts = accounts_of(concerns)
    times = [concern.incident.became_aware_at for concern in concerns]
    return {
        "reference": pattern.reference,
        "begun_at": pattern.at,
        "count": len(concerns),
        "first": min(times, default=None),
        "newest": max(times, default=None),
        "platforms": sorted({name for account in accounts for name in account["platforms"]}),
        "accounts": accounts,
        "records": _records(pattern, concerns),
        "unlinked": _unlinked(pattern, viewer),
        "steps": step_lines(pattern),
        "told": _told(pattern, concerns),
        "can_tell": any(concern.is_open for concern in concerns),
    }


def accounts_of(concerns: list[Concern]) -> list[dict]:
    """The accounts that these records name, each once, as it was first written down: text, never a link."""
    by_id, found = {concern.pk: concern for concern in concerns}, {}
    rows = ContactingAccount.objects.filter(concern__in=by_id, corrected_by__isnull=True).exclude(handle_digest="")
    for row in rows.select_related("platform", "moved_to").order_by("at", "pk"):
        row.concern = by_id[row.concern_id]
        if row.handle_digest not in found:
            found[row.handle_digest] = {"handle": row.handle, "platforms": set(), "moved_to": set(), "records": set()}
        account = found[row.handle_digest]
        account["records"].add(row.concern_id)
        account["platforms"] |= {row.platform.name if row.platform else row.other_platform} - {""}
        account["moved_to"] |= {row.moved_to.name if row.moved_to else row.moved_to_other} - {""}
    return [
        {
            "handle": account["handle"],
            "platforms": sorted(account["platforms"]),
            "moved_to": ", ".join(sorted(account["moved_to"])),
            "records": len(account["records"]),
        }
        for account in found.values()
    ]


def step_lines(pattern: Pattern) -> list[StepLine]:
    """Every step about all of them, with what was recorded last."""
    latest: dict[str, PatternStepTaken] = {}
    for row in pattern.steps.select_related("by").order_by("at", "pk"):
        row.pattern = pattern
        latest[row.step] = row
    return [_step_line(step, latest.get(step)) for step in PatternStep]


def _step_line(step: PatternStep, row: PatternStepTaken | None) -> StepLine:
    state = PatternStepState(row.state if row else PatternStepState.NOT_YET)
    done = state == PatternStepState.DONE
    return StepLine(address_of(step), str(step.label), str(state.label), STATE_OF_STEP[state], done, row)


def _records(pattern: Pattern, concerns: list[Concern]) -> list[dict]:
    """The records with the part of each child: only here, and never on another child’s record."""
    links = {link.concern_id: link for link in pattern.links.filter(undone__isnull=True)}
    return [
        {
            "reference": concern.reference,
            "child": child_of(concern),
            "parts": [str(part.label) for part in links[concern.pk].part_list],
            "aware_at": concern.incident.became_aware_at,
            "state": concern.get_state_display(),
            "colour": STATE_COLOURS[concern.state],
        }
        for concern in concerns
    ]


def child_of(concern: Concern) -> str:
    """The child in a list: initials and form, never a name."""
    return f"{who(concern)} {concern.pupil.shown_form if concern.pupil else ''}".strip()


def _unlinked(pattern: Pattern, viewer) -> list[dict]:
    """What does not belong to it any more, and why."""
    rows = PatternUnlink.objects.filter(link__pattern=pattern, link__concern__in=_visible(viewer))
    return [
        {"reference": row.link.concern.reference, "by": row.by.name, "at": row.at, "reasons": row.reasons}
        for row in rows.select_related("link__concern__key", "by").order_by("at", "pk")
    ]


def _told(pattern: Pattern, concerns: list[Concern]) -> list[dict]:
    """The referrals that were made about several of them in one go."""
    by_id, found = {concern.pk: concern for concern in concerns}, {}
    rows = Referral.objects.filter(pattern=pattern, concern__in=by_id).select_related("made_by")
    for row in rows.order_by("recorded_at", "concern__incident__became_aware_at"):
        row.concern = by_id[row.concern_id]
        told = found.setdefault(
            (row.recorded_at, row.made_by_id),
            {
                "agency": agency_name(row),
                "method": str(Method(row.method).label),
                "at": row.made_at,
                "by": row.made_by.name,
                "spoke_to": row.spoke_to,
                "agency_reference": row.agency_reference,
                "referrals": [],
            },
        )
        told["referrals"].append({"reference": row.concern.reference, "number": row.number})
    return list(found.values())


def _platforms_of(patterns: list[Pattern], viewer) -> dict:
    """The apps and games that the accounts on the records of these sets name."""
    links = PatternLink.objects.filter(pattern__in=patterns, undone__isnull=True, concern__in=_visible(viewer))
    named = links.filter(concern__accounts__corrected_by__isnull=True, concern__accounts__platform__isnull=False)
    codes: dict = {}
    schools = {one.pk: one.school_id for one in patterns}
    for pattern_id, code in named.values_list("pattern_id", "concern__accounts__platform__code").distinct():
        codes.setdefault(pattern_id, set()).add(code)
    names: dict = {}
    for school_id in {schools[pattern_id] for pattern_id in codes}:
        names[school_id] = platform_names(frozenset().union(*codes.values()), school_id)
    return {pattern_id: sorted(names[schools[pattern_id]][code] for code in some) for pattern_id, some in codes.items()}


def _linked_in(pattern: Pattern) -> Q:
    standing = PatternLink.objects.filter(pattern=pattern, undone__isnull=True)
    return Q(pk__in=standing.values("concern"))


def _visible(viewer):
    return Concern.objects.filter(policy.concerns(viewer, Verb.VIEW_CONCERN))
