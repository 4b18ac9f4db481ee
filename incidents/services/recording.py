"""Sending a record, adding to it, and reading one's own: what a member of staff does."""

from datetime import datetime
from uuid import UUID

from incidents.categories import BodyRegion
from incidents.drafts import Answers, Child, moment
from incidents.models import Concern, DirectCall, Draft, DraftState, Incident, Mark, Statement, StatementKind
from incidents.services.committing import committed
from incidents.services.drafting import locked_draft, record_searches
from incidents.services.holding import is_second_press, pass_on_each
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import Pupil
from safeguarding.vault.models import DataKey, Purpose


class NotComplete(Exception):
    """A required answer is missing; `missing` names it (see drafts.Answers.missing)."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@acts.quiet_act
def send_draft(*, actor, draft_id: UUID) -> Incident:
    """Sends an unsent record to the safeguarding team: one incident, its statement, and a concern for each child.

    Sending twice gives the same incident and leaves no second event. Raises NotThere when the draft is not the
    actor's, NotComplete when a required answer is missing.
    """
    draft = locked_draft(actor, draft_id, states=(DraftState.UNSENT, DraftState.SENT))
    if draft.state == DraftState.SENT:
        return draft.incident
    answers = Answers.read(draft.content)
    if answers.missing():
        raise NotComplete(answers.missing())
    incident = _write_incident(draft, answers)
    concerns = [
        _write_concern(incident, child, place, with_marks=answers.asks_for_marks)
        for place, child in enumerate(_known(draft, answers.children), start=1)
    ]
    for call in answers.calls:
        _write_call(incident, actor, call.called, moment(call.called_at), call.spoke_to, call.agency_reference)
    _finish(draft, incident)
    _record_sending(actor, draft, incident, answers, concerns)
    return incident


@acts.quiet_act
def add_statement(*, actor, reference: str, text: str, language: str) -> Statement:
    """Adds something to a record that was sent. What was sent before stays as it was.

    Pressing twice adds once: the same words at the same time are the statement that is there, and no second event.
    """
    incident = _one_press_at_a_time(actor, reference)
    last = incident.statements.select_related("incident__key").last()
    same = last and (last.kind, last.text, last.language) == (StatementKind.ADDED, text, language)
    if same and is_second_press(last.written_at):
        return last
    pass_on_each(incident)
    statement = Statement(incident=incident, kind=StatementKind.ADDED, author=actor, text=text, language=language)
    statement.save()
    acts.record(
        events.RECORD_ADDED_TO,
        actor=actor,
        subject=incident,
        statement=statement.pk,
        commitment=incident.key.commit("statement", text),
    )
    return statement


@acts.quiet_act
def record_direct_call(
    *, actor, reference: str, called: str, called_at: datetime, spoke_to: str, agency_reference: str
) -> DirectCall:
    """Records a call that the reporter made to 999, the police or children's services. Anybody may make one.

    Pressing twice records once: the same call again is the one that is there, and no second event.
    """
    incident = _one_press_at_a_time(actor, reference)
    calls = incident.direct_calls.select_related("incident__key")
    for call in calls.filter(called=called, called_at=called_at, caller=actor):
        if (call.spoke_to, call.agency_reference) == (spoke_to, agency_reference):
            return call
    pass_on_each(incident)
    call = _write_call(incident, actor, called, called_at, spoke_to, agency_reference)
    return call


@acts.act
def open_own_record(*, actor, reference: str) -> Incident:
    """What the reporter sent, for them to read again."""
    incident = own_incident(actor, reference)
    acts.record(events.OWN_RECORD_OPENED, actor=actor, subject=incident)
    return incident


def own_incident(actor, reference: str) -> Incident:
    """The actor's own incident. Raises NotThere for anybody else's."""
    rows = Incident.objects.select_related("key", "school")
    return policy.find(rows, policy.own_incidents(actor), Verb.VIEW_OWN_RECORD, reference=reference)


def _one_press_at_a_time(actor, reference: str) -> Incident:
    """The actor's own incident, to be added to. Two presses wait for each other at the draft it was sent from,
    because rows that are never changed cannot be locked."""
    incident = own_incident(actor, reference)
    Draft.objects.select_for_update().filter(incident=incident).first()
    return incident


def _write_incident(draft: Draft, answers: Answers) -> Incident:
    incident = Incident(
        school=draft.school,
        reporter=draft.author,
        key=DataKey.objects.make(Purpose.INCIDENT),
        became_aware_at=moment(answers.became_aware_at),
        place=answers.place,
        language=answers.language,
        told_in_person=answers.told_in_person,
        told_at=moment(answers.told_at),
        about_codes=",".join(answers.about),
        seen_image=answers.seen_image,
    )
    incident.save()
    Statement(
        incident=incident,
        kind=StatementKind.FIRST,
        author=draft.author,
        text=answers.words,
        language=answers.language,
    ).save()
    return incident


def _known(draft: Draft, children: list[Child]) -> list[Child]:
    """The children, each one's pupil checked again: a draft may be older than a change of the roll."""
    wanted = [child.pupil for child in children if child.pupil]
    found = {str(pk) for pk in Pupil.objects.filter(school=draft.school, pk__in=wanted).values_list("pk", flat=True)}
    if set(wanted) - found:
        raise NotComplete(["who"])
    return children


