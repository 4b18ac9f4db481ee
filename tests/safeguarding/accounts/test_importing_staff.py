"""Importing staff into the record."""

from datetime import date

import pytest
import time_machine
from django.http import Http404

from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.accounts.services.importing import import_roll, preview_roll
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.services.importing import ProblemsFound
from tests.safeguarding.accounts.trail import events as trail
from tests.safeguarding.schools.roll.lists import EXPORTS, listed, member

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-24T10:00:00Z"):
        yield


@pytest.fixture
def sam(cast):
    """The administrator's way to import: `sam(content)`."""

    def importing(content: bytes, **how):
        return import_roll(actor=cast.sam, school=cast.afon, content=content, **how)[1]

    return importing


def roles_of(local: str) -> list[tuple]:
    held = StaffRole.objects.filter(user__email=f"{local}@demo.example").values_list("role", "ends_on")
    return sorted(held, key=lambda each: (each[0], each[1] or date.max))


def everything() -> tuple[list, list]:
    people = User.objects.order_by("pk").values_list("pk", "email", "name", "staff_code", "password", "is_active")
    return list(people), list(StaffRole.objects.order_by("pk").values_list())


def test_a_member_of_staff_gets_an_account_that_cannot_sign_in_yet_and_the_role_of_staff(cast, sam):
    sam(listed(member("sioned", Preferred_forename="Sioni")))
    user = User.objects.get(email="sioned@demo.example")
    assert (user.name, user.staff_code, user.has_usable_password()) == ("Sioni Beynon", "SBE", False)
    assert roles_of("sioned") == [(Role.STAFF, None)]
    held = user.staff_roles.get()
    assert (held.school, held.granted_by, held.starts_on) == (cast.afon, cast.sam, date(2026, 11, 24))


def test_no_post_gives_a_safeguarding_role(sam):
    sam(listed(member("sioned", Post="Headteacher"), member("gethin", Post="Designated Safeguarding Lead")))
    assert roles_of("sioned") == roles_of("gethin") == [(Role.STAFF, None)]


def test_a_governor_gets_an_account_and_no_role(sam):
    sam(listed(member("sioned", Post="Governor")))
    assert User.objects.filter(email="sioned@demo.example").exists() and roles_of("sioned") == []


def test_the_roles_of_the_cast_are_not_touched(cast, sam):
    before = list(StaffRole.objects.order_by("pk").values_list())
    names = dict(User.objects.values_list("email", "name"))
    sam((EXPORTS / "sims_staff.csv").read_bytes())
    known = StaffRole.objects.filter(pk__in=[row[0] for row in before]).order_by("pk").values_list()
    assert list(known) == before
    assert {email: User.objects.get(email=email).name for email in names} == names
    assert roles_of("gwen") == [(Role.GOVERNOR, None)]


def test_150_staff_are_imported_once(sam):
    found = sam((EXPORTS / "arbor_staff.csv").read_bytes())
    assert (len(found.new), len(found.changed)) == (142, 2)  # nia and owen get their staff codes
    assert {notice.code for notice in found.notices} == {"keeps_name"}  # the six who hold another role
    before = everything()
    again = sam((EXPORTS / "bromcom_staff.csv").read_bytes())
    assert (len(again.unchanged), len(again.new), len(again.changed)) == (150, 0, 0)
    assert everything() == before


def test_a_new_name_and_code_are_taken_over(sam):
    sam(listed(member("sioned")))
    sam(listed(member("sioned", Legal_surname="Parry", Staff_code="SPA")))
    user = User.objects.get(email="sioned@demo.example")
    assert (user.name, user.staff_code) == ("Sioned Parry", "SPA")


def details(local: str) -> tuple[str, str]:
    user = User.objects.get(email=f"{local}@demo.example")
    return user.name, user.staff_code


@pytest.mark.parametrize("name", ["mair", "dafydd", "huw", "gwen", "carys", "sam"])
@pytest.mark.parametrize("code", ["", "XYZ"])
def test_an_import_renames_nobody_who_holds_another_role(cast, sam, name, code):
    User.objects.filter(pk=cast.people[name].pk).update(staff_code="MPR")
    before = everything()
    found = sam(listed(member(name, Legal_surname="Nobody", Staff_code=code)))
    assert everything() == before and [notice.code for notice in found.notices] == ["keeps_name"]
    assert trail(events.STAFF_DETAILS_CHANGED) == []


