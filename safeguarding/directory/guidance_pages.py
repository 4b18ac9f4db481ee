"""What the pages of a school's contacts and guidance show: each entry, whose it is, and what should be looked at."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Model
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from safeguarding import clock, dates
from safeguarding.directory import selectors
from safeguarding.directory.kinds import MAY_BE_KEPT, NEEDS_A_NUMBER, ROWS, Kind
from safeguarding.directory.models import AgencyKind, ContactPoint, Guidance, GuidedStep, Letter, StepList, WordingHint
from safeguarding.schools.languages import Jurisdiction
from safeguarding.schools.models import School

OLD = timedelta(days=365)
LANGUAGES = {"cy": "Cymraeg", "en": "English"}


@dataclass(frozen=True)
class Line:
    """One entry, in words. `lang` is that of its name and of what it says, where these are not the reader's own."""

    entry: Model
    name: str
    says: list[str]
    whose: str
    worries: list[str]
    lang: str = ""


def entries(school: School, kind: Kind) -> list[Model]:
    """Every entry of a kind as it holds at the school, in the order of the page."""
    if kind == Kind.CONTACTS:
        return selectors.contacts_for(school, tuple(AgencyKind.values))
    if kind == Kind.PLATFORMS:
        return selectors.platforms_for(school)
    if kind == Kind.TOOLS:
        return selectors.tools_for(school)
    if kind == Kind.STEPS:
        order = StepList.values
        return sorted(selectors.steps_for(school, *order), key=lambda row: (order.index(row.steps), row.place))
    if kind == Kind.LETTERS:
        return selectors.letters_for(school)
    if kind == Kind.HINTS:
        mine = get_language()
        return sorted(selectors.all_hints_for(school), key=lambda row: (row.language != mine, row.language, row.code))
    return selectors.documents_for(school)


def lines(school: School, kind: Kind) -> list[Line]:
    """The entries of a kind, in words."""
    return [line_of(entry) for entry in entries(school, kind)]


def lines_out_of_use(school: School) -> list[Line]:
    """The contacts that the school has taken out of use, in words."""
    return [line_of(entry) for entry in selectors.contacts_out_of_use(school)]


def overview(school: School) -> list[tuple[Kind, str, int]]:
    """Each kind: how many entries it has and how many are the school's own, in words, and how many to look at."""
    found = []
    for kind in Kind:
        rows = entries(school, kind)
        own = sum(1 for row in rows if is_own(row))
        words = ngettext("%(number)s entry", "%(number)s entries", len(rows)) % {"number": len(rows)}
        if own:
            of_own = ngettext("%(number)s of your school’s own", "%(number)s of your school’s own", own)
            words = f"{words}. {of_own % {'number': own}}"
        found.append((kind, words, sum(1 for row in rows if worries_about(row))))
    return found


def standing(school: School, kind: Kind, entry_id: UUID) -> Model | None:
    """The entry that was asked for, or the one that has come to stand in its place; None where there is none."""
    if kind not in MAY_BE_KEPT:
        return None
    asked = selectors.here(ROWS[kind], school).filter(pk=entry_id).first()
    if asked is None:
        return None
    now = entries(school, kind)
    same = [row for row in now if row.pk == asked.pk]
    return next(iter(same or [row for row in now if selectors.place_of(row) == selectors.place_of(asked)]), None)


def line_of(entry: Model) -> Line:
    """One entry in words."""
    name, says, lang = _name_and_words(entry)
    worries, says = worries_about(entry), [each for each in says if each]
    return Line(entry=entry, name=name, says=says, whose=whose(entry), worries=worries, lang=lang)


def facts_of(entry: Model) -> list[dict]:
    """Whose an entry is, when it was last checked, and what should be looked at."""
    rows = [{"key": _("Whose it is"), "value": whose(entry)}]
    if entry.checked_on:
        rows.append({"key": _("Last checked"), "value": dates.day(entry.checked_on)})
    return rows + [{"key": _("To look at"), "value": worry, "tag": "yellow"} for worry in worries_about(entry)]


def is_own(entry: Model) -> bool:
    """Whether it is the school's own and not its country's."""
    return bool(getattr(entry, "school_id", None))


def whose(entry: Model) -> str:
    """For whom it stands in the directory."""
    if is_own(entry):
        return _("Your school’s own")
    found = {Jurisdiction.WALES: _("For schools in Wales"), Jurisdiction.ENGLAND: _("For schools in England")}
    return found.get(getattr(entry, "jurisdiction", ""), _("For every school"))


def worries_about(entry: Model) -> list[str]:
    """What should be looked at, in words."""
    found = []
    if isinstance(entry, ContactPoint) and has_no_number(entry):
        found.append(_("No number yet"))
    if isinstance(entry, Letter) and not entry.is_checked:
        found.append(_("Draft wording"))
    if entry.checked_on is None:
        found.append(_("Never checked"))
    elif is_old(entry.checked_on):
        found.append(_("Not checked for more than a year"))
    return found


def is_old(checked_on: date) -> bool:
    """Whether it was checked so long ago that it may not be right any more."""
    return clock.today() - checked_on > OLD


def opening(entry: Model, names: list[str]) -> dict:
    """What stands in the form that changes an entry; where a number is still to come, what says so is left out."""
    held = {name: getattr(entry, name) for name in names}
    if isinstance(entry, ContactPoint) and not entry.school_id and has_no_number(entry):
        held |= {"when_en": "", "when_cy": "", "source": ""}
    return held


def has_no_number(entry: ContactPoint) -> bool:
    """Whether it is of no use, because nobody has entered how to reach it."""
    return entry.kind in NEEDS_A_NUMBER and not (entry.phone or entry.email)


def fingerprint(entry: Model) -> str:
    """What an entry held when a page about it was opened: by this it is seen whether somebody changed it meanwhile."""
    held = {field.attname: str(getattr(entry, field.attname)) for field in entry._meta.concrete_fields}
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:32]


def _name_and_words(entry: Model) -> tuple[str, list[str], str]:
    if isinstance(entry, ContactPoint):
        reached = [part for part in (entry.unit, entry.phone, entry.email, entry.web) if part]
        kind = str(entry.get_kind_display())
        return entry.name, ["" if kind in (entry.name, entry.phone) else kind, ", ".join(reached)], ""
    if isinstance(entry, Letter):
        said = {"language": LANGUAGES[entry.language], "number": entry.version}
        return entry.title, [_("%(language)s, version %(number)s") % said], entry.language
    if isinstance(entry, WordingHint):
        said = [LANGUAGES[entry.language], "" if entry.is_used else pgettext("a wording suggestion", "Switched off")]
        return ", ".join(entry.phrases.splitlines()[:3]), said, entry.language
    if isinstance(entry, Guidance):
        return entry.title, [entry.edition_name, entry.web], ""
    if isinstance(entry, GuidedStep):
        return entry.name, [str(entry.get_steps_display()), entry.web], ""
    return entry.name, [entry.web], ""
