"""Exceptional viewing as its pages show it: the requests of a record, what waits for somebody, and counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from incidents.models import Concern, SeenByAccident, StateChange, ViewingAnswer, ViewingRequest, ViewingSignature
from incidents.selectors.children import without_children
from incidents.selectors.devices import agencies_involved
from incidents.selectors.viewing_rights import Hands, WhoIsWho, who_is_who
from incidents.viewings import ALLOWED_FOR, SignedAs, Standing, standing
from safeguarding import clock, policy
from safeguarding.dates import moment
from safeguarding.policy import Verb
from safeguarding.schools.models import School

LATEST = 50


@dataclass(frozen=True)
class Sight:
    """All that the person who answers sees: what the decision needs, and not who the child is."""

    request: ViewingRequest
    age: int | None
    year: str
    why_nothing_less: str
    why_police_not_enough: str
    same_sex_reasons: str
    was_refused_before: bool
    told: list[str]  # the agencies that know of the case, and since when


@dataclass(frozen=True)
class Waiting:
    """A viewing that waits for somebody; nothing about the child. `part`: ANSWER, RECORD or SIGN."""

    id: UUID
    part: str
    asked_by: str
    at: datetime
    reference: str = ""


@dataclass(frozen=True)
class Came:
    """What came of a viewing, for those who oversee: no facts, no reasons, no child."""

    asked_at: datetime
    asked_by: str
    answer: str
    record: str
    flags: list[str]


def requests() -> QuerySet[ViewingRequest]:
    """The requests with those who have a hand in them, their answer and record, and what `is_asked` asks of each."""
    later = ViewingRequest.objects.filter(
        concern=OuterRef("concern"), is_retrospective=False, at__gt=OuterRef("at")
    ).exclude(pk=OuterRef("pk"))
    second = ViewingSignature.objects.filter(record=OuterRef("pk"), signed_as=SignedAs.SECOND)
    closed = StateChange.objects.filter(concern=OuterRef("concern"), move="close", at__gte=OuterRef("answer__at"))
    people = ("by", "viewer", "second", "answer__by", "record__by")
    return ViewingRequest.objects.select_related(*people).annotate(
        was_asked_anew=Exists(later),
        has_second=Exists(second),
        closed_at=Subquery(closed.order_by("at").values("at")[:1]),  # the first time since it was answered
    )


def hands_of(request: ViewingRequest) -> Hands:
    """Those whose own hand is in it."""
    return Hands(request.by, request.viewer, request.second)


def is_answered(request: ViewingRequest) -> bool:
    """Whether somebody else has answered it."""
    return hasattr(request, "answer")


def is_allowed(request: ViewingRequest) -> bool:
    """Whether somebody else has allowed it."""
    return is_answered(request) and request.answer.is_allowed


def is_recorded(request: ViewingRequest) -> bool:
    """Whether it is recorded what took place."""
    return hasattr(request, "record")


def is_asked(request: ViewingRequest) -> bool:
    """Whether it still waits for an answer (a row of `requests`).

    What has already happened always does. Else it does while the record is open and nobody has asked anew.
    """
    if is_answered(request):
        return False
    return request.is_retrospective or (request.concern.is_open and not request.was_asked_anew)


def may_be_recorded(request: ViewingRequest) -> bool:
    """Whether it may be recorded what took place: it was allowed, or has already happened. Once."""
    return not is_recorded(request) and (is_allowed(request) or request.is_retrospective)


def must_begin_by(request: ViewingRequest) -> datetime | None:
    """Until when what was allowed may begin (a row of `requests`): some days, and not once the record was closed.

    None where there is no permission to view: what had already happened was never to begin.
    """
    if request.is_retrospective or not is_allowed(request):
        return None
    last = request.answer.at + ALLOWED_FOR
    return min(last, request.closed_at) if request.closed_at else last


def has_ended(request: ViewingRequest) -> bool:
    """Whether a permission of which nothing is recorded has ended (a row of `requests`)."""
    last = must_begin_by(request)
    return last is not None and not is_recorded(request) and last < clock.now()


def waits_to_be_recorded(concern: Concern) -> bool:
    """Whether one was allowed and nobody has recorded what took place: one permission is for one viewing.

    One that has ended holds nobody up: only its viewer can record it, and they may have left.
    """
    waiting = requests().filter(concern=concern, answer__is_allowed=True, record__isnull=True)
    return any(not has_ended(request) for request in waiting)


def may_sign(user, request: ViewingRequest) -> bool:
    """Whether the second person is another than the viewer, and than who reported it after the fact."""
    hands = hands_of(request)
    return not (hands.is_reporter(user) if request.is_retrospective else policy.same_person(hands.viewer, user))


def stands_as(request: ViewingRequest) -> Standing:
    """What is kept of it: nothing, a report of one person alone, or a record (a row of `requests`)."""
    return standing(
        is_retrospective=request.is_retrospective,
        is_answered=is_answered(request),
        took_place=request.record.took_place if is_recorded(request) else None,
        is_signed=request.has_second,
    )


def is_unauthorised(request: ViewingRequest) -> bool:
    """Whether an image was viewed and nobody else has allowed it."""
    return is_recorded(request) and request.record.took_place and not is_allowed(request)


def is_unwitnessed(request: ViewingRequest) -> bool:
    """Whether an image was viewed and the second person has not signed (a row of `requests`)."""
    return is_recorded(request) and request.record.took_place and not request.has_second


def flags_of_viewing(request: ViewingRequest) -> list[str]:
    """What is out of the ordinary, in words."""
    flags = [
        (stands_as(request).is_report, stands_as(request).label),
        (request.is_retrospective, _("Already happened when it was written down")),
        (is_unauthorised(request), _("Not authorised")),
        (is_unwitnessed(request), _("Not witnessed: the second person has not signed")),
        (is_allowed(request) and stands_as(request) == Standing.NOTHING, _("Not recorded yet")),
        (has_ended(request), _("The permission has ended: nobody may view now")),
    ]
    return [str(words) for is_so, words in flags if is_so]


def requests_of(concern: Concern) -> list[ViewingRequest]:
    """The requests about a record, the latest first, each with its signatures."""
    rows = list(requests().filter(concern=concern).prefetch_related("record__signatures__by").order_by("-at", "-pk"))
    for row in rows:
        know_concern(row, concern)
    return rows


def know_concern(request: ViewingRequest, concern: Concern) -> None:
    """Gives the request, and its answer, the concern whose key opens their words."""
    request.concern = concern
    if is_answered(request):
        request.answer.request = request


def seen_of(concern: Concern) -> list[SeenByAccident]:
    """When an image was seen by accident, the latest first."""
    rows = list(concern.seen_by_accident.select_related("by").order_by("-seen_at", "-pk"))
    for row in rows:
        row.concern = concern
    return rows


def sight(request: ViewingRequest) -> Sight:
    """What the person who answers sees. The children's names are taken out of the reasons."""
    concern, pupil = request.concern, request.concern.pupil
    said = (request.why_nothing_less, request.why_police_not_enough, request.same_sex_reasons)
    why_nothing_less, why_police_not_enough, same_sex_reasons = without_children(concern, said)
    refused = ViewingAnswer.objects.filter(request__concern=concern, is_allowed=False).exclude(request=request)

    return Sight(
        request=request,
        age=pupil.age_on(clock.today()) if pupil else None,
        year=pupil.year_name if pupil else "",
        why_nothing_less=why_nothing_less,
        why_police_not_enough=why_police_not_enough,
        same_sex_reasons=same_sex_reasons,
        was_refused_before=refused.exists(),
        told=[f"{one.agency.label}, {moment(one.told_at)}" for one in agencies_involved(concern)],
    )


