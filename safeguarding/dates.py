"""Dates and times in words, in the reader's language and as the school's clocks show them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguarding import clock


def day(value) -> str:
    """A date in words: 4 June 2026."""
    if isinstance(value, datetime):
        value = clock.local(value)
    return date_format(value, "j F Y") if isinstance(value, date) else ""


def moment(value) -> str:
    """A date and time in words, as the school's clocks showed it: 4 June 2026 at 9:32am."""
    if not isinstance(value, datetime):
        return day(value)
    local = clock.local(value)
    shown = {"day": day(local), "time": f"{local.hour % 12 or 12}:{local:%M}"}
    return _("%(day)s at %(time)sam") % shown if local.hour < 12 else _("%(day)s at %(time)spm") % shown


def time_of_day(value) -> str:
    """A time on the 24-hour clock: 09:32."""
    if isinstance(value, datetime):
        value = clock.local(value)
    return f"{value:%H:%M}" if value else ""
