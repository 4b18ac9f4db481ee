"""Small lists of invented pupils and staff as CSV, with what a test wants to be different."""

import csv
import io
from datetime import date
from pathlib import Path

from safeguarding.schools.roll.upn import check_letter

TODAY = date(2026, 11, 24)
EXPORTS = Path(__file__).resolve().parents[4] / "fixtures" / "roll"

PUPIL = {
    "UPN": "",
    "Admission number": "",
    "Legal surname": "Madog",
    "Legal forename": "Llŷr",
    "Preferred forename": "",
    "Date of birth": "27/03/2013",
    "Year group": "Year 9",
    "Form": "9AE",
}
STAFF = {
    "Work email": "",
    "Legal surname": "Beynon",
    "Legal forename": "Sioned",
    "Staff code": "SBE",
    "Post": "Teacher of Music",
    "Leaving date": "",
}


def upn(number: int) -> str:
    """A valid UPN of no school."""
    rest = f"6994012{number:05d}"
    return check_letter(rest) + rest


def pupil(number: int, **changes: str) -> dict[str, str]:
    """A pupil of a list; `changes` by heading, with _ for a blank."""
    return {**PUPIL, "UPN": upn(number), "Admission number": f"{number:06d}"} | _headed(changes)


def member(local: str, **changes: str) -> dict[str, str]:
    """A member of staff of a list."""
    return {**STAFF, "Work email": f"{local}@demo.example"} | _headed(changes)


def without(heading: str, *people: dict[str, str]) -> list[dict[str, str]]:
    """The same people without one column."""
    return [{name: cell for name, cell in person.items() if name != heading} for person in people]


def listed(*people: dict[str, str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file of these people."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(people[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue().encode(encoding)


def _headed(changes: dict[str, str]) -> dict[str, str]:
    return {name if name == "UPN" else name.replace("_", " "): cell for name, cell in changes.items()}
