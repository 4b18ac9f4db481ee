"""What the worker does besides its tasks: says that it is there, writes down what was counted, forgets in time."""

import logging
from importlib import import_module

from django.conf import settings

from incidents.services.making import expire_reports, give_up_stuck_reports
from incidents.services.verifying import give_up_stuck_checks
from safeguarding import readiness
from safeguarding.accounts.services import kept
from safeguarding.audit import counting

log = logging.getLogger(__name__)


def keep_house() -> None:
    """Safe to do at any time, and by several workers at once. A step that fails keeps no other from being done."""
    for step in (
        readiness.note_worker,
        counting.write_down_past_minutes,
        kept.forget_old_words,
        expire_reports,
        give_up_stuck_reports,
        give_up_stuck_checks,
        forget_old_sessions,
    ):
        try:
            step()
        except Exception:  # the next round tries it again
            log.exception("The worker could not keep house: %s", step.__qualname__)


def forget_old_sessions() -> None:
    """Removes the sessions of browsers that nobody came back with for a week."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
