"""The sheet that lies beside a report's files: what they are, and how somebody outside the school checks them."""

from django.template.loader import render_to_string
from django.utils import translation

from incidents.models import AuditReport

LANGUAGES = ("cy", "en")  # both, whatever the languages of the report: nobody knows who will open it


def readme_of(report: AuditReport) -> bytes:
    """Plain text in both languages. The fingerprint is not in it: it must come from the school, by another way."""
    return "\r\n".join(line.rstrip() for line in _text(report).splitlines()).encode() + b"\r\n"


def _text(report: AuditReport) -> str:
    return f"\n\n{'-' * 72}\n\n".join(_in_language(report, code) for code in LANGUAGES)


def _in_language(report: AuditReport, code: str) -> str:
    with translation.override(code):
        return render_to_string("incidents/reporting/readme.txt", {"report": report}).strip()
