"""How long things took, in words and in tables: minutes, then hours, then days."""

from collections import Counter
from datetime import timedelta
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.selectors.report_tables import Table


def waiting(caption: str, waits: list[timedelta | None], limits: list, never: str) -> Table:
    """How many waited how long; each one counts in the first line that fits."""
    found = Counter(_line_of(wait, limits, never) for wait in waits)
    lines = [(name, found[name]) for name, _limit in limits] + [(never, found[never])]
    known = sorted(wait for wait in waits if wait is not None)
    note = ""
    if known:
        shown = {"median": lasting(median(known)), "longest": lasting(known[-1])}
        note = _("Half of them within %(median)s; the longest %(longest)s.") % shown
    return Table(caption, lines, note)


def _line_of(wait: timedelta | None, limits: list, never: str) -> str:
    if wait is None:
        return never
    return next(name for name, limit in limits if limit is None or wait <= limit)


def lasting(span: timedelta) -> str:
    """How long, in words: minutes, then hours, then days."""
    minutes = int(span.total_seconds() // 60)
    for size, words in ((24 * 60, _days), (60, _hours)):
        if minutes >= 2 * size:
            return words(minutes // size)
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


def _hours(count: int) -> str:
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
