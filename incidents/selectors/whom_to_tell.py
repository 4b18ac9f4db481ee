"""Whom a member of staff tells in person, and whom they may call direct."""

from django.utils.translation import gettext as _

from safeguarding import clock, policy, terms
from safeguarding.accounts.models import StaffRole
from safeguarding.accounts.roles import Role
from safeguarding.directory.models import AgencyKind, ContactPoint
from safeguarding.directory.selectors import contacts_for
from safeguarding.policy import Verb
from safeguarding.schools.models import School

DIRECT = (
    AgencyKind.EMERGENCY,
    AgencyKind.POLICE,
    AgencyKind.CHILDRENS_SERVICES,
    AgencyKind.OUT_OF_HOURS,
)


def places_of(user, verb: Verb | None = None) -> list[School]:
    """The schools where somebody works, each once: all of them, or those where they hold a right."""
    held = [role for role in user.roles_in_force() if verb is None or verb in policy.GRANTS[role.role]]
    return list({role.school_id: role.school for role in held}.values())


def safeguarding_team(school: School) -> list[dict]:
    """Lead first, then deputies: name, role and where they are found."""
    today = clock.today()
    rows = (
        StaffRole.objects.filter(school=school, role__in=(Role.LEAD, Role.DEPUTY), starts_on__lte=today)
        .exclude(ends_on__lt=today)
        .select_related("user")
        .order_by("user__name")
    )
    ordered = sorted(rows, key=lambda held: held.role != Role.LEAD)
    return [
        {
            "name": held.user.name,
            "role": str(terms.role_name(held.role, school.jurisdiction)),
            "note": held.where_found,
        }
        for held in ordered
        if held.user.is_active
    ]


def team_in_words(team: list[dict], school: School) -> str:
    """The names of the team, for a sentence: "Mair Prosser or Dafydd Rees"."""
    names = [person["name"] for person in team]
    if not names:
        return str(terms.LEAD[school.jurisdiction])
    if len(names) == 1:
        return names[0]
    return _("%(names)s or %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def where_found(team: list[dict]) -> str:
    """Where each of the team is found, in one line."""
    return ". ".join(f"{person['name']}: {person['note']}" for person in team if person["note"])


def may_be_called_direct(school: School) -> list[dict]:
    """999, the police and children's services: anybody who works at the school may call them."""
    return [_shown(contact) for contact in contacts_for(school, DIRECT)]


def called_about(school: School, *, is_18: bool) -> list[dict]:
    """Whom the safeguarding team calls: about somebody of 18 or over the police and adult safeguarding."""
    kinds = (AgencyKind.EMERGENCY, AgencyKind.POLICE, AgencyKind.ADULT_SERVICES) if is_18 else DIRECT
    return [_shown(contact) for contact in contacts_for(school, kinds)]


def support_for_staff(school: School) -> list[dict]:
    """Who supports somebody who has heard or seen something hard."""
    return [_shown(contact) for contact in contacts_for(school, (AgencyKind.STAFF_SUPPORT,))]


def for_worried_adults(school: School) -> list[dict]:
    """Whom staff, parents and carers call who are worried about a child; a child has helplines of their own."""
    return [_shown(contact) for contact in contacts_for(school, (AgencyKind.WORRIED_ADULT,))]


def for_adult_concerns(school: School) -> list[dict]:
    """The local authority's officer for concerns about adults who work with children."""
    return [_shown(contact) for contact in contacts_for(school, (AgencyKind.ADULT_CONCERNS,))]


def for_fraud(school: School) -> list[dict]:
    """Where an extortion e-mail that is sent to many is reported."""
    return [_in_full(contact) for contact in contacts_for(school, (AgencyKind.FRAUD,))]


def for_somebody_of_18(school: School, *, was_child: bool) -> list[dict]:
    """Who helps somebody who is 18 or over; with an image taken when under 18, who has a child's images taken down."""
    last = AgencyKind.OTHER if was_child else AgencyKind.ADULT_HELPLINE
    kinds = (AgencyKind.EMERGENCY, AgencyKind.POLICE, AgencyKind.ADULT_SERVICES, last)
    return [_in_full(contact) for contact in contacts_for(school, kinds)]


def _in_full(contact: ContactPoint) -> dict:
    """With the addresses, which are shown as text."""
    return _shown(contact) | {"web": contact.web, "email": contact.email}


def _shown(contact: ContactPoint) -> dict:
    return {"name": contact.name, "phone": contact.phone, "note": contact.when}
