"""Which column means what: guessed from the headings; what the record does not want is left out and named."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.findings import RollRefused
from safeguarding.schools.roll.headings import (
    IDENTIFIERS,
    MEANINGS,
    UNWANTED,
    UNWANTED_FOR_STAFF,
    Kind,
    Meaning,
)
from safeguarding.schools.roll.reading import Row


@dataclass(frozen=True)
class Columns:
    """What was recognised: place and heading of each wanted field, and the headings that are left out."""

    kind: Kind
    places: dict[str, int]
    headings: dict[str, str]
    unwanted: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that this file speaks about. A field without a column is never blanked."""
        return frozenset(self.places)

    def cells(self, row: Row) -> dict[str, str]:
        """The wanted cells of a row. The others are not even looked at."""
        return {field: row.cells[place] for field, place in self.places.items()}


@dataclass(frozen=True)
class _Labels:
    """The labels of fields in one line, in the language of whoever reads them."""

    meanings: tuple[Meaning, ...]

    def __str__(self) -> str:
        return ", ".join(str(meaning.label) for meaning in self.meanings)


def guess_kind(headings: tuple[str, ...]) -> Kind:
    """Whether the file lists pupils or staff, told from its headings."""
    fields = {kind: _places(headings, meanings).keys() for kind, meanings in MEANINGS.items()}
    if not _missing(Kind.PUPILS, fields[Kind.PUPILS]):
        return Kind.PUPILS
    if not _missing(Kind.STAFF, fields[Kind.STAFF]):
        return Kind.STAFF
    of_pupils = fields[Kind.PUPILS] & {"upn", "school_number", "year_group", "form", "born_on"}
    of_staff = fields[Kind.STAFF] & {"email", "staff_code", "post"}
    if len(of_pupils) == len(of_staff):
        raise RollRefused(
            "unknown_kind",
            _(
                "The headings do not tell whether this is a list of pupils or of staff. "
                "Pupils need: %(pupils)s. Staff need: %(staff)s."
            ),
            pupils=_listed(Kind.PUPILS),
            staff=_listed(Kind.STAFF),
        )
    return Kind.PUPILS if len(of_pupils) > len(of_staff) else Kind.STAFF


def guess_columns(headings: tuple[str, ...], kind: Kind) -> Columns:
    """Finds the wanted columns, or raises `RollRefused` naming what is missing or there twice."""
    found = _places(headings, MEANINGS[kind])
    for meaning in MEANINGS[kind]:
        if len(found.get(meaning.field, ())) > 1:
            raise RollRefused(
                "two_columns",
                _("Two columns could both be “%(field)s”: “%(first)s” and “%(second)s”. Remove one and import again."),
                field=meaning.label,
                first=headings[found[meaning.field][0]],
                second=headings[found[meaning.field][1]],
            )
    _refuse_missing(kind, found.keys())
    places = {field: at[0] for field, at in found.items()}
    left_out = [heading for place, heading in enumerate(headings) if place not in places.values() and heading]
    unwanted = tuple(heading for heading in left_out if _is_unwanted(heading, kind))
    return Columns(
        kind=kind,
        places=places,
        headings={field: headings[place] for field, place in places.items()},
        unwanted=unwanted,
        unknown=tuple(heading for heading in left_out if heading not in unwanted),
    )


def plain(heading: str) -> str:
    """A heading without case, accents, signs and run-together words: its spellings become one."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace(".", "").replace("(s)", "s")
    apart = re.sub(r"\be[- ](?=mail|bost)", "e", apart, flags=re.IGNORECASE)
    bare = "".join(char for char in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))


def _places(headings: tuple[str, ...], meanings: tuple[Meaning, ...]) -> dict[str, list[int]]:
    found = {}
    for meaning in meanings:
        for names in (meaning.names, meaning.also):
            wanted = {plain(name) for name in names}
            at = [place for place, heading in enumerate(headings) if heading and plain(heading) in wanted]
            if at:
                found[meaning.field] = at
                break
    return found


def _missing(kind: Kind, fields) -> list[Meaning]:
    missing = [meaning for meaning in MEANINGS[kind] if meaning.required and meaning.field not in fields]
    if kind == Kind.PUPILS and not any(field in fields for field in IDENTIFIERS):
        missing = [meaning for meaning in MEANINGS[kind] if meaning.field in IDENTIFIERS][:1] + missing
    return missing


def _refuse_missing(kind: Kind, fields) -> None:
    missing = _missing(kind, fields)
    if missing:
        raise RollRefused(
            "missing_columns",
            _(
                "The file has no column for: %(fields)s. Add it to the export. Headings that are "
                "accepted: %(headings)s."
            ),
            fields=_Labels(tuple(missing)),
            headings="; ".join(" / ".join(meaning.names[:4] + meaning.also[:2]) for meaning in missing),
        )


def _listed(kind: Kind):
    return _Labels(tuple(_missing(kind, ())))


def _is_unwanted(heading: str, kind: Kind) -> bool:
    words = f" {plain(heading)} "
    listed = UNWANTED + (UNWANTED_FOR_STAFF if kind == Kind.STAFF else ())
    return any(f" {word} " in words for word in listed)
