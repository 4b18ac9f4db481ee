"""Exceptional viewing: asked for, answered by somebody else, recorded by the viewer, signed by who was present.

Nothing of it can be changed afterwards, and no one account can take all of its steps: who answers has no hand in it,
and who signs as present does so from an account of their own. What one person writes down after the fact is kept as
a report, and becomes a record of a viewing once somebody else has answered and the second person has signed.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from incidents.deadlines import is_before
from incidents.models import Concern, ViewingAnswer, ViewingRecord, ViewingRequest, ViewingSignature
from incidents.selectors.devices import agencies_involved
from incidents.selectors.pathway import is_sextortion
from incidents.selectors.viewing_rights import Hands, WhoIsWho, find_to_ask, who_is_who_at
from incidents.selectors.viewings import (
    hands_of,
    is_allowed,
    is_asked,
    is_recorded,
    is_unwitnessed,
    know_concern,
    may_be_recorded,
    may_sign,
    must_begin_by,
    requests,
    waits_to_be_recorded,
)
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.viewings import Copies, Delegated, Ground, Place, SameSex, SignedAs, contradictions
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.accounts.models import User
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


class ViewingOver(Exception):
    """There is nothing left to answer, to record or to sign. `request` is what it was about."""

    def __init__(self, request: ViewingRequest) -> None:
        super().__init__("nothing left to do")
        self.request = request


@dataclass(frozen=True)
class Wanted:
    """What is asked for: why, who views, who is present and where."""

    ground: str
    why_nothing_less: str
    viewer_id: UUID
    second_id: UUID
    place: str
    same_sex: str
    same_sex_reasons: str = ""
    alternatives: tuple[str, ...] = ()
    why_police_not_enough: str = ""
    is_retrospective: bool = False


@dataclass(frozen=True)
class Happened:
    """What took place, in codes and times. There is no place for words."""

    started_at: datetime
    ended_at: datetime
    device_of: str
    copies: str
    police_told: bool
    child_told: bool
    parents_told: bool
    support: str
    facts: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


@acts.act
def ask_viewing(*, actor, reference: str, seen_version: int, wanted: Wanted) -> ViewingRequest:
    """Asks that an image may be viewed, or writes down that it was: a lead, or a deputy whom the head has named.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed or something is missing.
    """
    find_to_ask(actor, reference)
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    known = who_is_who_at(concern.school_id)
    viewer = _among(known.viewers, wanted.viewer_id)
    second = _among(known.staff, wanted.second_id)
    missing = frozenset(_missing(concern, wanted) | _missing_people(known, Hands(actor, viewer, second), wanted))
    if missing or not concern.is_open:
        raise MoveRefused("ask_viewing", concern.state, missing if concern.is_open else frozenset())
    said = asdict(wanted) | {"alternatives": ",".join(wanted.alternatives)}
    request = ViewingRequest(school_id=concern.school_id, concern=concern, by=actor, **said)
    request.save()
    pass_on(concern)
    people = {"viewer": viewer.pk, "second": second.pk}
    codes = {"ground": str(wanted.ground), "alternatives": [str(code) for code in wanted.alternatives]}
    codes |= {"place": str(wanted.place), "retrospective": wanted.is_retrospective}
    _record(events.VIEWING_ASKED, actor, request, **people, **codes, words=committed(request, concern))
    return request


def require_request(*, actor, viewing_id: UUID) -> None:
    """Refuses everybody for whom this request does not exist, before they are asked who they are."""
    _find_to_answer(actor, viewing_id)


@acts.act
def see_request(*, actor, viewing_id: UUID) -> ViewingRequest:
    """The request, for who answers it to look at; that they saw it is recorded before it is shown.

    Raises NotThere for everybody else, and ViewingOver once it is answered or asked anew.
    """
    request, _role = _held_to_answer(actor, viewing_id)
    _record(events.VIEWING_SEEN, actor, request)
    return request


@acts.act
def answer_viewing(*, actor, viewing_id: UUID, is_allowed: bool, reasons: str) -> ViewingAnswer:
    """Allows it, or refuses with reasons. Nobody answers what they have a hand in; a request is answered once."""
    request, role = _held_to_answer(actor, viewing_id)
    if not is_allowed and not reasons:
        raise MoveRefused("answer_viewing", request.concern.state, frozenset({"reasons"}))
    answer = ViewingAnswer(request=request, is_allowed=is_allowed, reasons=reasons, by=actor, role=role)
    answer.save()
    pass_on(request.concern)
    commitment = committed(answer, request.concern)
    _record(events.VIEWING_ANSWERED, actor, request, allowed=is_allowed, answered_as=str(role), words=commitment)
    return answer


@acts.act
def record_viewing(*, actor, reference: str, viewing_id: UUID, happened: Happened | None) -> ViewingRecord:
    """The viewer records what took place, or that nothing did (None), and signs it in the same act.

    Raises NotThere for everybody but the viewer; ViewingOver when it is recorded already; MoveRefused before anybody
    else has allowed it, unless it had already happened, and for times that cannot be, or after what was allowed.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    request = requests().filter(concern=concern, pk=viewing_id, viewer=actor).first()
    if request is None:
        raise policy.NotThere(Verb.ASK_VIEWING, asked_for=str(viewing_id))
    know_concern(request, concern)
    if is_recorded(request):
        raise ViewingOver(request)
    if not may_be_recorded(request):
        raise MoveRefused("record_viewing", concern.state, frozenset({"allowed"}))
    if happened:
        _require_possible(actor, request, happened)
    said = asdict(happened) if happened else {}
    said |= {name: ",".join(said[name]) for name in ("facts", "results") if name in said}
    record = ViewingRecord(request=request, took_place=happened is not None, by=actor, **said)
    record.save()
    ViewingSignature(record=record, signed_as=SignedAs.VIEWER, by=actor).save()
    pass_on(concern)
    codes = {"took_place": record.took_place, "copies": str(record.copies), "retrospective": request.is_retrospective}
    codes["authorised"] = is_allowed(request)
    commitment = concern.key.commit("viewing_record", "\x00".join(str(value) for value in said.values()))
    event = events.VIEWING_REPORTED if request.is_retrospective else events.VIEWING_RECORDED
    _record(event, actor, request, **codes, said=commitment)
    _record(events.VIEWING_SIGNED, actor, request, signed_as=str(SignedAs.VIEWER))
    return record


