"""Loading what holds for a whole country: contacts, platforms, tools, steps, letters, hints and guidance."""

import json
from datetime import date
from pathlib import Path

from safeguarding.audit import acts, events
from safeguarding.directory.models import (
    ContactPoint,
    Guidance,
    GuidedStep,
    Letter,
    Platform,
    RemovalTool,
    WordingHint,
)

# Which file holds which rows, and by what a row is known to be there already.
REFERENCE = (
    ("contacts", ContactPoint, ("kind", "name_en", "jurisdiction")),
    ("platforms", Platform, ("code", "jurisdiction")),
    ("tools", RemovalTool, ("code", "jurisdiction")),
    ("steps", GuidedStep, ("steps", "code", "jurisdiction")),
    ("letters", Letter, ("code", "language", "jurisdiction", "version")),
    ("hints", WordingHint, ("code", "language")),
    ("guidance", Guidance, ("code", "edition")),
)

# What somebody was given, or decided by, stays as it was: another wording has another version or edition.
KEPT_AS_GIVEN = (Letter, Guidance)


@acts.act
def load_reference(*, folder: Path) -> int:
    """Adds what the files `reference_*.json` hold and the directory does not; what is worded anew there is put right.

    What a school has made its own is left alone. Returns how many were new.
    """
    new, changed = 0, 0
    for name, model, known_by in REFERENCE:
        added, reworded = _load(model, known_by, _read(folder / f"reference_{name}.json"))
        new, changed = new + added, changed + reworded
    acts.record(events.REFERENCE_LOADED, new=new, changed=changed)
    return new


def _load(model, known_by: tuple[str, ...], described: list[dict]) -> tuple[int, int]:
    """How many rows that belong to no school were added, and how many changed."""
    of_all = {} if model is Guidance else {"school": None}
    there = {tuple(getattr(row, name) for name in known_by): row for row in model.objects.filter(**of_all)}
    new, changed = [], 0
    for said in described:
        row = there.get(tuple(said[name] for name in known_by))
        if row is None:
            new.append(model(**said))
        elif model not in KEPT_AS_GIVEN and any(getattr(row, name) != value for name, value in said.items()):
            model.objects.filter(pk=row.pk).update(**said)
            changed += 1
    model.objects.bulk_create(new)
    return len(new), changed


def _read(path: Path) -> list[dict]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    for row in rows:
        for name in ("checked_on", "in_force_from"):
            if row.get(name):
                row[name] = date.fromisoformat(row[name])
    return rows
