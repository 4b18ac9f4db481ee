"""A paper about one child, drawn from what a lead has checked and from nothing else."""

import json
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from incidents.documents.renderer import render
from incidents.models import CheckedPaper
from incidents.selectors.subjects import id_reference


def number_of(paper: CheckedPaper) -> str:
    """The number that stands on every page: that of the checked paper."""
    return id_reference(paper.pk)


def page_of(paper: CheckedPaper, *, printed_by: str, printed_at: datetime) -> str:
    """The paper as HTML, in its language."""
    said = json.loads(paper.text)
    with translation.override(paper.language):
        context = {
            "code": paper.language,
            "number": number_of(paper),
            "title": said["title"],
            "parts": said["parts"],
            "school": paper.concern.school.shown_name,
            "checked_by": paper.checked_by.name,
            "checked_at": paper.checked_at,
            "printed_by": printed_by,
            "printed_at": printed_at,
        }
        return render_to_string("pdf/child_paper.html", context)


def draw(paper: CheckedPaper, *, printed_by: str, printed_at: datetime) -> bytes:
    """The paper as PDF/UA. Raises CannotDraw."""
    return render(page_of(paper, printed_by=printed_by, printed_at=printed_at))
