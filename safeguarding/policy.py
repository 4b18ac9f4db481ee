"""Who may do what: the one place where it is decided.

What a role holds is a table. Where it reaches is one `Q` per kind of row, and the same `Q` answers for the list and
for the single row, so that they cannot disagree. A superuser holds nothing here: whoever keeps the machine keeps no
child's record. What a person may not see does not exist for them (404); what they may see but not do is refused (403).
"""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from safeguarding.accounts.roles import Role


class Verb(StrEnum):
    """A right that can be held."""

    RECORD_CONCERN = "record_concern"
    VIEW_OWN_RECORD = "view_own_record"
    VIEW_QUEUE = "view_queue"
    VIEW_CONCERN = "view_concern"
    DECIDE = "decide"
    REFER = "refer"
    AGREE = "agree"
    VIEW_AUDIT = "view_audit"
    VIEW_TEAM_AUDIT = "view_team_audit"
    EXPORT_AUDIT = "export_audit"
    VIEW_NUMBERS = "view_numbers"
    IMPORT_ROLL = "import_roll"
    MANAGE_PEOPLE = "manage_people"
    CONFIRM_ROLES = "confirm_roles"
    MANAGE_CONTACTS = "manage_contacts"


_REPORTER = {Verb.RECORD_CONCERN, Verb.VIEW_OWN_RECORD}
_TEAM = _REPORTER | {Verb.VIEW_QUEUE, Verb.VIEW_CONCERN, Verb.DECIDE, Verb.REFER, Verb.AGREE}

GRANTS: dict[str, set[Verb]] = {
    Role.STAFF: _REPORTER,
    Role.LEAD: _TEAM | {Verb.VIEW_TEAM_AUDIT, Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS, Verb.MANAGE_CONTACTS},
    Role.DEPUTY: _TEAM | {Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS, Verb.MANAGE_CONTACTS},
    Role.HEAD: _REPORTER
    | {Verb.AGREE, Verb.VIEW_AUDIT, Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS, Verb.CONFIRM_ROLES, Verb.MANAGE_CONTACTS},
    Role.GOVERNOR: {Verb.VIEW_NUMBERS},
    Role.CHAIR: {Verb.AGREE, Verb.VIEW_NUMBERS},
    Role.ADMINISTRATOR: _REPORTER | {Verb.IMPORT_ROLL, Verb.MANAGE_PEOPLE},
}


class NotThere(Http404):
    """The row does not exist for this person, whether it exists or not. Carries what the refusal event needs."""

    def __init__(self, verb: str, asked_for: str = "", school_id=None) -> None:
        super().__init__("not there")
        self.verb, self.asked_for, self.school_id = verb, asked_for, school_id


class NotAllowed(PermissionDenied):
    """The person may see this but not do it."""

    def __init__(self, verb: str, asked_for: str = "", school_id=None) -> None:
        super().__init__("not allowed")
        self.verb, self.asked_for, self.school_id = verb, asked_for, school_id


def schools(user, verb: Verb) -> set:
    """The ids of the schools where the user holds the right through a role in force today."""
    return {held.school_id for held in user.roles_in_force() if verb in GRANTS[held.role]}


def roles_with(verb: Verb) -> list[str]:
    """The roles that hold the right, to say who else could act."""
    return [role for role, verbs in GRANTS.items() if verb in verbs]


def holds(user, verb: Verb, school_id) -> bool:
    """May the user do this at that school?"""
    return user.is_authenticated and user.is_active and school_id in schools(user, verb)


def concerns(user, verb: Verb) -> Q:
    """The concerns on which the user may exercise the right."""
    return Q(school_id__in=schools(user, verb))


def own_incidents(user) -> Q:
    """What the user reported: their own words and the state, for as long as they work at the school."""
    return Q(reporter_id=user.pk, school_id__in=schools(user, Verb.VIEW_OWN_RECORD))


def own_drafts(user) -> Q:
    """The user's unsent records. Nobody else's, whatever their role."""
    return Q(author_id=user.pk, school_id__in=schools(user, Verb.RECORD_CONCERN))


def pupils(user, verb: Verb) -> Q:
    """The children on the roll whom the user may find: to record about them, or to open their file."""
    return Q(school_id__in=schools(user, verb))


def agreements(user) -> Q:
    """The requests to agree that this person may answer: at a school where they may be the second person, never
    their own, and not through a second account in the same name either."""
    themselves = Q(asked_by_id=user.pk) | Q(asked_by__name__iexact=user.name)
    if user.staff_code:
        themselves |= Q(asked_by__staff_code=user.staff_code)
    return Q(school_id__in=schools(user, Verb.AGREE)) & ~themselves


def reports(user) -> Q:
    """The audit reports whose files the user may fetch: all of their school, for no report names a child."""
    return Q(school_id__in=schools(user, Verb.EXPORT_AUDIT))


def report_files(user) -> Q:
    """The files of those reports."""
    return Q(report__school_id__in=schools(user, Verb.EXPORT_AUDIT))


def require_school(user, verb: Verb, school_id) -> None:
    """Refuses unless the user holds the right at that school."""
    if not holds(user, verb, school_id):
        raise NotThere(verb, school_id=None)


def find(rows, allowed: Q, verb: Verb, **lookup):
    """The one row that the user may exercise the right on.

    Raises NotThere, the same for a row that is not theirs and for one that does not exist.
    """
    row = rows.filter(allowed, **lookup).first()
    if row is None:
        raise NotThere(verb, asked_for="|".join(str(value) for value in lookup.values()))
    return row
