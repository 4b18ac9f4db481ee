"""Who may lead a concern, and be given a step of a plan; and who is told of an immediate worry."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from safeguarding import clock, policy
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.policy import Verb


def may_lead(school_id) -> QuerySet[User]:
    """The lead and the deputies of a school today, by name."""
    return _holders(school_id, SAFEGUARDING_TEAM)


def to_be_told(school_id) -> QuerySet[User]:
    """Who is told of an immediate worry about a child at a school: its heads today."""
    return _holders(school_id, policy.roles_with(Verb.BE_TOLD))


def _holders(school_id, roles: Iterable[str]) -> QuerySet[User]:
    today = clock.today()
    in_force = Q(staff_roles__starts_on__lte=today) & (
        Q(staff_roles__ends_on__isnull=True) | Q(staff_roles__ends_on__gte=today)
    )
    held = Q(staff_roles__school_id=school_id, staff_roles__role__in=[str(role) for role in roles])
    return User.objects.filter(held & in_force, is_active=True).distinct().order_by("name")
