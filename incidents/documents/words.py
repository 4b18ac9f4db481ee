"""The words of an entry in a report, in the language in force."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incidents.selectors.report_entries import Entry
from incidents.selectors.subjects import About
from safeguarding import clock, terms
from safeguarding.accounts.roles import Role
from safeguarding.audit import events


def event_words(entry: Entry) -> str:
    """What was done; that it was refused is said."""
    what = str(events.TITLES.get(entry.event, entry.event))
    return _("%(what)s (refused)") % {"what": what} if entry.outcome == events.Outcome.DENIED else what


def who_words(entry: Entry) -> str:
    """Who did it, and in which role, as short as a column needs it."""
    who = entry.person or _("The system")
    return f"{who}, {Role(entry.role).label}" if entry.role in Role.values else who


def short_moment(at: datetime) -> str:
    """When, as short as a column needs it: 29 Apr 2026, 08:50."""
    local = clock.local(at)
    return f"{date_format(local, 'j M Y')}, {local:%H:%M}"


def role_words(role: str, jurisdiction: str) -> str:
    """The role in which somebody acted."""
    return str(terms.role_name(role, jurisdiction)) if role in Role.values else ""


def about_words(about: About) -> str:
    """What it was about: the reference, and the child's year or the name of staff where known and wanted."""
    return ", ".join(part for part in (about.reference, about.name, str(about.year), *about.records) if part)
