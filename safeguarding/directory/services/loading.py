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


@acts.act
def load_reference(*, folder: Path) -> int:
    """Adds what the files `reference_*.json` hold and the directory does not; what is there is left alone.

    Returns how many were new.
    """
    new = sum(_load(model, known_by, _read(folder / f"reference_{name}.json")) for name, model, known_by in REFERENCE)
    acts.record(events.REFERENCE_LOADED, new=new)
    return new


def _load(model, known_by: tuple[str, ...], described: list[dict]) -> int:
    of_all = {} if model is Guidance else {"school": None}
    there = set(model.objects.filter(**of_all).values_list(*known_by))
    new = [row for row in described if tuple(row[name] for name in known_by) not in there]
    model.objects.bulk_create([model(**row) for row in new])
    return len(new)


def _read(path: Path) -> list[dict]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    for row in rows:
        for name in ("checked_on", "in_force_from"):
            if row.get(name):
                row[name] = date.fromisoformat(row[name])
    return rows