def waiting_for(user) -> list[Waiting]:
    """What waits for this person, oldest first: to answer, to record, or to sign. Three queries at most."""
    answer = Q(answer__isnull=True) & policy.viewings_to_allow(user)
    mine = policy.viewings_to_sign(user) & (Q(record__isnull=True, viewer_id=user.pk) | Q(record__took_place=True))
    rows = list(requests().filter(answer | mine).select_related("concern").order_by("at", "pk"))
    known = who_is_who({row.school_id for row in rows}) if rows else {}
    return [Waiting(row.pk, *said) for row in rows if (said := _what_waits(row, user, known[row.school_id]))]


def _what_waits(request: ViewingRequest, user, known: WhoIsWho) -> tuple:
    if is_asked(request) and known.answers_as(user, hands_of(request)):
        return "ANSWER", request.by.name, request.at
    if request.viewer_id == user.pk and may_be_recorded(request) and policy.holds(user, Verb.DECIDE, request.school_id):
        return "RECORD", request.by.name, request.at, request.concern.reference
    if request.second_id == user.pk and is_unwitnessed(request) and may_sign(user, request):
        return "SIGN", request.by.name, request.record.at
    return ()


def what_came(user) -> list[Came]:
    """What came of the latest viewings: for the head of the whole school, for others of those that they answered."""
    theirs = Q(school_id__in=policy.schools(user, Verb.VIEW_AUDIT)) | Q(answer__by=user)
    rows = requests().filter(theirs).select_related("concern").order_by("-at", "-pk")[:LATEST]
    return [Came(row.at, row.by.name, _answered(row), _recorded(row), flags_of_viewing(row)) for row in rows]


def _answered(request: ViewingRequest) -> str:
    if not is_answered(request):
        return _("Not answered yet") if is_asked(request) else _("No longer asked")
    said = _("Allowed by %(name)s") if request.answer.is_allowed else _("Not allowed by %(name)s")
    return said % {"name": request.answer.by.name}


def _recorded(request: ViewingRequest) -> str:
    stands = stands_as(request)
    return _("Reported after the fact, not yet confirmed by a second person") if stands.is_report else stands.label


@dataclass(frozen=True)
class ViewingCounts:
    """The figures of exceptional viewing, for reports: never a fact, never a name.

    What one person reported after the fact is counted apart until others have confirmed it.
    """

    asked: int
    retrospective: int
    allowed: int
    refused: int
    unconfirmed: int
    took_place: int
    both_signed: int
    unauthorised: int
    seen_by_accident: int


def viewing_counts(school: School, within: Callable[[str], Q]) -> ViewingCounts:
    """Of the viewings asked for in these days, how far each is; and how often an image was seen by accident."""
    rows = list(requests().filter(within("at"), school=school))
    seen = SeenByAccident.objects.filter(within("recorded_at"), concern__school=school)
    viewed = [row for row in rows if stands_as(row) == Standing.VIEWED]
    return ViewingCounts(
        asked=len(rows),
        retrospective=_number(row.is_retrospective for row in rows),
        allowed=_number(is_allowed(row) for row in rows),
        refused=_number(is_answered(row) and not row.answer.is_allowed for row in rows),
        unconfirmed=_number(stands_as(row).is_report for row in rows),
        took_place=len(viewed),
        both_signed=_number(row.has_second for row in viewed),
        unauthorised=_number(is_unauthorised(row) for row in viewed),
        seen_by_accident=seen.count(),
    )


def _number(each: Iterable[bool]) -> int:
    return sum(bool(one) for one in each)
