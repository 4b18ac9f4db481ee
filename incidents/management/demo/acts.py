"""What the lead of the demo does, each through the same service as a page would call."""

from datetime import timedelta

from incidents.management.demo.played import Played
from incidents.models import Concern
from incidents.selectors.left_open import left_open
from incidents.services import (
    closing,
    copying,
    noting,
    planning,
    reading,
    referring,
    wellbeing,
)
from incidents.services import triage as triaging
from incidents.services.triage import Judged
from safeguarding import clock
from safeguarding.schools.models import School


def read(played: Played) -> None:
    """The lead opens it."""
    for concern in played.concerns():
        reading.open_concern(actor=played.lead, reference=concern.reference)


def take_on(played: Played) -> None:
    """The lead takes it on."""
    for concern in played.concerns():
        triaging.take_on(actor=played.lead, reference=concern.reference)


def triage(played: Played) -> None:
    """The lead finds that a review is needed now."""
    _triage(played, "NOW", "")


def triage_without_review(played: Played) -> None:
    """The lead finds that no review is needed."""
    _triage(played, "NOT_NEEDED", "Looked into with the form tutor. Nothing more came of it.")


def refer_to_police(played: Played) -> None:
    """By phone, at once."""
    _refer(played, "POLICE", "POLICE_101", "Control room")


def refer_to_childrens_services(played: Played) -> None:
    """By phone to the duty team."""
    _refer(played, "CHILDRENS_SERVICES", "PHONE", "Duty team")


def confirm_in_writing(played: Played) -> None:
    """Children's services get it in writing the same day."""
    for concern in played.concerns():
        for referral in concern.referrals.filter(agency="CHILDRENS_SERVICES"):
            referring.confirm_in_writing(
                actor=played.lead,
                reference=concern.reference,
                number=referral.number,
                seen_version=_version(concern),
                sent_at=clock.now(),
                how="Their form, by secure e-mail",
            )


def record_replies(played: Played) -> None:
    """Both agencies answer."""
    outcomes = {"POLICE": "INVESTIGATING", "CHILDRENS_SERVICES": "PART_3"}
    if played.school.jurisdiction == "ENGLAND":
        outcomes["CHILDRENS_SERVICES"] = "SECTION_17"
    for concern in played.concerns():
        for referral in concern.referrals.all():
            referring.record_reply(
                actor=played.lead,
                reference=concern.reference,
                number=referral.number,
                seen_version=_version(concern),
                replied_at=clock.now(),
                outcome=outcomes[referral.agency],
                from_whom="The duty officer",
                words="They will keep the school informed.",
            )


def disagree(played: Played) -> None:
    """Children's services will not assess, and the lead does not agree."""
    for concern in played.concerns():
        for referral in concern.referrals.filter(agency="CHILDRENS_SERVICES"):
            referring.record_disagreement(
                actor=played.lead,
                reference=concern.reference,
                number=referral.number,
                seen_version=_version(concern),
                step="MANAGER",
                with_whom="The manager of the duty team",
                reasons="A visit was planned and did not take place. We asked them to look at it again.",
            )


def check_copy(played: Played) -> None:
    """The lead checks what may leave the screen for this child; nobody else is named in it."""
    for concern in played.concerns():
        statements = list(concern.incident.statements.order_by("written_at", "pk"))
        copying.confirm_copy(
            actor=played.lead,
            reference=concern.reference,
            statement_ids=[statement.pk for statement in statements],
            parts=[statement.text for statement in statements],
            masks=[],
        )


def note(played: Played) -> None:
    """A short note on how the child is."""
    for concern in played.concerns():
        noting.add_note(
            actor=played.lead,
            reference=concern.reference,
            text="Checked in at break. They said they felt better for having told someone.",
            language="en",
        )


def plan_action(played: Played) -> None:
    """A step for the lead."""
    for concern in played.concerns():
        planning.plan_action(
            actor=played.lead,
            reference=concern.reference,
            what="Speak with the child again, at a time they choose, and ask what would help.",
            owner_id=played.lead.pk,
            due_on=clock.today() + timedelta(days=7),
        )


def complete_actions(played: Played) -> None:
    """The steps are done."""
    for concern in played.concerns():
        for action in concern.actions.filter(done__isnull=True):
            planning.complete_action(
                actor=played.lead,
                reference=concern.reference,
                action_id=action.pk,
                was_needed=True,
                note="Done. They have somebody to go to.",
            )


def plan_for_action(played: Played) -> None:
    """An action plan."""
    _plan(played, "ACTION_PLAN")


def plan_early_help(played: Played) -> None:
    """Early help."""
    _plan(played, "EARLY_HELP")


def plan_monitoring(played: Played) -> None:
    """Watching how things go."""
    _plan(played, "MONITORING")


def end_without_action(played: Played) -> None:
    """Nothing further is needed."""
    ask_how_they_are(played)
    for concern in played.concerns():
        closing.end_without_action(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            reasons="Looked into with the form tutor and the family. Nothing more is needed.",
        )


def close(played: Played) -> None:
    """It is closed with the child's own view."""
    ask_how_they_are(played)
    for concern in played.concerns():
        closing.close(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            outcome="RISK_REDUCED",
            reasons="Support is in place and nothing further has been reported.",
            child_view="“It is better now. I know who to talk to.”",
            why_left_open="Their form tutor goes on asking them.",
        )


def reopen(played: Played) -> None:
    """Something new came up."""
    for concern in played.concerns():
        closing.reopen(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            reasons="The form tutor has seen the same again.",
        )


def ask_how_they_are(played: Played) -> None:
    """Nobody ends or closes a record about images before the child was asked whether they might hurt themselves."""
    for concern in played.concerns():
        if left_open(concern).must_ask:
            wellbeing.record_check(
                actor=played.lead,
                reference=concern.reference,
                seen_version=concern.version,
                self_harm="NONE",
                observed=["NONE"],
            )


def _triage(played: Played, review: str, reasons: str) -> None:
    told = played.told
    for concern in played.concerns():
        judged = Judged(
            owner_id=played.lead.pk,
            review=review,
            reasons=reasons,
            main_category=_category(told["main_category"], played.school),
            topics=told.get("topics", []),
            level=told["level"],
        )
        triaging.triage(actor=played.lead, reference=concern.reference, seen_version=concern.version, judged=judged)


def _category(code: str, school: School) -> str:
    return "EMOTIONAL" if code == "FINANCIAL" and school.jurisdiction == "ENGLAND" else code


def _refer(played: Played, agency: str, method: str, spoke_to: str) -> None:
    for concern in played.concerns():
        referring.make_referral(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            agency=agency,
            method=method,
            made_at=clock.now(),
            spoke_to=spoke_to,
            agreed="They take it from here and call back today. The device stays switched off and with the family.",
        )


def _plan(played: Played, kind: str) -> None:
    for concern in played.concerns():
        closing.plan(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            kind=kind,
            review_on=clock.today() + timedelta(days=played.told.get("review_in", 150)),
            words="A named adult checks in every week.",
        )


def _version(concern: Concern) -> int:
    return Concern.objects.values_list("version", flat=True).get(pk=concern.pk)
