"""The clock that begins when the school became aware: how long it took to open, to refer and to confirm in writing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.utils.translation import gettext as _

from incidents.models import Concern
from incidents.outcomes import AT_ONCE
from incidents.selectors.pathway import agencies_at_once, person_is_adult
from incidents.selectors.waits import lasting
from safeguarding import clock
from safeguarding.accounts.roles import SAFEGUARDING_TEAM


@dataclass(frozen=True)
class Stage:
    """One stage since the school became aware: its name, how long it took, or how long it has been waited for."""

    name: str
    took: str
    is_running: bool


def with_stages(rows: QuerySet[Concern], agencies: Collection[str] = AT_ONCE) -> QuerySet[Concern]:
    """Concerns with the moments of `aware_at`, `first_opened`, `first_referred` and `first_confirmed`.

    `agencies`: to whom a referral counts; an adult is referred to adult safeguarding.
    """
    team = Q(readings__role__in=[str(role) for role in SAFEGUARDING_TEAM])
    at_once = Q(referrals__agency__in=agencies)
    return rows.annotate(
        aware_at=F("incident__became_aware_at"),
        first_opened=Min("readings__at", filter=team),
        first_referred=Min("referrals__made_at", filter=at_once),
        first_confirmed=Min("referrals__confirmations__sent_at", filter=at_once),
    )


def stages(concern: Concern, *, wants_referral: bool) -> list[Stage]:
    """The stages of one record. A referral that is wanted at once is waited for until it is made."""
    row = with_stages(Concern.objects.filter(pk=concern.pk), agencies_at_once(concern)).values(
        "aware_at", "first_opened", "first_referred", "first_confirmed"
    )[0]
    referred = _("Referred to the police or children’s services")
    if person_is_adult(concern):
        referred = _("Referred to the police or adult safeguarding")
    found = [
        _stage(_("Opened by the safeguarding team"), row["aware_at"], row["first_opened"]),
        _stage(referred, row["aware_at"], row["first_referred"]),
        _stage(_("Confirmed in writing"), row["aware_at"], row["first_confirmed"]),
    ]
    waits = wants_referral and concern.is_open and row["first_referred"] is None
    return [one for one in found if one is not None] + ([_running(row["aware_at"])] if waits else [])


def took(aware_at: datetime, at: datetime | None) -> timedelta | None:
    """How long after the school became aware; what came before it took no time."""
    return None if at is None else max(at - aware_at, timedelta())


def _stage(name: str, aware_at: datetime, at: datetime | None) -> Stage | None:
    span = took(aware_at, at)
    return None if span is None else Stage(name, lasting(span), is_running=False)


def _running(aware_at: datetime) -> Stage:
    return Stage(_("Not referred yet"), lasting(took(aware_at, clock.now())), is_running=True)
