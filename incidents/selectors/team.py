"""Who may lead a concern, and who may be given a step of a plan."""

from django.db.models import Q, QuerySet

from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import SAFEGUARDING_TEAM


def may_lead(school_id) -> QuerySet[User]:
    """The lead and the deputies of a school today, by name."""
    today = clock.today()
    in_force = Q(staff_roles__starts_on__lte=today) & (
        Q(staff_roles__ends_on__isnull=True) | Q(staff_roles__ends_on__gte=today)
    )
    held = Q(staff_roles__school_id=school_id, staff_roles__role__in=[str(role) for role in SAFEGUARDING_TEAM])
    return User.objects.filter(held & in_force, is_active=True).distinct().order_by("name")
