"""Parents and carers: what the child would like, what is decided, talks with them, letters, and other formats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from incidents.deadlines import earliest_referral, is_before
from incidents.families import Telling, follows, needed_of_telling
from incidents.models import (
    ChildPreference,
    Concern,
    FamilyContact,
    FormatGiven,
    FormatRequest,
    LetterGiven,
    TellingDecision,
)
from incidents.selectors.family import letters_of, standing_preference, standing_telling, unanswered_request
from incidents.services.committing import chosen, committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.directory.models import Letter
from safeguarding.policy import Verb


@dataclass(frozen=True)
class Decided:
    """A decision about telling parents or carers."""

    telling: str
    why_not: str = ""
    reasons: str = ""
    agreed_with: str = ""
    who_tells: str = ""
    tell_on: date | None = None
    review_on: date | None = None


@acts.act
def record_preference(
    *,
    actor,
    reference: str,
    seen_version: int,
    preference: str,
    language: str,
    words: str = "",
    asked_on: date | None = None,
) -> ChildPreference:
    """Records how the child would like parents or carers to be told; it replaces what they said before.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed or this is what they said already.
    """
    concern = _open_concern(actor, reference, seen_version, "record_preference")
    last, said = standing_preference(concern), (preference, words, language, asked_on)
    if last is not None and (last.preference, last.words, last.language, last.asked_on) == said:
        raise MoveRefused("record_preference", concern.state, frozenset({"something_new"}))
    row = ChildPreference(
        concern=concern, preference=preference, words=words, language=language, asked_on=asked_on, by=actor
    )
    return _keep(row, events.PREFERENCE_RECORDED, actor, concern, choices=chosen(row, concern, "preference"))


@acts.act
def decide_telling(*, actor, reference: str, seen_version: int, decided: Decided) -> TellingDecision:
    """Records what is decided about telling parents or carers; it replaces what was decided before.

    Whether it follows what the child would like is worked out here. Not telling needs its reason, who agreed and a
    day to look again; going another way than the child would like needs reasons in words. Raises NotThere,
    ChangedMeanwhile, and MoveRefused when something is missing, when the record is closed or nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "decide_telling")
    said = standing_preference(concern)
    preference, not_now = said.preference if said else "", decided.telling == Telling.NOT_NOW
    needed = needed_of_telling(preference, decided.telling, decided.why_not)
    missing = frozenset(name for name in needed if not getattr(decided, name))
    if missing:
        raise MoveRefused("decide_telling", concern.state, missing)
    row = TellingDecision(
        concern=concern,
        telling=decided.telling,
        follows_preference=follows(preference, decided.telling),
        why_not=decided.why_not if not_now else "",
        reasons=decided.reasons,
        agreed_with=decided.agreed_with if not_now else "",
        who_tells="" if not_now else decided.who_tells,
        tell_on=None if not_now else decided.tell_on,
        review_on=decided.review_on if not_now else None,
        by=actor,
    )
    last = standing_telling(concern)
    if last is not None and _said(last) == _said(row):
        raise MoveRefused("decide_telling", concern.state, frozenset({"something_new"}))
    choices = chosen(row, concern, "telling", "follows_preference", "why_not")
    return _keep(row, events.TELLING_DECIDED, actor, concern, choices=choices, why_not=str(row.why_not))


@acts.act
def record_contact(
    *,
    actor,
    reference: str,
    seen_version: int,
    with_whom: str,
    talked_at: datetime,
    channel: str,
    spoken: str,
    said: str,
    they_said: str = "",
    agreed: str = "",
) -> FamilyContact:
    """Records a talk with a parent or carer. The concern may be closed by then.

    Raises NotThere, ChangedMeanwhile, and MoveRefused for a time long before anybody had recorded the concern.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if is_before(talked_at, earliest_referral(concern.recorded_at)):
        raise MoveRefused("record_contact", concern.state, frozenset({"talked_at"}))
    row = FamilyContact(
        concern=concern,
        with_whom=with_whom,
        talked_at=talked_at,
        channel=channel,
        spoken=spoken,
        said=said,
        they_said=they_said,
        agreed=agreed,
        by=actor,
    )
    return _keep(row, events.FAMILY_CONTACTED, actor, concern, channel=str(channel), spoken=str(spoken))


@acts.act
def record_letters(
    *,
    actor,
    reference: str,
    seen_version: int,
    languages: Iterable[str],
    to_whom: str,
    channel: str,
    given_on: date,
) -> list[LetterGiven]:
    """Records that a parent or carer was given the letter, in each of these languages. The concern may be closed.

    Raises NotThere, also for a language in which there is no letter, and ChangedMeanwhile.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    letters, rows = {letter.language: letter for letter in letters_of(concern)}, []
    for language in languages:
        letter = _letter(letters, language)
        row = LetterGiven(concern=concern, letter=letter, to_whom=to_whom, channel=channel, given_on=given_on, by=actor)
        rows.append(_keep(row, events.LETTER_GIVEN, actor, concern, **_which(letter), channel=str(channel)))
    return rows


@acts.act
def print_letter(*, actor, reference: str, language: str) -> None:
    """Records that the letter was printed from this record. Raises NotThere where there is none in that language."""
    concern = policy.find(
        Concern.objects.with_keys(), policy.concerns(actor, Verb.DECIDE), Verb.DECIDE, reference=reference
    )
    letter = _letter({letter.language: letter for letter in letters_of(concern)}, language)
    acts.record(events.LETTER_PRINTED, actor=actor, subject=concern, **_which(letter))


@acts.act
def ask_format(
    *, actor, reference: str, seen_version: int, format: str, for_whom: str, needed_by: date, words: str = ""
) -> FormatRequest:
    """Records that somebody needs a document in another format, and by when. The concern may be closed by then.

    Raises NotThere and ChangedMeanwhile.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    row = FormatRequest(concern=concern, format=format, for_whom=for_whom, words=words, needed_by=needed_by, by=actor)
    return _keep(row, events.FORMAT_ASKED, actor, concern, request=row.pk, format=str(format))


@acts.act
def give_format(
    *, actor, reference: str, request_id: UUID, seen_version: int, given_on: date, words: str = ""
) -> FormatGiven:
    """Records that the document was given in that format. The concern may be closed by then.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when that is recorded already.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    request = unanswered_request(concern, request_id)
    if request is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(request_id))
    if hasattr(request, "given"):
        raise MoveRefused("give_format", concern.state, frozenset({"given_already"}))
    row = FormatGiven(request=request, given_on=given_on, words=words, by=actor)
    return _keep(row, events.FORMAT_GIVEN, actor, concern, request=request.pk, format=str(request.format))


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern


def _which(letter: Letter) -> dict:
    """Which letter it is, and that its wording is what it was."""
    return {"letter": letter.pk, "language": letter.language, "version": letter.version, "sha256": letter.sha256}


def _letter(letters: dict, language: str) -> Letter:
    if language not in letters:
        raise policy.NotThere(Verb.DECIDE, asked_for=language)
    return letters[language]


def _said(row: TellingDecision) -> tuple:
    columns = ("telling", "follows_preference", "why_not", "reasons", "agreed_with", "who_tells")
    return tuple(getattr(row, name) for name in (*columns, "tell_on", "review_on"))


def _keep(row, event: str, actor, concern: Concern, **details):
    """Saves what was said and records that it was written down."""
    row.save(force_insert=True)
    pass_on(concern)
    acts.record(event, actor=actor, subject=concern, **details, words=committed(row, concern))
    return row
