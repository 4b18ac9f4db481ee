"""What a second person is asked, what they see of it, and how far the asking is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from incidents.categories import AbuseCategory
from incidents.models import (
    Agreement,
    AgreementAnswer,
    AgreementPurpose,
    Concern,
    Decision,
    DirectCall,
    StateChange,
    Statement,
)
from incidents.outcomes import REFERRAL_DECISIONS, Choice, ReferralTo, decided_about
from incidents.selectors.children import without_children
from incidents.selectors.identity import person_is_adult
from safeguarding import clock, policy
from safeguarding.accounts.models import StaffRole, User
from safeguarding.policy import Verb

BACK_TO_REVIEW = ("reopen", "begin_review")
PURPOSES: dict[str, Promise] = {
    AgreementPurpose.NOT_REFERRING: gettext_lazy("Not to refer"),
    AgreementPurpose.CLOSING: gettext_lazy("To close without a referral"),
}
CHOICES: dict[str, Promise] = {
    Choice.YES: pgettext_lazy("decision", "Yes, close it without a referral"),
    Choice.NO: pgettext_lazy("decision", "No, do not refer"),
    Choice.NOT_YET: pgettext_lazy("decision", "Not yet"),
}


@dataclass(frozen=True)
class Asked:
    """A request as a list shows it: nothing about the child."""

    id: object
    purpose: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True)
class DecisionShown:
    """A decision as the second person sees it."""

    about: str
    choice: str
    reasons: str
    at: datetime


@dataclass(frozen=True)
class Sight:
    """All that the second person sees: what the decision needs, and not who the child is."""

    purpose: str
    asked_by: str
    asked_at: datetime
    age: int | None
    year: str
    category: str
    triggers: list[str]
    decisions: list[DecisionShown]
    was_refused_before: bool  # somebody else was asked before, about this record, and did not agree
    referred_to: list[str]  # of police and children's services


def decisions_of(agreement: Agreement) -> list[Decision]:
    """The decisions that the request covers."""
    rows = Decision.objects.filter(pk__in=agreement.decision_ids).select_related("by").order_by("at", "pk")
    for row in rows:
        row.concern = agreement.concern
    return list(rows)


def requests() -> QuerySet[Agreement]:
    """The requests to agree, with what `still_stands` asks of each: how the record went on after it."""
    reported = {"incident": OuterRef("concern__incident")}
    back = StateChange.objects.filter(concern=OuterRef("concern"), move__in=BACK_TO_REVIEW)
    return Agreement.objects.select_related("asked_by").annotate(
        newest_words=_newest(Statement.objects.filter(**reported), "written_at"),
        newest_call=_newest(DirectCall.objects.filter(**reported), "recorded_at"),
        newest_review=_newest(back, "at"),
    )


def _newest(rows: QuerySet, at: str) -> Subquery:
    return Subquery(rows.order_by(f"-{at}").values(at)[:1])


def still_stands(agreement: Agreement, standing: dict[str, Decision]) -> bool:
    """Whether it still asks about how things are (a row of `requests`): what changed must be asked anew.

    The decisions it covers must be those that stand. That a record may be closed was said of the record as it was: it
    is said no longer once the reporter added words or a call, it is in review again, or referring was decided anew.
    """
    if not set(agreement.decision_ids) <= {decision.pk for decision in standing.values()}:
        return False
    if agreement.purpose != AgreementPurpose.CLOSING:
        return True
    after = [agreement.newest_words, agreement.newest_call, agreement.newest_review]
    after += [standing[about].at for about in REFERRAL_DECISIONS if about in standing]
    return all(at is None or at <= agreement.asked_at for at in after)


def is_open(agreement: Agreement, standing: dict[str, Decision]) -> bool:
    """Whether somebody may still answer it: it stands, and the record was not closed without the answer."""
    return agreement.concern.is_open and still_stands(agreement, standing)


def is_agreed(agreement: Agreement) -> bool:
    """Whether the second person has answered, and agreed."""
    return hasattr(agreement, "answer") and agreement.answer.agreed


def is_of_one_hand(agreement: Agreement, user, decisions: Iterable[Decision]) -> bool:
    """Whether this person asked, or made one of the decisions: nobody agrees to what they decided themselves."""
    return any(policy.same_person(user, one) for one in (agreement.asked_by, *(decision.by for decision in decisions)))


def open_requests(user) -> list[Asked]:
    """The requests that wait for this person's answer, oldest first. The same number of queries for any number."""
    rows = list(
        requests()
        .filter(policy.agreements(user), answer__isnull=True)
        .select_related("concern")
        .order_by("asked_at", "pk")
    )
    decisions = Decision.objects.filter(concern_id__in={row.concern_id for row in rows}).select_related("by")
    standing: dict[object, dict[str, Decision]] = {}
    for decision in decisions.order_by("at", "pk"):
        standing.setdefault(decision.concern_id, {})[decision.about] = decision
    waiting = []
    for row in rows:
        held = standing.get(row.concern_id, {})
        covered = [decision for decision in held.values() if decision.pk in row.decision_ids]
        if is_open(row, held) and not is_of_one_hand(row, user, covered):
            waiting.append(Asked(row.pk, str(PURPOSES[row.purpose]), row.asked_by.name, row.asked_at))
    return waiting


