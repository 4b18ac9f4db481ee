"""Finding a child on the roll by what somebody types: accents, case, order and preferred names do not matter.

Names are sealed, so the roll of one school is opened and scanned; the database never sees what was sought.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.spelling import words
from safeguarding import clock
from safeguarding.dates import day
from safeguarding.schools.models import Pupil, School
from safeguarding.vault.unopened import kindly

MOST = 20
NAMES = ("legal_forename", "legal_surname", "preferred_forename", "preferred_surname")
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Found:
    """A child as the list shows them: name, year and form, nothing more."""

    id: UUID
    name: str  # surname first, as a register has it
    spoken: str
    year: str
    form: str
    left: str = ""  # "Left on 18 July 2026", where leavers were looked for too

    @property
    def described(self) -> str:
        """For a choice: "Jones, Amy, Year 10, 10B"."""
        return ", ".join(part for part in (self.name, self.year, self.form, self.left) if part)


def is_enough(sought: str) -> bool:
    """Whether enough was typed to look for: one letter would list half the school."""
    return sum(len(word) for word in words(sought)) >= FEWEST_LETTERS


def find_pupils(school: School, sought: str, *, leavers: bool = False) -> tuple[list[Found], int]:
    """At most 20 pupils on the roll whose names begin with what was typed, and how many there are in all.

    `leavers`: also those who have left, whose records the school still holds.
    """
    if not is_enough(sought):
        return [], 0
    wanted, everybody = words(sought), Pupil.objects.filter(school=school)
    hits = [pupil for pupil in (_of(school, everybody) if leavers else on_roll(school)) if _fits(wanted, pupil)]
    hits.sort(key=lambda pupil: (pupil.shown_name.casefold(), pupil.shown_form))
    return [shown(pupil) for pupil in hits[:MOST]], len(hits)


def chosen_pupils(school: School, ids: list[str]) -> dict[str, Found]:
    """Children already chosen, by id."""
    return {str(pupil.pk): shown(pupil) for pupil in _of(school, Pupil.objects.filter(school=school, pk__in=ids))}


def on_roll(school: School) -> list[Pupil]:
    """Every pupil of the school today, ready to be opened."""
    present = Q(left_on__isnull=True) | Q(left_on__gte=clock.today())
    return _of(school, Pupil.objects.filter(present, school=school))


def shown(pupil: Pupil) -> Found:
    """A pupil as lists show them."""
    has_left = pupil.left_on is not None and pupil.left_on < clock.today()
    left = _("Left on %(day)s") % {"day": day(pupil.left_on)} if has_left else ""
    return Found(pupil.pk, pupil.shown_name, pupil.full_name, pupil.year_name, pupil.shown_form, left)


def _of(school: School, rows) -> list[Pupil]:
    found = []
    for pupil in rows:
        pupil.school = school  # one school, one key: opened once
        found.append(pupil)
    return found


def _fits(wanted: tuple[str, ...], pupil: Pupil) -> bool:
    names = words(" ".join(kindly(getattr, pupil, name, otherwise="") for name in NAMES))
    return all(any(name.startswith(word) for name in names) for word in wanted)
