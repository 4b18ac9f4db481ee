"""Who may do what: the one place where it is decided.

What a role holds is a table. Where it reaches is one `Q` per kind of row, and the same `Q` answers for the list and
for the single row, so that they cannot disagree. A superuser holds nothing here: whoever keeps the machine keeps no
child's record. What a person may not see does not exist for them (404); what they may see but not do is refused (403).
"""

import unicodedata
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404

from safeguarding import clock
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
    ASK_VIEWING = "ask_viewing"
    ALLOW_VIEWING = "allow_viewing"
    BE_TOLD = "be_told"
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
    Role.LEAD: _TEAM
    | {Verb.ASK_VIEWING, Verb.VIEW_TEAM_AUDIT, Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS, Verb.MANAGE_CONTACTS},
    Role.DEPUTY: _TEAM | {Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS, Verb.MANAGE_CONTACTS},
    Role.HEAD: _REPORTER
    | {Verb.AGREE, Verb.ALLOW_VIEWING, Verb.VIEW_AUDIT, Verb.EXPORT_AUDIT, Verb.VIEW_NUMBERS}
    | {Verb.BE_TOLD, Verb.CONFIRM_ROLES, Verb.MANAGE_CONTACTS},
    Role.GOVERNOR: {Verb.VIEW_NUMBERS},
    Role.CHAIR: {Verb.AGREE, Verb.ALLOW_VIEWING, Verb.VIEW_NUMBERS},
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


def own_kept_words(user) -> Q:
    """What the user had typed when a session of theirs was over. Nobody else's, whatever their role."""
    return Q(owner_id=user.pk)


def pupils(user, verb: Verb) -> Q:
    """The children on the roll whom the user may find: to record about them, or to open their file."""
    return Q(school_id__in=schools(user, verb))


def agreements(user) -> Q:
    """The requests to agree at a school where this person may be the second person (design 5), never their own.

    Whoever uses it asks `same_person` of each too: a database cannot tell that two accounts are one person's.
    """
    return Q(school_id__in=schools(user, Verb.AGREE)) & ~Q(asked_by_id=user.pk)


def papers(user, verb: Verb) -> Q:
    """The checked papers about children on whose records the user may exercise the right."""
    return Q(concern__school_id__in=schools(user, verb))


def patterns(user, verb: Verb) -> Q:
    """The linked concerns on which the user may exercise the right."""
    return Q(school_id__in=schools(user, verb))


def standing_namings(namings):
    """Of whom the head named for viewings, the last naming of each person for each thing: it alone stands.

    A naming is ended early by a later one, which is why an earlier one of them is no right any more.
    """
    same = {name: OuterRef(name) for name in ("school", "delegate", "may")}
    is_later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    return namings.filter(~Exists(namings.model.objects.order_by().filter(is_later, **same)))


def _delegated(user, may: str) -> Q:
    """At schools where the head has named this person for it, and the naming stands today.

    It stands no longer than whoever named them may name anybody there.
    """
    today = clock.today()
    here = standing_namings(user.viewing_delegations.order_by().filter(may=may, delegate__is_active=True))
    not_over = Q(by__staff_roles__ends_on__isnull=True) | Q(by__staff_roles__ends_on__gte=today)
    still_theirs = here.filter(
        not_over,
        by__is_active=True,
        by__staff_roles__school=F("school"),
        by__staff_roles__role__in=roles_with(Verb.CONFIRM_ROLES),
        by__staff_roles__starts_on__lte=today,
    )
    return Q(school_id__in=still_theirs.filter(starts_on__lte=today, ends_on__gte=today).values("school_id"))


def viewings_to_ask(user) -> Q:
    """The concerns about which the user may ask that an image be viewed: a lead, or a deputy whom the head named."""
    return concerns(user, Verb.ASK_VIEWING) | (concerns(user, Verb.DECIDE) & _delegated(user, "ASK"))


def viewings_to_allow(user) -> Q:
    """The requests for a viewing that the user may answer: head, chair or whom the head named; never their own.

    Only somebody who may be a second person at all can be named: head, deputy, another lead or chair (design 5).
    Whoever uses it asks `same_person` of each too, and of a chair whether head and lead are one person (design 5).
    """
    named = _delegated(user, "ALLOW") & Q(school_id__in=schools(user, Verb.AGREE))
    here = Q(school_id__in=schools(user, Verb.ALLOW_VIEWING)) | named
    return here & ~Q(by_id=user.pk) & ~Q(viewer_id=user.pk)


def viewings_to_sign(user) -> Q:
    """The viewings that the user was present at: they sign from their own account."""
    return (Q(viewer_id=user.pk) | Q(second_id=user.pk)) & Q(school_id__in=schools(user, Verb.RECORD_CONCERN))


def same_person(one, other) -> bool:
    """Whether two accounts are one person's, as far as can be told: the same account, name or staff code.

    Nobody is the second person of what they asked or decided themselves, through whichever account.
    """
    if one.pk == other.pk or _as_written(one.name) == _as_written(other.name):
        return True
    return bool(one.staff_code) and _as_written(one.staff_code) == _as_written(other.staff_code)


def _as_written(name: str) -> str:
    """Without case, accents and further spaces, by which one name can be typed twice."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def reports(user) -> Q:
    """The audit reports that the user may fetch: the head all of their school, the safeguarding team their own."""
    return _reports(user, "")


def report_files(user) -> Q:
    """The files of those reports."""
    return _reports(user, "report__")


def known_files(user) -> Q:
    """The files of reports that the user may ask about by their SHA-256, which only a holder of the file knows."""
    return Q(report__school_id__in=schools(user, Verb.EXPORT_AUDIT))


def _reports(user, path: str) -> Q:
    # A report that reaches further than the team was asked for as a head: who is one no longer keeps no way to it.
    own = {f"{path}asked_by_id": user.pk, f"{path}reach": "TEAM"}
    team = Q(**{f"{path}school_id__in": schools(user, Verb.EXPORT_AUDIT)}, **own)
    return team | Q(**{f"{path}school_id__in": schools(user, Verb.VIEW_AUDIT)})


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
