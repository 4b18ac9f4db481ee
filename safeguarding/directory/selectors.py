"""What a school reads of the directory: its own entries before those of its country."""

from django.db.models import Q, QuerySet

from safeguarding.directory.kinds import NEVER_REPLACED, SEVERAL
from safeguarding.directory.models import (
    ContactPoint,
    Guidance,
    GuidedStep,
    Letter,
    Platform,
    RemovalTool,
    StepList,
    WordingHint,
)
from safeguarding.schools.models import School


def contacts_for(school: School, kinds: tuple[str, ...]) -> list[ContactPoint]:
    """The contacts of these kinds, in their order; a school's own stand in place of its country's.

    999 and 101 can always be read: they give way only to an entry of the school's own with the same number.
    """
    rows = list(here(ContactPoint, school).filter(kind__in=kinds, is_used=True))
    own = {place_of(row): row.phone for row in rows if row.school_id}

    def gives_way(row: ContactPoint) -> bool:
        replaced_by = own.get(place_of(row))
        return replaced_by is not None and (row.kind not in NEVER_REPLACED or replaced_by == row.phone)

    return [row for row in rows if row.school_id or not gives_way(row)]


def contacts_out_of_use(school: School) -> list[ContactPoint]:
    """The school's own contacts that it has taken out of use."""
    return list(ContactPoint.objects.filter(school=school, is_used=False))


def platforms_for(school: School) -> list[Platform]:
    """Apps, games and sites, and where things are reported on them."""
    return _nearest(here(Platform, school))


def tools_for(school: School) -> list[RemovalTool]:
    """The ways of getting an image removed, in the order in which they are used."""
    return _nearest(here(RemovalTool, school))


def steps_for(school: School, *lists: StepList) -> list[GuidedStep]:
    """The steps of a list, in their order."""
    return _nearest(here(GuidedStep, school).filter(steps__in=lists))


def letter_for(school: School, code: str, language: str) -> Letter | None:
    """The newest wording of a letter: the school's own, else its country's."""
    return next((row for row in letters_for(school) if (row.code, row.language) == (code, language)), None)


def letters_for(school: School) -> list[Letter]:
    """Every letter in each language, in its newest wording."""
    return _nearest(here(Letter, school))


def hints_for(school: School) -> list[WordingHint]:
    """The hints in each language that the school has not switched off."""
    return [row for row in all_hints_for(school) if row.is_used]


def all_hints_for(school: School) -> list[WordingHint]:
    """Every hint in each language, those that are switched off too."""
    return _nearest(here(WordingHint, school))


def documents_for(school: School) -> list[Guidance]:
    """The documents that decisions are made by where the school lies."""
    return list(Guidance.objects.filter(jurisdiction__in=("", school.jurisdiction)).order_by("title_en", "edition"))


def here(model, school: School) -> QuerySet:
    """The rows of the school, of its country and of everywhere. Hints are of a language and of no country."""
    of_all = {} if model is WordingHint else {"jurisdiction__in": ("", school.jurisdiction)}
    return model.objects.filter(Q(school=school) | Q(school__isnull=True, **of_all))


def place_of(row) -> tuple:
    """Which entries stand in each other's place."""
    if isinstance(row, ContactPoint):
        return (row.kind, row.place) if row.kind in SEVERAL else (row.kind,)
    return row.code, getattr(row, "language", ""), getattr(row, "steps", "")


def _nearest(rows) -> list:
    """One row of each place: the school's own before its country's, that before what holds everywhere; the newest."""
    rows, best = list(rows), {}
    for row in rows:
        place = place_of(row)
        best[place] = max(best.get(place, row), row, key=_nearness)
    return [row for row in rows if best[place_of(row)] is row]


def _nearness(row) -> tuple:
    return bool(row.school_id), bool(getattr(row, "jurisdiction", "")), getattr(row, "version", 0)