def _write_concern(incident: Incident, child: Child, place: int, *, with_marks: bool) -> Concern:
    concern = Concern(
        school=incident.school,
        incident=incident,
        key=DataKey.objects.make(Purpose.CONCERN),
        recorded_at=incident.recorded_at,
        place_in_report=place,
        pupil_id=child.pupil or None,
        unlisted_child=child.unlisted,
        safe_now=child.safe_now,
        self_harm_worry=child.self_harm_worry,
        part=child.part,
    )
    concern.save(force_insert=True)
    for number, region in enumerate(child.regions if with_marks else []):
        Mark(concern=concern, region=BodyRegion(region), described=child.mark_words if number == 0 else "").save()
    return concern


def _write_call(incident, caller, called, called_at, spoke_to, agency_reference) -> DirectCall:
    call = DirectCall(
        incident=incident,
        called=called,
        called_at=called_at,
        spoke_to=spoke_to,
        agency_reference=agency_reference,
        caller=caller,
    )
    call.save()
    commitment = committed(call, incident)
    acts.record(events.DIRECT_CALL_RECORDED, actor=caller, subject=incident, called=called, commitment=commitment)
    return call


def _finish(draft: Draft, incident: Incident) -> None:
    """The statement holds the words now: the draft's own copy goes, and its key with it."""
    draft.state, draft.incident, draft.content_text, draft.saved_at = DraftState.SENT, incident, None, clock.now()
    draft.save(update_fields=["state", "incident", "content_text", "saved_at"])
    draft.key.destroy()
    draft.key.save(update_fields=["wrapped", "destroyed_at"])


def _record_sending(actor, draft: Draft, incident: Incident, answers: Answers, concerns: list[Concern]) -> None:
    record_searches(actor, draft)
    for concern in concerns:
        marks = {"marks": _described(concern)} if answers.asks_for_marks else {}
        acts.record(
            events.RECORD_SENT,
            actor=actor,
            subject=concern,
            incident=incident.pk,
            commitment=incident.key.commit("statement", answers.words),
            place=committed(incident, incident),
            answers=concern.key.commit("answers", answered_about(concern)),
            **marks,
        )


def answered_about(concern: Concern) -> str:
    """What the reporter answered about this child, as one text to commit to."""
    said = (concern.unlisted_child, concern.safe_now, concern.self_harm_worry, concern.part)
    return "\x00".join([str(concern.pupil_id or ""), *said])


def _described(concern: Concern) -> str:
    """The commitment to how the marks on this child were described, in whatever order they are read."""
    return concern.key.commit("marks", "\x00".join(sorted(committed(mark, concern) for mark in concern.marks.all())))
