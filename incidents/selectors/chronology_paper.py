"""The chronology of one record as paper: the oldest first, in one language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from incidents.models import Concern, PaperKind
from incidents.selectors.chronology import chronology
from incidents.selectors.paper_child import child_part
from incidents.selectors.papers import Line, Paper, Part
from safeguarding.dates import moment


def chronology_paper(concern: Concern, language: str) -> Paper:
    """What happened on the record, with who recorded it; somebody's words stand apart and are checked."""
    with override(language):
        entries = sorted(chronology([concern]), key=lambda entry: entry.at)
        happened = [_line(entry) for entry in entries]
        parts = [child_part(concern), Part(_("What happened"), happened)]
        return Paper(PaperKind.CHRONOLOGY, language, _("Chronology"), parts)


def _line(entry) -> Line:
    said = {"by": entry.by, "when": moment(entry.at)}
    if not entry.words:
        return Line(entry.title, entry.text, **said)
    return Line(entry.title, entry.words, is_words=True, lang=entry.lang or "und", text=entry.text, **said)