def test_an_import_does_not_rename_who_is_to_be_head_from_a_later_day(cast, sam):
    sam(listed(member("sioned")))
    user = User.objects.get(email="sioned@demo.example")
    roles.grant_role(actor=None, user=user, school=cast.afon, role=Role.HEAD, starts_on=date(2027, 1, 4))
    sam(listed(member("sioned", Legal_surname="Nobody", Staff_code="XYZ")))
    assert details("sioned") == ("Sioned Beynon", "SBE")


def test_an_empty_cell_takes_no_staff_code_away(sam):
    sam(listed(member("sioned")))
    found = sam(listed(member("sioned", Staff_code="")))
    assert details("sioned") == ("Sioned Beynon", "SBE") and len(found.unchanged) == 1


def test_the_trail_says_of_whom_what_was_changed_and_no_name(cast, sam):
    sam(listed(member("sioned"), member("gethin")))
    sam(listed(member("sioned", Legal_surname="Parry", Staff_code="SPA"), member("gethin", Staff_code="GBE")))
    pks = {str(User.objects.get(email=f"{local}@demo.example").pk): local for local in ("sioned", "gethin")}
    written = trail(events.STAFF_DETAILS_CHANGED)
    assert {pks[each["subject"]["id"]]: each["details"] for each in written} == {
        "sioned": {"fields": ["name", "staff_code"]},
        "gethin": {"fields": ["staff_code"]},
    }
    assert {each["actor"] for each in written} == {str(cast.sam.pk)} and "Parry" not in str(written)


def test_every_account_that_is_made_is_in_the_trail(sam):
    sam(listed(member("sioned"), member("gethin", Post="Governor")))
    made = User.objects.filter(email__in=["sioned@demo.example", "gethin@demo.example"])
    assert {each["subject"]["id"] for each in trail(events.PERSON_ADDED)} >= {str(user.pk) for user in made}


def test_who_works_at_another_school_gets_the_role_here_and_keeps_their_name(sam):
    sam(listed(member("rhys", Legal_surname="Nobody")))
    assert User.objects.get(email="rhys@demo.example").name == "Rhys Lewis"
    assert (Role.STAFF, None) in roles_of("rhys") and (Role.LEAD, None) in roles_of("rhys")
    assert StaffRole.objects.filter(user__email="rhys@demo.example", school__code="afon").get().role == Role.STAFF


def test_a_leaving_date_ends_the_role_of_staff_and_no_other(sam):
    with time_machine.travel("2026-09-01T08:00:00Z"):
        sam(listed(member("sioned")))
    leaving = {"Leaving_date": "20/11/2026"}
    mair = {"Legal_surname": "Prosser", "Legal_forename": "Mair", "Staff_code": ""}
    found = sam(listed(member("sioned", **leaving), member("mair", **mair, **leaving)))
    assert roles_of("sioned") == [(Role.STAFF, date(2026, 11, 20))]
    assert roles_of("mair") == [(Role.LEAD, None), (Role.STAFF, date(2026, 11, 20))]
    assert [notice.code for notice in found.notices] == ["holds_other"]
    before = everything()
    sam(listed(member("sioned", **leaving), member("mair", **mair, **leaving)))
    assert everything() == before


def held_twice(cast, user) -> None:
    """As an import of old could leave it: since then a role is given once."""
    for starts_on in (date(2026, 9, 1), date(2026, 10, 1)):
        StaffRole.objects.create(user=user, school=cast.afon, role=Role.STAFF, starts_on=starts_on)


