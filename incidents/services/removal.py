"""Recording how far the removal of images is, whether one was taken under 18, and what an adult wants."""

from datetime import date

from incidents.models import AdultConsent, AgeAnswer, Concern, RemovalStep
from incidents.removing import PLATFORM, Connection, Consent, RemovalState, Taken
from incidents.selectors.identity import connection_stands
from incidents.selectors.pathway import may_be_adult, person_is_adult
from incidents.selectors.removal import (
    adult_consent,
    age_answer,
    platform_of,
    removal_steps,
    standing_removals,
    tool_of,
)
from incidents.services.committing import chosen, committed
from incidents.services.holding import hold, pass_on
from incidents.services.pathways import look_again
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.directory.models import Platform
from safeguarding.policy import Verb


@acts.act
def record_removal(
    *,
    actor,
    reference: str,
    seen_version: int,
    tool: str,
    state: str,
    platform: str = "",
    on: date | None = None,
    recheck_on: date | None = None,
    **said: str,
) -> RemovalStep:
    """Records how far one tool is, at one app, game or site where it is theirs. What was recorded before stays.

    What may be said: helped_by, tool_reference and words. Raises NotThere also for an app that the directory does not
    have, ChangedMeanwhile, and MoveRefused when the record is closed, the tool is not offered to somebody of that age,
    reasons are missing where it does not apply, or nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "record_removal")
    if tool_of(concern, tool) is None:
        raise MoveRefused("record_removal", concern.state)
    if state == RemovalState.NOT_APPLICABLE and not said.get("words"):
        raise MoveRefused("record_removal", concern.state, frozenset({"reasons"}))
    row = RemovalStep(
        concern=concern,
        tool=tool,
        platform=_platform(concern, tool, platform),
        state=RemovalState(state),
        on=on,
        recheck_on=recheck_on,
        by=actor,
        **said,
    )
    if _same(row, standing_removals(removal_steps(concern)).get((tool, platform if row.platform else ""))):
        raise MoveRefused("record_removal", concern.state, frozenset({"something_new"}))
    row.save(force_insert=True)
    pass_on(concern)
    details = {"tool": tool, "state": str(row.state), "platform": platform if row.platform else ""}
    acts.record(events.REMOVAL_RECORDED, actor=actor, subject=concern, **details, commitment=committed(row, concern))
    return row


@acts.act
def answer_age(*, actor, reference: str, seen_version: int, taken_under_18: str) -> AgeAnswer:
    """Records whether an image was taken when somebody who is 18 or over was under 18.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed, the person is not 18, or this is what
    was answered already.
    """
    concern = _open_concern(actor, reference, seen_version, "answer_age")
    if not person_is_adult(concern):
        raise MoveRefused("answer_age", concern.state)
    standing = age_answer(concern)
    if standing and standing.taken_under_18 == taken_under_18:
        raise MoveRefused("answer_age", concern.state, frozenset({"something_new"}))
    row = AgeAnswer(concern=concern, taken_under_18=Taken(taken_under_18), by=actor)
    row.save(force_insert=True)
    pass_on(concern)
    acts.record(events.AGE_ANSWERED, actor=actor, subject=concern, choices=chosen(row, concern, "taken_under_18"))
    look_again(concern, actor)
    return row


@acts.act
def record_consent(
    *,
    actor,
    reference: str,
    seen_version: int,
    consent: str,
    connection: str = "",
    is_reported_all_the_same: bool = False,
    reasons: str = "",
) -> AdultConsent:
    """Records whether an adult agrees that it is reported; of somebody not on the list also who they are to the school.

    Without a connection somebody not on the list is taken for a child again. Raises NotThere, ChangedMeanwhile, and
    MoveRefused when the record is closed or about a child on the roll, when it is reported without consent and without
    reasons, and when nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "record_consent")
    standing = adult_consent(concern)
    if not may_be_adult(concern) or (concern.pupil and connection):
        raise MoveRefused("record_consent", concern.state)
    if is_reported_all_the_same and not reasons:
        raise MoveRefused("record_consent", concern.state, frozenset({"reasons"}))
    said = {
        "connection": Connection(connection) if connection else "",
        "consent": Consent(consent),
        "is_reported_all_the_same": is_reported_all_the_same and consent != Consent.GIVEN,
        "reasons": reasons,
    }
    stands = standing is not None and (concern.pupil or not standing.connection or connection_stands(standing))
    if stands and {name: getattr(standing, name) for name in said} == said:
        raise MoveRefused("record_consent", concern.state, frozenset({"something_new"}))
    row = AdultConsent(concern=concern, by=actor, **said)
    row.save(force_insert=True)
    pass_on(concern)
    choices = chosen(row, concern, "connection", "consent", "is_reported_all_the_same")
    commitment = committed(row, concern)
    acts.record(events.CONSENT_RECORDED, actor=actor, subject=concern, choices=choices, commitment=commitment)
    look_again(concern, actor)
    return row


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern


def _platform(concern: Concern, tool: str, code: str) -> Platform | None:
    """The app, game or site that is meant; none for the other tools, and for one that the directory does not have."""
    if tool != PLATFORM or not code:
        return None
    found = platform_of(concern, code)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{concern.reference}|{code}")
    return found


def _same(row: RemovalStep, standing: RemovalStep | None) -> bool:
    said = ("state", "on", "helped_by", "tool_reference", "words", "recheck_on")
    return standing is not None and all(getattr(row, name) == getattr(standing, name) for name in said)
