"""The page of one referral: what was said, what is due, and the log of what came of it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.models import Referral, ReferralAddition
from incidents.outcomes import AgencyOutcome, DisagreementStep, Method, Told
from incidents.selectors.identity import person_is_adult
from incidents.selectors.referral_clocks import WRITTEN, bank_holidays, typed_name
from incidents.selectors.referrals import STATE_COLOURS, dues

UNKNOWN = "und"  # the language of words that were typed without saying in which


def referral_page(referral: Referral) -> dict:
    """Everything the page of one referral shows, as finished values."""
    holidays = bank_holidays([referral.concern.school_id]).get(referral.concern.school_id, frozenset())
    state = referral.state
    return {
        "number": referral.number,
        "agency": typed_name(referral),
        "method": str(Method(referral.method).label),
        "made_at": referral.made_at,
        "state": str(state.label),
        "colour": STATE_COLOURS[state],
        "due": (waiting := dues(referral, holidays)),
        "is_written_due": any(due.kind == WRITTEN for due in waiting),
        "has_reply": bool(referral.replies.all()),
        "rows": _facts(referral),
        "log": sorted(_log(referral), key=lambda entry: entry["at"]),
        "made_for": referral.pattern.reference if referral.pattern else "",  # the linked records it was made about
    }


def _facts(referral: Referral) -> list[dict]:
    rows = [
        _words(_("Who we spoke to"), referral.spoke_to),
        _words(_("Their reference"), referral.agency_reference),
        _words(_("What was agreed"), referral.agreed),
        _told(*_whom(referral, referral.made_at), referral.child_told, referral.child_told_words),
        _told(
            _("Parents or carers were told"),
            _("Parents or carers were not told"),
            referral.parents_told,
            referral.parents_told_words,
        ),
        _words(_("Recorded by"), referral.made_by.name),
    ]
    return [row for row in rows if row["value"]]


def _whom(referral: Referral, at: datetime) -> tuple[str, str]:
    """What is said where the person was told, and where they were not: of a child, or of somebody of 18 or over."""
    if person_is_adult(referral.concern, at):
        return _("They were told"), _("They were not told")
    return _("The child was told"), _("The child was not told")


def _words(key: str, words: str) -> dict:
    """Somebody's words or name; in which language is not known."""
    return {"key": key, "value": words, "words": True, "lang": UNKNOWN}


def _told(told_key: str, not_told_key: str, told: str, words: str) -> dict:
    """What somebody was told, or why not."""
    key = told_key if told == Told.TOLD else not_told_key
    nothing = _("what they were told is not recorded") if told == Told.TOLD else _("the reason is not recorded")
    return _words(key, words) if words or not told else {"key": key, "value": nothing}


def added_words(addition: ReferralAddition) -> Iterator[tuple[str, str]]:
    """What was added to a referral, one thing after the other: what it is, and what was written about it."""
    if addition.agency_reference:
        yield _("Their reference"), addition.agency_reference
    if addition.agreed:
        yield _("What was agreed"), addition.agreed
    if addition.child_told:
        told, not_told = _whom(addition.referral, addition.recorded_at)
        yield told if addition.child_told == Told.TOLD else not_told, addition.child_told_words
    if addition.parents_told:
        told = addition.parents_told == Told.TOLD
        title = _("Parents or carers were told") if told else _("Parents or carers were not told")
        yield title, addition.parents_told_words


def _log(referral: Referral) -> Iterator[dict]:
    yield from _added(referral)
    for confirmation in referral.confirmations.all():
        yield {
            "title": _("Confirmed in writing"),
            "at": confirmation.sent_at,
            "by": confirmation.by.name,
            "words": confirmation.how,
            "lang": UNKNOWN,
        }
    for reply in referral.replies.all():
        from_whom = _("Answered by: %(name)s") % {"name": reply.from_whom} if reply.from_whom else ""
        yield {
            "title": str(AgencyOutcome(reply.outcome).label),
            "at": reply.replied_at,
            "by": reply.by.name,
            "text": from_whom,
            "words": reply.words,
            "lang": UNKNOWN,
            "tag": pgettext("referral", "Reply"),
            "colour": "green",
        }
    for step in referral.disagreements.all():
        with_whom = _("With: %(name)s") % {"name": step.with_whom} if step.with_whom else ""
        yield {
            "title": str(DisagreementStep(step.step).label),
            "at": step.at,
            "by": step.by.name,
            "text": with_whom,
            "words": step.reasons,
            "lang": UNKNOWN,
            "tag": pgettext("referral", "We disagree"),
            "colour": "orange",
        }


def _added(referral: Referral) -> Iterator[dict]:
    for addition in referral.additions.all():
        for title, words in added_words(addition):
            yield {
                "title": title,
                "at": addition.recorded_at,
                "by": addition.by.name,
                "words": words,
                "lang": UNKNOWN,
                "tag": pgettext("referral", "Added"),
                "colour": "blue",
            }
