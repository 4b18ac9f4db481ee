"""What the demo does about several records at once, and what takes more than one person: links and viewing."""

from datetime import timedelta

from incidents.management.demo.people import address
from incidents.management.demo.played import Played
from incidents.models import Concern, Pattern, ViewingRequest
from incidents.patterns import LinkReason
from incidents.selectors.links import possible_links
from incidents.selectors.patterns import version_of
from incidents.services import patterns, seeing, viewing_namings, viewings
from incidents.services.viewings import Happened, Wanted
from safeguarding import clock
from safeguarding.accounts.models import User

WHY = "The app wants to know where each post is. We asked the helpline and the child, and nobody else can say it today."


def link(played: Played) -> None:
    """The lead links the record with the one that names the same account, written differently."""
    for concern in played.concerns():
        found = next(one for one in possible_links(concern, played.lead) if LinkReason.SAME_ACCOUNT in one.reasons)
        other = Concern.objects.get(pk=found.concern_id)
        patterns.link(
            actor=played.lead,
            reference=concern.reference,
            other=other.reference,
            seen_version=concern.version,
            parts={one.reference: ["CONTACTED", "THREATENED", "TOLD_US"] for one in (concern, other)},
        )


def tell_police_together(played: Played) -> None:
    """The police are told about all of them in one go, and the school plans a lesson."""
    pattern = _pattern(played)
    patterns.refer_pattern(
        actor=played.lead,
        reference=pattern.reference,
        seen_version=version_of(pattern),
        agency="POLICE",
        method="POLICE_101",
        made_at=clock.now(),
        spoke_to="Control room",
        agency_reference="CAD 5120",
        agreed="One officer for both. We call again when anybody else was contacted.",
    )
    lesson = {"step": "LESSON", "state": "NOT_YET", "words": "Planned with the head of PSE, without naming anybody."}
    patterns.take_step(actor=played.lead, reference=pattern.reference, seen_version=version_of(pattern), **lesson)


def see_by_accident(played: Played) -> None:
    """A member of staff was shown something, and said so."""
    for concern in played.concerns():
        seeing.record_seen_by_accident(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            who=played.reporter.name,
            how="SHOWN",
            seen_at=clock.now() - timedelta(hours=1),
            support="TAKEN_UP",
        )


def ask_to_view(played: Played) -> None:
    """The lead asks for a viewing, with the deputy present."""
    wanted = Wanted(
        ground="TO_REPORT",
        why_nothing_less=WHY,
        viewer_id=played.lead.pk,
        second_id=_deputy().pk,
        place="HEAD_OFFICE",
        same_sex="YES",
        alternatives=("ASKED_POLICE", "HELPLINE", "CHILD_REPORTS"),
    )
    for concern in played.concerns():
        seen = {"reference": concern.reference, "seen_version": concern.version}
        viewings.ask_viewing(actor=played.lead, **seen, wanted=wanted)


def head_allows_viewing(played: Played) -> None:
    """The head looks at what is asked and allows it."""
    for request in _requests(played):
        viewings.see_request(actor=played.head, viewing_id=request.pk)
        viewings.answer_viewing(actor=played.head, viewing_id=request.pk, is_allowed=True, reasons="")


def record_viewing(played: Played) -> None:
    """The lead records times and codes; there is no place for words."""
    happened = Happened(
        started_at=clock.now() - timedelta(minutes=9),
        ended_at=clock.now() - timedelta(minutes=7),
        device_of="CHILD",
        copies="NONE",
        police_told=True,
        child_told=True,
        parents_told=True,
        support="OFFERED",
        facts=("CHILD_KNOWN",),
        results=("REMOVAL",),
    )
    for request in _requests(played):
        reference = request.concern.reference
        viewings.record_viewing(actor=played.lead, reference=reference, viewing_id=request.pk, happened=happened)


def deputy_signs(played: Played) -> None:
    """The deputy, who was present, signs."""
    for request in _requests(played):
        viewings.see_to_sign(actor=_deputy(), viewing_id=request.pk)
        viewings.sign_viewing(actor=_deputy(), viewing_id=request.pk)


def name_deputy(played: Played) -> None:
    """The head lets the deputy ask for a viewing while the lead is away."""
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=120)}
    viewing_namings.name_for_viewings(
        actor=played.head, school=played.school, person_id=_deputy().pk, may="ASK", **days
    )


def _deputy() -> User:
    return User.objects.get(email=address("dafydd"))


def _pattern(played: Played) -> Pattern:
    return Pattern.objects.get(links__concern__reference__in=played.references)


def _requests(played: Played) -> list[ViewingRequest]:
    found = ViewingRequest.objects.filter(concern__reference__in=played.references)
    return list(found.select_related("concern"))
