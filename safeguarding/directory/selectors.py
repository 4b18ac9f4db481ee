"""Whom to call at a school: its own contacts before those of its country."""

from django.db.models import Q

from safeguarding.directory.models import ContactPoint
from safeguarding.schools.models import School


def contacts_for(school: School, kinds: tuple[str, ...]) -> list[ContactPoint]:
    """The contacts of these kinds, in their order. Where the school has its own of a kind, only those."""
    here = Q(school=school) | Q(school__isnull=True, jurisdiction__in=("", school.jurisdiction))
    rows = list(ContactPoint.objects.filter(here, kind__in=kinds))
    own = {row.kind for row in rows if row.school_id}
    return [row for row in rows if row.school_id or row.kind not in own]