@pytest.mark.parametrize("way", ["a leaving date", "missing and marked"])
def test_who_leaves_holds_the_role_of_staff_no_longer_however_often_it_was_held(cast, sam, way):
    user = User.objects.create_user("sioned@demo.example", "Sioned Beynon", staff_code="SBE")
    held_twice(cast, user)
    if way == "a leaving date":
        sam(listed(member("sioned", Leaving_date="20/11/2026")))
    else:
        sam(listed(member("gethin")), mark_left_on=date(2026, 11, 20))
    assert roles_of("sioned") == [(Role.STAFF, date(2026, 11, 20))] * 2
    assert User.objects.get(pk=user.pk).roles_in_force() == []
    ended = [each for each in trail(events.ROLE_ENDED) if each["subject"]["id"] == str(user.pk)]
    assert len(ended) == 2
    sam(listed(member("sioned", Leaving_date="20/11/2026"), member("gethin")))
    assert roles_of("sioned") == [(Role.STAFF, date(2026, 11, 20))] * 2


def test_a_role_held_twice_is_ended_though_one_of_the_two_ends_that_day_anyhow(cast, sam):
    user = User.objects.create_user("sioned@demo.example", "Sioned Beynon", staff_code="SBE")
    held_twice(cast, user)
    StaffRole.objects.filter(user=user, starts_on=date(2026, 9, 1)).update(ends_on=date(2026, 12, 18))
    sam(listed(member("sioned", Leaving_date="18/12/2026")))
    assert roles_of("sioned") == [(Role.STAFF, date(2026, 12, 18))] * 2


def test_who_is_to_begin_on_a_later_day_begins_then(cast, sam):
    user = User.objects.create_user("sioned@demo.example", "Sioned Beynon", staff_code="SBE")
    roles.grant_role(actor=cast.sam, user=user, school=cast.afon, role=Role.STAFF, starts_on=date(2027, 1, 4))
    found = sam(listed(member("sioned")))
    assert len(found.unchanged) == 1 and roles_of("sioned") == [(Role.STAFF, None)]
    sam(listed(member("gethin")), mark_left_on=date(2026, 11, 20))
    assert roles_of("sioned") == [(Role.STAFF, None)]


def test_who_comes_back_gets_a_new_role(sam):
    with time_machine.travel("2026-09-01T08:00:00Z"):
        sam(listed(member("sioned")))
    sam(listed(member("sioned", Leaving_date="20/11/2026")))
    sam(listed(member("sioned")))
    assert roles_of("sioned") == [(Role.STAFF, date(2026, 11, 20)), (Role.STAFF, None)]


def test_who_is_missing_stays_unless_it_is_said(sam):
    with time_machine.travel("2026-09-01T08:00:00Z"):
        sam(listed(member("sioned"), member("gethin")))
    sam(listed(member("sioned")))
    assert roles_of("gethin") == [(Role.STAFF, None)]
    sam(listed(member("sioned")), mark_left_on=date(2026, 11, 20))
    assert roles_of("gethin") == [(Role.STAFF, date(2026, 11, 20))]
    assert (Role.LEAD, None) in roles_of("mair")


def test_a_problem_stops_everything(sam):
    before = everything()
    with pytest.raises(ProblemsFound):
        sam(listed(member("sioned"), member("not an address")))
    assert everything() == before


def test_every_role_that_is_given_is_in_the_trail(cast, sam):
    sam(listed(member("sioned"), member("gethin")))
    given = AuditEvent.objects.filter(event=events.ROLE_GRANTED, actor_id=cast.sam.pk)
    assert {event.subject_id for event in given} == set(
        User.objects.filter(email__in=["sioned@demo.example", "gethin@demo.example"]).values_list("pk", flat=True)
    )
    last = AuditEvent.objects.order_by("-seq").filter(actor_id=cast.sam.pk).first()
    assert last.event == events.STAFF_IMPORTED
    assert "Beynon" not in str(last.body) and "@" not in str(last.body)


def test_a_preview_of_staff_changes_nothing_and_is_recorded(cast):
    before = everything()
    _roll, found = preview_roll(actor=cast.sam, school=cast.afon, content=listed(member("sioned")))
    assert len(found.new) == 1 and everything() == before
    assert AuditEvent.objects.filter(event=events.STAFF_PREVIEWED).count() == 1


@pytest.mark.parametrize("name", ["mair", "dafydd", "nia", "huw", "gwen", "carys", "rhys"])
def test_only_the_administrator_of_the_school_may(cast, name):
    before = everything()
    with pytest.raises(Http404):
        import_roll(actor=cast.people[name], school=cast.afon, content=listed(member("sioned")))
    assert everything() == before
