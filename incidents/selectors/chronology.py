"""The chronology of a child or of one record: dated entries read from the records themselves, never from the audit."""

from django.utils.translation import gettext as _

from incidents.categories import CALL_TO, CallTo
from incidents.models import (
    Action,
    ActionDone,
    AgreementAnswer,
    Closing,
    Concern,
    Decision,
    DirectCall,
    Disagreement,
    Note,
    PupilMatch,
    Referral,
    ReferralAddition,
    Reply,
    StateChange,
    Statement,
    Triage,
    WrittenConfirmation,
)
from incidents.outcomes import decided_about
from incidents.selectors import happenings
from incidents.selectors.entries import Entry, labelled, rows_of
from incidents.selectors.identity import person_is_adult
from incidents.selectors.referral_clocks import agency_name, referral_name
from incidents.selectors.referral_page import added_words
from incidents.workflow import State
from safeguarding.dates import day


def chronology(concerns: list[Concern]) -> list[Entry]:
    """Everything that happened on these records, the newest first. A fixed number of queries for any number."""
    by_id = {concern.pk: concern for concern in concerns}
    entries: list[Entry] = []
    for read in (_reports, _matches, _moves, _triages, _notes, _actions, _decisions, _referrals, _closings):
        entries += read(by_id)
    for duty in happenings.DUTIES:
        entries += duty.entries(by_id)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _reports(by_id: dict) -> list[Entry]:
    """What the person who recorded it wrote, and whom they called themselves."""
    concerns = {concern.incident_id: concern for concern in by_id.values()}
    entries = []
    for row in Statement.objects.filter(incident__in=concerns).select_related("author"):
        concern = concerns[row.incident_id]
        row.incident = concern.incident
        title = _("Recorded") if row.kind == "FIRST" else _("Added by the person who recorded it")
        entries.append(
            Entry(
                row.written_at, title, row.author.name, words=row.text, lang=row.language, reference=concern.reference
            )
        )
    for call in DirectCall.objects.filter(incident__in=concerns).select_related("caller"):
        concern = concerns[call.incident_id]
        call.incident = concern.incident
        said = ", ".join(part for part in (call.spoke_to, call.agency_reference) if part)
        title = str(CALL_TO[CallTo(call.called)])
        entries.append(Entry(call.called_at, title, call.caller.name, words=said, reference=concern.reference))
    return entries


def _matches(by_id: dict) -> list[Entry]:
    entries = []
    for row in rows_of(PupilMatch, by_id, "by"):
        title = _("They were found on the roll") if row.pupil_id else _("They do not attend this school")
        said = ", ".join(part for part in (row.other_name, row.other_school) if part)
        entries.append(Entry(row.at, title, row.by.name, words=said, reference=row.concern.reference))
    return entries


def _moves(by_id: dict) -> list[Entry]:
    entries = []
    for row in rows_of(StateChange, by_id, "by", "owner"):
        who = {"by": row.by.name if row.by else "", "reference": row.concern.reference}
        leads = _("%(name)s leads from now on") % {"name": row.owner.name} if row.owner else ""
        if row.start != row.end:
            title = _("From “%(start)s” to “%(end)s”") % {
                "start": State(row.start).label,
                "end": State(row.end).label,
            }
            # why a record was closed stands with the closing
            words = "" if row.move == "close" else row.reason
            text = leads or _planned(row) if row.by else _("The date of birth was put right on the roll.")
            entries.append(Entry(row.at, title, text=text, words=words, **who))
        elif row.move == "plan":
            entries.append(Entry(row.at, _("Planned anew"), text=_planned(row), words=row.reason, **who))
        elif row.owner:  # a further referral moves nothing, and has an entry of its own
            entries.append(Entry(row.at, leads, words=row.reason, **who))
    return entries


def _planned(row: StateChange) -> str:
    if not row.plan_kind:
        return ""
    plan = {"kind": row.get_plan_kind_display(), "day": day(row.review_on)}
    return _("%(kind)s, to be looked at again on %(day)s") % plan


def _triages(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.at,
            _("Triage"),
            row.by.name,
            text=", ".join(str(one.label) for one in row.category_list),
            words=row.reasons,
            reference=row.concern.reference,
        )
        for row in rows_of(Triage, by_id, "by")
    ]