def require_to_sign(*, actor, viewing_id: UUID) -> None:
    """Refuses everybody who was not the second person of a viewing that took place."""
    _find_to_sign(actor, viewing_id)


@acts.act
def see_to_sign(*, actor, viewing_id: UUID) -> ViewingRequest:
    """The times, place and people of a viewing, for the second person; that they saw it is recorded first.

    Raises ViewingOver once they have signed.
    """
    request = _held_to_sign(actor, viewing_id)
    _record(events.VIEWING_SEEN, actor, request, to_sign=True)
    return request


@acts.act
def sign_viewing(*, actor, viewing_id: UUID) -> ViewingSignature:
    """The second person signs that they were present, from their own account. Once: then ViewingOver is raised."""
    request = _held_to_sign(actor, viewing_id)
    signature = ViewingSignature(record=request.record, signed_as=SignedAs.SECOND, by=actor)
    signature.save()
    pass_on(request.concern)
    _record(events.VIEWING_SIGNED, actor, request, signed_as=str(SignedAs.SECOND))
    return signature


def _among(people: Iterable[User], wanted: UUID) -> User | None:
    return next((person for person in people if person.pk == wanted), None)


def _missing(concern: Concern, wanted: Wanted) -> set[str]:
    """What is missing of the reasons, by the name of the question."""
    needs = {
        "why_nothing_less": bool(wanted.why_nothing_less),
        "why_police_not_enough": bool(wanted.why_police_not_enough) or not is_sextortion(concern),
        "ground": not wanted.is_retrospective or wanted.ground == Ground.UNAVOIDABLE,
        "not_unavoidable": wanted.is_retrospective or wanted.ground != Ground.UNAVOIDABLE,
        "agencies_know": wanted.ground != Ground.ONLY_WAY or not agencies_involved(concern),
        "place": wanted.is_retrospective or wanted.place != Place.NOT_CHOSEN,
        "same_sex_reasons": wanted.same_sex != SameSex.NO or bool(wanted.same_sex_reasons),
        "not_recorded_yet": wanted.is_retrospective or not waits_to_be_recorded(concern),
    }
    return {name for name, is_there in needs.items() if not is_there}


