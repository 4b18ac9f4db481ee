"""Founds the two demo schools: calendar, people, roll and local contacts."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from incidents.management.demo.people import CAST, PASSWORD, address
from safeguarding import clock
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.services import importing, people, roles
from safeguarding.directory.kinds import Kind
from safeguarding.directory.services import keeping as directory
from safeguarding.schools.models import School
from safeguarding.schools.services import calendars, founding

ROLL = Path(settings.BASE_DIR) / "fixtures" / "roll"
SINCE = date(2024, 9, 1)
SCHOOLS = (
    {"code": "afon", "name": "Ysgol Afon", "name_cy": "Ysgol Afon", "jurisdiction": "WALES", "languages": "cy,en"},
    {"code": "riverside", "name": "Riverside Academy", "jurisdiction": "ENGLAND", "languages": "en,cy"},
)
LOCAL_CONTACTS = (
    ("CHILDRENS_SERVICES", "Duty team, children’s services", "Tîm dyletswydd, gwasanaethau plant", "01632 960100"),
    ("OUT_OF_HOURS", "Emergency Duty Team", "Tîm Dyletswydd Brys", "01632 960199"),
    ("ADULT_CONCERNS", "Officer for concerns about adults", "Swyddog pryderon am oedolion", "01632 960150"),
)
LEADS = {"afon": "mair", "riverside": "rhys"}
SMALL_ROLL = 120  # pupils of the second school: a primary where the head leads safeguarding


def before_the_story(today: date) -> datetime:
    """The moment at which the schools were set up: the first day of last school year."""
    return datetime.combine(terms_of(today)[0][1], time(8), tzinfo=clock.LONDON)


def found_schools(today: date) -> dict[str, School]:
    """Both schools with the terms of this school year and the last, by code."""
    made = {}
    for described in SCHOOLS:
        school = founding.found_school(**described, is_demo=True)
        calendars.set_terms(actor=None, school=school, terms=terms_of(today))
        made[school.code] = school
    return made


def enrol(schools: dict[str, School]) -> None:
    """Pupils and staff out of the exports that an MIS would give."""
    for name in ("sims_staff.csv", "sims_pupils.csv"):
        importing.import_roll(actor=None, school=schools["afon"], content=(ROLL / name).read_bytes())
    lines = (ROLL / "arbor_pupils.csv").read_bytes().splitlines(keepends=True)
    small = b"".join(lines[: SMALL_ROLL + 1])
    importing.import_roll(actor=None, school=schools["riverside"], content=small)


def give_roles(schools: dict[str, School]) -> dict[str, User]:
    """Those who sign in, by first name, with the printed password."""
    hashed = make_password(PASSWORD)  # once: it is the same for all, and slow on purpose
    found = {}
    for name, full_name, code, wanted, where in CAST:
        user = User.objects.filter(email=address(name)).first()
        user = user or people.add_person(actor=None, school=schools[code], email=address(name), name=full_name)
        people.set_password_hash_of_demo(user=user, hashed=hashed)
        held = set(StaffRole.objects.filter(user=user, school=schools[code]).values_list("role", flat=True))
        for role in wanted:
            if role not in held:
                roles.grant_role(
                    actor=None, user=user, school=schools[code], role=role, starts_on=SINCE, where_found=where
                )
        found[name] = User.objects.get(pk=user.pk)
    return found


def add_contacts(schools: dict[str, School], cast: dict[str, User]) -> None:
    """Invented numbers of the local authority, out of the ranges kept for drama, entered by the lead of each school."""
    for code, lead in LEADS.items():
        for kind, name, name_cy, phone in LOCAL_CONTACTS:
            said = {"kind": kind, "name_en": name, "name_cy": name_cy, "phone": phone, "source": "Invented"}
            directory.add_entry(actor=cast[lead], school=schools[code], kind=Kind.CONTACTS, said=said)


def terms_of(today: date) -> list[tuple[str, date, date]]:
    """The terms of this school year and the last, roughly where Welsh and English schools have them."""
    start = today.year if today.month >= 9 else today.year - 1
    terms = []
    for year in (start - 1, start):
        terms += [
            ("autumn", _weekday(date(year, 9, 2)), _weekday(date(year, 12, 19))),
            ("spring", _weekday(date(year + 1, 1, 5)), _weekday(date(year + 1, 3, 27))),
            ("summer", _weekday(date(year + 1, 4, 13)), _weekday(date(year + 1, 7, 20))),
        ]
    return terms


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