def sight(agreement: Agreement) -> Sight:
    """What the second person sees. The children's names are taken out of the reasons too."""
    concern, decisions = agreement.concern, decisions_of(agreement)
    reasons = without_children(concern, [decision.reasons for decision in decisions])
    pupil = concern.pupil
    referrals = set(concern.referrals.filter(agency__in=REFERRAL_DECISIONS).values_list("agency", flat=True))
    referred_to = [str(ReferralTo(agency).label) for agency in sorted(referrals)]
    choices = CHOICES | ({Choice.YES: pgettext_lazy("decision", "Yes, close it")} if referred_to else {})
    return Sight(
        purpose=agreement.purpose,
        asked_by=agreement.asked_by.name,
        asked_at=agreement.asked_at,
        age=pupil.age_on(clock.today()) if pupil else None,
        year=pupil.year_name if pupil else "",
        category=str(AbuseCategory(concern.main_category).label) if concern.main_category else "",
        triggers=_triggers_of(decisions),
        decisions=[
            DecisionShown(
                about=str(decided_about(decision.about, is_18=person_is_adult(concern, decision.at))),
                choice=str(choices[decision.choice]),
                reasons=words,
                at=decision.at,
            )
            for decision, words in zip(decisions, reasons, strict=True)
        ],
        was_refused_before=AgreementAnswer.objects.filter(agreement__concern=concern, agreed=False).exists(),
        referred_to=referred_to,
    )


def _triggers_of(decisions: list[Decision]) -> list[str]:
    seen = {trigger: str(trigger.label) for decision in decisions for trigger in decision.trigger_list}
    return list(seen.values())


def second_people(school_id) -> list[User]:
    """Those who may be a second person at the school today, by name."""
    today = clock.today()
    roles = StaffRole.objects.filter(
        school_id=school_id, role__in=policy.roles_with(Verb.AGREE), starts_on__lte=today, user__is_active=True
    ).exclude(ends_on__lt=today)
    people = {held.user_id: held.user for held in roles.select_related("user")}
    return sorted(people.values(), key=lambda person: person.name)


def people_who_may_agree(agreement: Agreement, decisions: Iterable[Decision], people: Iterable[User]) -> list[User]:
    """Those of the second people who may answer this request: none whose own hand is in it."""
    decisions = list(decisions)
    return [person for person in people if not is_of_one_hand(agreement, person, decisions)]


def standing_agreements(concern: Concern, standing: dict[str, Decision]) -> list[Agreement]:
    """The requests about the decisions that stand, oldest first, answered or not."""
    rows = requests().filter(concern=concern).select_related("answer__by").order_by("asked_at", "pk")
    found = [row for row in rows if still_stands(row, standing)]
    for row in found:
        row.concern = concern
        if hasattr(row, "answer"):
            row.answer.agreement = row
    return found


def answered_at(agreement: Agreement) -> datetime | None:
    """When it was answered, if it was: all that is shown of it afterwards."""
    return AgreementAnswer.objects.filter(agreement=agreement).values_list("at", flat=True).first()


def was_answered_by(agreement: Agreement, user) -> bool:
    """Whether this person has answered it: a second press of their button is no second answer."""
    return AgreementAnswer.objects.filter(agreement=agreement, by=user).exists()
