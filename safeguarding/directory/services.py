"""Keeping the directory: reference contacts and guidance, loaded once and again without harm."""

import json
from datetime import date
from pathlib import Path

from safeguarding.audit import acts, events
from safeguarding.directory.models import ContactPoint, Guidance
from safeguarding.schools.models import School


@acts.act
def load_reference(*, folder: Path) -> int:
    """Loads `reference_contacts.json` and `reference_guidance.json`; what a school has edited is left alone.

    Returns how many were new.
    """
    new = 0
    for described in _read(folder / "reference_contacts.json"):
        found = ContactPoint.objects.filter(
            school=None, kind=described["kind"], name_en=described["name_en"], jurisdiction=described["jurisdiction"]
        )
        if not found.exists():
            ContactPoint.objects.create(**described)
            new += 1
    for described in _read(folder / "reference_guidance.json"):
        _guidance, is_new = Guidance.objects.get_or_create(
            code=described.pop("code"), edition=described.pop("edition"), defaults=described
        )
        new += is_new
    acts.record(events.REFERENCE_LOADED, new=new)
    return new


@acts.act
def add_contact(*, actor, school: School, **described) -> ContactPoint:
    """A contact of the school's own, which then stands in place of the country's of its kind."""
    contact = ContactPoint.objects.create(school=school, **described)
    acts.record(events.SETTINGS_CHANGED, actor=actor, school_id=school.pk, subject=school, changed="contacts")
    return contact


def _read(path: Path) -> list[dict]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    for row in rows:
        for name in ("checked_on", "in_force_from"):
            if row.get(name):
                row[name] = date.fromisoformat(row[name])
    return rows
