"""A report that is ready, for tests: asked for by the head, made at once, of the last two days."""

from datetime import timedelta

from incidents.models import AuditReport
from incidents.sections import Section
from incidents.services.making import make_report
from incidents.services.reporting import Wish, request_report
from safeguarding import clock

REASON = "For the governors’ meeting: =HYPERLINK"


def make_wish(**changed) -> Wish:
    """What is asked for: by default what was exported yesterday and today, as CSV, in English."""
    asked = {
        "first_day": clock.today() - timedelta(days=1),
        "last_day": clock.today(),
        "sections": [Section.EXPORTS],
        "languages": ["en"],
        "formats": ["CSV"],
        "reason": REASON,
    }
    return Wish(**asked | changed)


def make_ready_report(cast, *, actor=None, **changed) -> AuditReport:
    """A report of Ysgol Afon, made."""
    report, _by_worker = request_report(actor=actor or cast.huw, school=cast.afon, wish=make_wish(**changed))
    make_report(report.pk)
    report.refresh_from_db()
    return report
