"""What the worker does besides its tasks: says that it is there, writes down what was counted, forgets in time."""

from incidents.services.making import expire_reports, give_up_stuck_reports
from safeguarding import readiness
from safeguarding.accounts.services import kept
from safeguarding.audit import counting


def keep_house() -> None:
    """Safe to do at any time, and by several workers at once."""
    readiness.note_worker()
    counting.write_down_past_minutes()
    kept.forget_old_words()
    expire_reports()
    give_up_stuck_reports()
