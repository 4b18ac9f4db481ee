"""The letter to parents and carers as paper, in one language. It is general: it names no child and no day."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from incidents.documents.renderer import render
from safeguarding.directory.models import AgencyKind, ContactPoint, Letter
from safeguarding.directory.selectors import contacts_for, tools_for
from safeguarding.schools.models import School

FILE_NAMES = {"cy": "llythyr.pdf", "en": "letter.pdf"}  # nobody who sees it in a list of files learns what it is about
WHOM = (
    AgencyKind.EMERGENCY,
    AgencyKind.POLICE,
    AgencyKind.CHILDRENS_SERVICES,
    AgencyKind.OUT_OF_HOURS,
    AgencyKind.HELPLINE,
    AgencyKind.WORRIED_ADULT,
    AgencyKind.FRAUD,
    AgencyKind.ADULT_HELPLINE,
)


@dataclass(frozen=True)
class Part:
    """A piece of a letter: a heading, a paragraph or a list of points."""

    heading: str = ""
    paragraph: str = ""
    points: tuple[str, ...] = ()


def parts_of(text: str) -> list[Part]:
    """The text of a letter as its pieces. An empty line ends one; "# " begins a heading, "- " a point of a list."""
    parts: list[Part] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        parts += _pieces(lines)
    return parts


def draw(school: School, letter: Letter) -> bytes:
    """The letter as a PDF, with whom to call and where to have images taken down. Raises CannotDraw."""
    return render(page_of(school, letter))


def page_of(school: School, letter: Letter) -> str:
    """The letter as HTML, in its own language whatever the reader's is."""
    with translation.override(letter.language):
        tools = [tool for tool in tools_for(school) if tool.web]
        context = {
            "code": letter.language,
            "school": school.shown_name,
            "title": letter.title,
            "parts": parts_of(letter.text),
            "tools": [(tool.name, tool.web) for tool in tools],
            "contacts": _contacts(school, {tool.web for tool in tools}),
        }
        return render_to_string("pdf/letter.html", context)


def _contacts(school: School, known: set[str]) -> list[dict]:
    """Whom to call, where there is anything to call, write to or open; what stands among the tools is not repeated."""
    rows = contacts_for(school, WHOM)
    return [_contact(row) for row in rows if (row.phone or row.email or row.web) and row.web not in known]


def _contact(row: ContactPoint) -> dict:
    ways = [way for way in (row.phone, row.web, row.email) if way]
    return {"name": row.name, "ways": ways, "when": row.when}


def _pieces(lines: list[str]) -> list[Part]:
    pieces: list[Part] = []
    for line in lines:
        last = pieces[-1] if pieces else None
        if line.startswith("# "):
            pieces.append(Part(heading=line[2:].strip()))
        elif line.startswith("- "):
            points = last.points if last else ()
            pieces[len(pieces) - bool(points) :] = [Part(points=(*points, line[2:].strip()))]
        elif last and last.paragraph:
            pieces[-1] = Part(paragraph=f"{last.paragraph}\n{line}")
        else:
            pieces.append(Part(paragraph=line))
    return pieces
