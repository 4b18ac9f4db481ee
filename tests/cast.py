"""The same people in every test: two schools, nine who sign in, and the children on the two rolls.

Mair leads at Ysgol Afon and Dafydd is her deputy. Nia and Owen teach there; Nia is the one who records. Huw is the
head, Gwen the governor for safeguarding, Carys the chair of governors, Sam the administrator (and a superuser, which
must open nothing). Rhys is head and lead in one person at Riverside Academy: the lead of the other school.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.schools.models import Pupil, School
from safeguarding.schools.services import founding
from tests import databases

PASSWORD = "Demo-school-2026"
PEOPLE = ("mair", "dafydd", "nia", "owen", "huw", "gwen", "carys", "sam", "rhys")
STRANGER = "stranger"
NAMES = {
    "mair": "Mair Prosser",
    "dafydd": "Dafydd Rees",
    "nia": "Nia Hopkins",
    "owen": "Owen Tudor-Lloyd",
    "huw": "Huw Bevan",
    "gwen": "Gwen Morris",
    "carys": "Carys Vaughan",
    "sam": "Sam Okafor",
    "rhys": "Rhys Lewis",
}
ROLES = {
    "mair": (Role.STAFF, Role.LEAD),
    "dafydd": (Role.STAFF, Role.DEPUTY),
    "nia": (Role.STAFF,),
    "owen": (Role.STAFF,),
    "huw": (Role.STAFF, Role.HEAD),
    "gwen": (Role.GOVERNOR,),
    "carys": (Role.CHAIR,),
    "sam": (Role.STAFF, Role.ADMINISTRATOR),
    "rhys": (Role.STAFF, Role.HEAD, Role.LEAD),
}
AT_RIVERSIDE = {"rhys"}
WHERE_FOUND = {"mair": "Room 12, extension 204", "dafydd": "Room 3, extension 231", "rhys": "Office, extension 100"}


@dataclass
class Cast:
    """Everybody, by first name; the schools; the children of Ysgol Afon (`amy`, `eli`, `cai`) and one of Riverside."""

    afon: School
    riverside: School
    people: dict[str, User]
    pupils: dict[str, Pupil]

    def keys(self) -> dict:
        """The primary keys of everybody, from which `known_cast` reads them again."""
        schools = {"afon": self.afon, "riverside": self.riverside}
        groups = {"schools": schools, "people": self.people, "pupils": self.pupils}
        return {group: {name: str(row.pk) for name, row in rows.items()} for group, rows in groups.items()}

    def __getattr__(self, name: str):
        for group in ("people", "pupils"):
            found = self.__dict__.get(group, {})
            if name in found:
                return found[name]
        raise AttributeError(name)


def make_cast(password_hash: str) -> Cast:
    """Founds both schools and gives everybody their roles, as the set-up on the server does."""
    afon = founding.found_school(
        code="afon", name="Ysgol Afon", name_cy="Ysgol Afon", jurisdiction="WALES", languages="cy,en"
    )
    riverside = founding.found_school(
        code="riverside", name="Riverside Academy", jurisdiction="ENGLAND", languages="en,cy"
    )
    people = {}
    for name in PEOPLE:
        person = User.objects.create_user(
            f"{name}@demo.example", NAMES[name], language="en", is_superuser=name == "sam"
        )
        User.objects.filter(pk=person.pk).update(password=password_hash)
        people[name] = User.objects.get(pk=person.pk)
        school = riverside if name in AT_RIVERSIDE else afon
        for role in ROLES[name]:
            roles.grant_role(
                actor=None,
                user=people[name],
                school=school,
                role=role,
                starts_on=date(2024, 9, 1),
                where_found=WHERE_FOUND.get(name, ""),
            )
    pupils = {
        "amy": make_pupil(afon, "Jones", "Amy", year_group=10, form="10B", born_on=date(2012, 3, 14)),
        "eli": make_pupil(afon, "Jonas", "Eli", year_group=12, form="12A", born_on=date(2009, 11, 2)),
        "cai": make_pupil(afon, "Siôn-Parry", "Caradog", preferred_forename="Cai", year_group=7, form="7C"),
        "other": make_pupil(riverside, "Okonkwo", "Grace", year_group=9, form="9R"),
    }
    return Cast(afon=afon, riverside=riverside, people=people, pupils=pupils)


def known_cast(keys: dict) -> Cast:
    """The cast that stands in the database already, as just made."""
    schools = {name: School.objects.select_related("key").get(pk=pk) for name, pk in keys["schools"].items()}
    people = {name: User.objects.get(pk=pk) for name, pk in keys["people"].items()}
    pupils = {name: Pupil.objects.get(pk=pk) for name, pk in keys["pupils"].items()}
    for pupil in pupils.values():
        pupil.school = next(school for school in schools.values() if school.pk == pupil.school_id)
    return Cast(**schools, people=people, pupils=pupils)


def make_pupil(
    school: School, surname: str, forename: str, *, born_on: date = date(2013, 5, 20), number: str = "", **fields
) -> Pupil:
    """A child on the roll."""
    number = number or f"T{surname}{forename}{born_on.isoformat()}"
    pupil = Pupil(
        school=school,
        identity_digest=Pupil.digest(school, "", number),
        school_number=number,
        legal_surname=surname,
        legal_forename=forename,
        born_on_text=born_on.isoformat(),
        **fields,
    )
    pupil.save(force_insert=True)
    return pupil


@pytest.fixture
def cast(request, password_hash) -> Cast:
    """The cast, in the fresh database where the test has one, else in the test's rolled-back transaction."""
    fresh = {"fresh_database", "server", "new_page", "page", "underneath"} & set(request.fixturenames)
    request.getfixturevalue("fresh_database" if fresh else "db")
    if School.objects.exists():
        return known_cast(databases.said_of_the_cast())
    return make_cast(password_hash)


@pytest.fixture
def signed_in(client, cast):
    """Signs somebody in with the test client: `signed_in("mair")` gives the client."""

    def sign_in(name: str):
        client.force_login(cast.people[name])
        return client

    return sign_in
