"""Whom to call about a referral: the school's own contacts, else those of its country."""

from django.db.models import Q

from safeguarding.directory.models import AgencyKind, ContactPoint
from safeguarding.schools.models import School

KINDS = (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES, AgencyKind.OUT_OF_HOURS)


def agencies_to_call(school: School) -> list[dict]:
    """The police and children's services, as the page lists them: name, phone, when."""
    own = Q(school=school) | Q(school__isnull=True, jurisdiction__in=("", school.jurisdiction))
    rows = list(ContactPoint.objects.filter(own, kind__in=KINDS))
    local = {row.kind for row in rows if row.school_id}
    shown = [row for row in rows if row.school_id or row.kind not in local]
    return [{"name": row.name, "phone": row.phone, "note": row.when} for row in shown]