def _notes(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.written_at,
            _("Note"),
            row.author.name,
            words=row.text,
            lang=row.language,
            reference=row.concern.reference,
        )
        for row in rows_of(Note, by_id, "author")
    ]


def _actions(by_id: dict) -> list[Entry]:
    entries, actions = [], {}
    for row in rows_of(Action, by_id, "planned_by", "owner"):
        actions[row.pk] = row
        title = _("Action planned for %(name)s") % {"name": row.owner.name}
        entries.append(
            Entry(row.planned_at, title, row.planned_by.name, words=row.what, reference=row.concern.reference)
        )
    for done in ActionDone.objects.filter(action__in=actions).select_related("by"):
        done.action = actions[done.action_id]
        title = _("Action done") if done.was_needed else _("Action not needed any more")
        entries.append(Entry(done.at, title, done.by.name, words=done.note, reference=done.action.concern.reference))
    return entries


def _about(decision: Decision) -> str:
    return str(decided_about(decision.about, is_18=person_is_adult(decision.concern, decision.at)))


def _decisions(by_id: dict) -> list[Entry]:
    entries = [
        Entry(
            row.at,
            _("%(about)s: %(choice)s") % {"about": _about(row), "choice": row.get_choice_display()},
            row.by.name,
            words=row.reasons,
            reference=row.concern.reference,
        )
        for row in rows_of(Decision, by_id, "by")
    ]
    answers = AgreementAnswer.objects.filter(agreement__concern__in=by_id).select_related("by", "agreement")
    for answer in answers:
        answer.agreement.concern = by_id[answer.agreement.concern_id]
        title = _("A second person agreed") if answer.agreed else _("A second person did not agree")
        reference = answer.agreement.concern.reference
        entries.append(Entry(answer.at, title, answer.by.name, words=answer.reasons, reference=reference))
    return entries


def _referrals(by_id: dict) -> list[Entry]:
    entries, referrals = [], {}
    for row in rows_of(Referral, by_id, "made_by"):
        referrals[row.pk] = row
        named = (_("Name of the agency"), row.agency_name), (_("What was agreed"), row.agreed)
        said = {"words": labelled(*named) if row.agency_name else row.agreed, "reference": row.concern.reference}
        entries.append(Entry(row.made_at, referral_name(row), row.made_by.name, **said))
    for row in ReferralAddition.objects.filter(referral__in=referrals).select_related("by"):
        row.referral = referrals[row.referral_id]
        said = {
            "text": _("Added to referral %(number)s: %(agency)s")
            % {"number": row.referral.number, "agency": agency_name(row.referral)},
            "reference": row.referral.concern.reference,
        }
        entries += [
            Entry(row.recorded_at, title, row.by.name, words=words, **said) for title, words in added_words(row)
        ]
    kinds = (
        (WrittenConfirmation, "sent_at", "how", lambda row: _("Referral confirmed in writing")),
        (Reply, "replied_at", "words", lambda row: _("Reply: %(outcome)s") % {"outcome": row.get_outcome_display()}),
        (Disagreement, "at", "reasons", lambda row: _("Disagreement: %(step)s") % {"step": row.get_step_display()}),
    )
    for model, at, words, title in kinds:
        for row in model.objects.filter(referral__in=referrals).select_related("by"):
            row.referral = referrals[row.referral_id]
            entries.append(
                Entry(
                    getattr(row, at),
                    title(row),
                    row.by.name,
                    words=getattr(row, words),
                    reference=row.referral.concern.reference,
                )
            )
    return entries


def _closings(by_id: dict) -> list[Entry]:
    entries = []
    for row in rows_of(Closing, by_id, "by"):
        title = _("Closed: %(outcome)s") % {"outcome": row.get_outcome_display()}
        entries.append(Entry(row.at, title, row.by.name, words=row.reasons, reference=row.concern.reference))
        view = _("Their view") if row.child_view else _("We do not have their view")
        why = row.get_no_child_view_display() if row.no_child_view else ""
        entries.append(
            Entry(row.at, view, row.by.name, text=why, words=row.child_view, reference=row.concern.reference)
        )
        if row.left_open:
            why = _("Why it was closed although something was still open")
            entries.append(Entry(row.at, why, row.by.name, words=row.left_open, reference=row.concern.reference))
    return entries
