"""Importing staff into the record."""

from datetime import date

import pytest
import time_machine
from django.http import Http404

from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services.importing import import_roll, preview_roll
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.services.importing import ProblemsFound
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
    assert (len(found.new), len(found.changed)) == (142, 8)  # the cast gets its staff codes
    before = everything()
    again = sam((EXPORTS / "bromcom_staff.csv").read_bytes())
    assert (len(again.unchanged), len(again.new), len(again.changed)) == (150, 0, 0)
    assert everything() == before


def test_a_new_name_and_code_are_taken_over(sam):
    sam(listed(member("sioned")))
    sam(listed(member("sioned", Legal_surname="Parry", Staff_code="SPA")))
    user = User.objects.get(email="sioned@demo.example")
    assert (user.name, user.staff_code) == ("Sioned Parry", "SPA")


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
