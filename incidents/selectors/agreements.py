"""What a second person is asked, what they see of it, and how far the asking is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from incidents.categories import AbuseCategory
from incidents.masking import without_names
from incidents.models import Agreement, AgreementAnswer, AgreementPurpose, Concern, Decision
from incidents.outcomes import Choice, DecisionAbout
from incidents.selectors.children import children_in_report
from safeguarding import clock, policy
from safeguarding.accounts.models import StaffRole, User
from safeguarding.policy import Verb

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


def decisions_of(agreement: Agreement) -> list[Decision]:
    """The decisions that the request covers."""
    rows = Decision.objects.filter(pk__in=agreement.decision_ids).select_related("by").order_by("at", "pk")
    for row in rows:
        row.concern = agreement.concern
    return list(rows)


def still_stands(agreement: Agreement, standing: dict[str, Decision]) -> bool:
    """Whether the decisions it covers are still those that stand: what was decided anew must be asked anew."""
    return set(agreement.decision_ids) <= {decision.pk for decision in standing.values()}


def is_of_one_hand(agreement: Agreement, user, decisions: Iterable[Decision]) -> bool:
    """Whether this person asked, or made one of the decisions: nobody agrees to what they decided themselves."""
    return user.pk == agreement.asked_by_id or any(decision.by_id == user.pk for decision in decisions)


def open_requests(user) -> list[Asked]:
    """The requests that wait for this person's answer, oldest first. The same number of queries for any number."""
    rows = list(
        Agreement.objects.filter(policy.agreements(user), answer__isnull=True)
        .select_related("asked_by")
        .order_by("asked_at", "pk")
    )
    decisions = Decision.objects.filter(concern_id__in={row.concern_id for row in rows}).only(
        "id", "concern_id", "about", "at", "by_id"
    )
    standing: dict[object, dict[str, Decision]] = {}
    for decision in decisions.order_by("at", "pk"):
        standing.setdefault(decision.concern_id, {})[decision.about] = decision
    waiting = []
    for row in rows:
        held = standing.get(row.concern_id, {})
        covered = [decision for decision in held.values() if decision.pk in row.decision_ids]
        if still_stands(row, held) and not is_of_one_hand(row, user, covered):
            waiting.append(Asked(row.pk, str(PURPOSES[row.purpose]), row.asked_by.name, row.asked_at))
    return waiting


def sight(agreement: Agreement) -> Sight:
    """What the second person sees. The children's names are taken out of the reasons too."""
    concern, decisions = agreement.concern, decisions_of(agreement)
    named = children_in_report(concern)
    pupil = concern.pupil
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
                about=str(DecisionAbout(decision.about).label),
                choice=str(CHOICES[decision.choice]),
                reasons=without_names(decision.reasons, named, _("[a child’s name]")),
                at=decision.at,
            )
            for decision in decisions
        ],
    )


def _triggers_of(decisions: list[Decision]) -> list[str]:
    seen = {trigger: str(trigger.label) for decision in decisions for trigger in decision.trigger_list}
    return list(seen.values())


def people_who_may_agree(concern: Concern, agreement: Agreement) -> list[User]:
    """Those who may be the second person of this request today, by name."""
    today = clock.today()
    roles = StaffRole.objects.filter(
        school_id=concern.school_id, role__in=policy.roles_with(Verb.AGREE), starts_on__lte=today, user__is_active=True
    ).exclude(ends_on__lt=today)
    decisions = decisions_of(agreement)
    people = {held.user_id: held.user for held in roles.select_related("user")}
    return sorted(
        (person for person in people.values() if not is_of_one_hand(agreement, person, decisions)),
        key=lambda person: person.name,
    )


def standing_agreements(concern: Concern, standing: dict[str, Decision]) -> list[Agreement]:
    """The requests about the decisions that stand, oldest first, answered or not."""
    rows = concern.agreements.select_related("asked_by", "answer__by").order_by("asked_at", "pk")
    found = [row for row in rows if still_stands(row, standing)]
    for row in found:
        row.concern = concern
        if hasattr(row, "answer"):
            row.answer.agreement = row
    return found


def answered_at(agreement: Agreement) -> datetime | None:
    """When it was answered, if it was: all that is shown of it afterwards."""
    return AgreementAnswer.objects.filter(agreement=agreement).values_list("at", flat=True).first()