def _missing_people(known: WhoIsWho, hands: Hands, wanted: Wanted) -> set[str]:
    """Whom it lacks: a viewer who may, a second person who is another, and somebody who is left to answer."""
    if hands.viewer is None:
        return {"viewer"}
    if hands.second is None or policy.same_person(hands.viewer, hands.second):
        return {"second"}
    if wanted.is_retrospective and hands.is_reporter(hands.second):
        return {"reported_themselves"}
    return set() if wanted.is_retrospective or known.somebody_answers(hands) else {"nobody_answers"}


def _find_to_answer(actor, viewing_id: UUID) -> tuple[ViewingRequest, str]:
    """The request, and as what this person answers it. Not there for everybody else."""
    policy.find(ViewingRequest.objects.all(), policy.viewings_to_allow(actor), Verb.ALLOW_VIEWING, pk=viewing_id)
    request = requests().select_related("concern").get(pk=viewing_id)
    role = who_is_who_at(request.school_id).answers_as(actor, hands_of(request))
    if not role:
        raise policy.NotThere(Verb.ALLOW_VIEWING, asked_for=str(viewing_id))
    return request, role


def _held_to_answer(actor, viewing_id: UUID) -> tuple[ViewingRequest, str]:
    """The same while it still asks, with its concern locked."""
    found, role = _find_to_answer(actor, viewing_id)
    request = _held(found)
    if not is_asked(request):
        raise ViewingOver(request)
    return request, role


def _find_to_sign(actor, viewing_id: UUID) -> ViewingRequest:
    rows = requests().filter(second=actor, record__took_place=True)
    request = policy.find(rows, policy.viewings_to_sign(actor), Verb.RECORD_CONCERN, pk=viewing_id)
    if not may_sign(actor, request):
        raise policy.NotThere(Verb.RECORD_CONCERN, asked_for=str(viewing_id))
    return request


def _held_to_sign(actor, viewing_id: UUID) -> ViewingRequest:
    request = _held(_find_to_sign(actor, viewing_id))
    if not is_unwitnessed(request):
        raise ViewingOver(request)
    return request


def _held(found: ViewingRequest) -> ViewingRequest:
    """The request as it stands now that its concern is locked: two presses, one after the other."""
    concern = Concern.objects.with_keys().select_for_update(of=("self",)).get(pk=found.concern_id)
    request = requests().get(pk=found.pk)
    know_concern(request, concern)
    return request


def _require_possible(actor, request: ViewingRequest, happened: Happened) -> None:
    """Refuses times that cannot be or that lie after what was allowed, somebody who was not named then, and a copy of
    which the police know nothing.
    """
    last, began = must_begin_by(request), happened.started_at
    is_late = request.is_retrospective and is_before(request.at, happened.started_at)
    is_early = not request.is_retrospective and is_before(happened.started_at, request.answer.at)
    wrong = {
        "started_at": is_early,
        "already_happened": is_late,
        "begun_too_late": last is not None and began > last and last != request.closed_at,
        "begun_after_closing": last is not None and began > last and last == request.closed_at,
        "ended_at": is_before(happened.ended_at, happened.started_at) or happened.ended_at > clock.now(),
        "police_told": happened.copies == Copies.POLICE_TOLD and not happened.police_told,
        "results": not happened.results,
        "named": not _was_named(actor, request, happened.started_at),
    }
    missing = frozenset(name for name, is_so in wrong.items() if is_so)
    if missing := missing | contradictions(happened.facts, happened.results):
        raise MoveRefused("record_viewing", request.concern.state, missing)


def _was_named(actor, request: ViewingRequest, at: datetime) -> bool:
    """Whether the viewer may view today, or was named by the head on the day: a naming may end before the record."""
    known = who_is_who_at(request.school_id)
    return actor in known.viewers or known.is_named(actor, Delegated.ASK, clock.local(at).date())


def _record(event: str, actor, request: ViewingRequest, **details) -> None:
    acts.record(event, actor=actor, subject=request.concern, viewing=request.pk, **details)
