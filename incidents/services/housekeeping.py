"""What the worker does besides its tasks: it says that it is there, and forgets what must be forgotten by now."""

from incidents.services.making import expire_reports, give_up_stuck_reports
from safeguarding import readiness


def keep_house() -> None:
    """Safe to do at any time, and by several workers at once."""
    readiness.note_worker()
    expire_reports()
    give_up_stuck_reports()
