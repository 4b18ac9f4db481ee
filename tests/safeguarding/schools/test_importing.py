"""Importing pupils into the record."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from safeguarding.accounts.services.importing import import_roll, preview_roll
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import EarlierIdentity, Pupil
from safeguarding.schools.roll.findings import RollRefused
from safeguarding.schools.services.importing import ProblemsFound
from tests.makers import make_concern
from tests.safeguarding.accounts.trail import events as bodies
from tests.safeguarding.schools.roll.lists import EXPORTS, listed, pupil, upn, without

pytestmark = pytest.mark.usefixtures("cast")

WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"", re.IGNORECASE)
SEALED = ("upn", "school_number", "legal_surname", "legal_forename", "preferred_surname", "preferred_forename",
          "born_on_text", "form")  # fmt: skip


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


def the_pupil(number: int) -> Pupil:
    return next(each for each in Pupil.objects.all() if each.upn == upn(number))


def as_stored() -> list[tuple]:
    """Every row of pupils as it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM schools_pupil ORDER BY id")
        return [tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in cursor]


def opened() -> set[tuple]:
    """Every pupil as a reader sees them, without ids."""
    return {(*(getattr(each, name) for name in SEALED), each.year_group, each.left_on) for each in Pupil.objects.all()}


def test_a_pupil_is_added_with_everything_that_names_them_sealed(cast, sam):
    content = listed(pupil(1, Preferred_forename="Llew") | {"Ethnicity": "WWEL", "Photo": "N:\\Photos\\1.jpg"})
    found = sam(content)
    added = the_pupil(1)
    assert (added.full_name, added.born_on, added.year_group, added.form) == ("Llew Madog", date(2013, 3, 27), 9, "9AE")
    assert added.school == cast.afon and added.left_on is None
    assert added.identity_digest == Pupil.digest(cast.afon, upn(1), "000001")
    assert len(found.missing) == 3  # the children of the cast, who are not in this file
    lying = repr(as_stored())
    assert not any(word in lying for word in (upn(1), "Madog", "Llew", "2013-03-27", "WWEL", "Photos"))


def test_what_differs_is_changed_and_the_rest_is_not_written(sam):
    sam(listed(pupil(1), pupil(2, Legal_forename="Anest")))
    before = dict((row[0], row) for row in as_stored())
    sam(listed(pupil(1, Form="9BR", Date_of_birth="28/03/2013"), pupil(2, Legal_forename="Anest")))
    changed = the_pupil(1)
    assert (changed.form, changed.born_on, changed.legal_surname) == ("9BR", date(2013, 3, 28), "Madog")
    differing = [row for row in as_stored() if row != before[row[0]]]
    assert len(differing) == 1
    assert sum(new != old for new, old in zip(differing[0], before[differing[0][0]], strict=True)) == 2


def test_a_new_upn_keeps_the_pupil_and_finds_them_again(sam):
    sam(listed(pupil(1, UPN="")))
    first = Pupil.objects.count()
    sam(listed(pupil(1)))
    assert Pupil.objects.count() == first
    assert the_pupil(1).identity_digest == Pupil.digest(the_pupil(1).school, upn(1), "000001")
    assert len(sam(listed(*without("Admission number", pupil(1)))).unchanged) == 1


ANOTHER_CHILD = {"Legal_surname": "Bebb", "Legal_forename": "Anest", "Date_of_birth": "03/04/2014"}


@pytest.mark.parametrize("held", [{}, {"UPN": ""}])
@pytest.mark.parametrize("number", [{}, {"UPN": ""}])
def test_what_is_on_record_about_a_child_never_becomes_about_another(cast, sam, held, number):
    sam(listed(pupil(1, **held)))
    child = Pupil.objects.get(year_group=9, school=cast.afon)
    concern = make_concern(cast.afon, cast.nia, child)
    before = as_stored()
    with pytest.raises(ProblemsFound) as caught:
        sam(listed(pupil(1, **number, **ANOTHER_CHILD)))
    assert len(caught.value.comparison.problems) == 1
    sam(listed(pupil(1, **number, **ANOTHER_CHILD)), skip_problems=True)
    assert as_stored() == before
    concern.refresh_from_db()
    assert concern.pupil.shown_name == "Madog, Llŷr"


def test_a_preview_says_of_another_child_what_the_import_says(cast, sam):
    sam(listed(pupil(1), pupil(2, Legal_forename="Anest")))
    content = listed(pupil(1, **ANOTHER_CHILD), pupil(2, Legal_forename="Anest", Legal_surname="Bebb"))
    for same_child in (frozenset(), frozenset({2})):
        _roll, previewed = preview_roll(actor=cast.sam, school=cast.afon, content=content, same_child=same_child)
        try:
            done = sam(content, same_child=same_child)
        except ProblemsFound as found:
            done = found.comparison
        assert done == previewed
        assert [each.code for each in done.problems] == ([] if same_child else ["upn_of_another"])


def earlier() -> list[tuple]:
    rows = EarlierIdentity.objects.select_related("pupil__school__key").order_by("until")
    return [
        (row.pupil_id, row.upn, row.school_number, row.legal_surname, row.legal_forename, row.born_on_text)
        for row in rows
    ]


def test_what_a_child_was_called_is_kept_and_sealed(sam):
    sam(listed(pupil(1, UPN="")))
    sam(listed(pupil(1)))
    child = the_pupil(1)
    sam(listed(pupil(1, Legal_surname="Bebb", Legal_forename="Lowri", Form="9BR")))
    sam(listed(pupil(1, Legal_surname="Bebb", Legal_forename="Lowri", Form="9AE", Date_of_birth="28/03/2013")))
    assert earlier() == [
        (child.pk, "", "000001", "Madog", "Llŷr", "2013-03-27"),
        (child.pk, upn(1), "000001", "Madog", "Llŷr", "2013-03-27"),
        (child.pk, upn(1), "000001", "Bebb", "Lowri", "2013-03-27"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM schools_earlieridentity")
        lying = repr([tuple(bytes(c) if isinstance(c, memoryview) else c for c in row) for row in cursor])
    assert not any(word in lying for word in ("Madog", "Bebb", "Lowri", "2013-03-27", upn(1), "000001"))


def test_nothing_is_kept_of_a_child_who_moves_to_another_form(sam):
    sam(listed(pupil(1)))
    sam(listed(pupil(1, Form="9BR", Year_group="Year 10")))
    assert earlier() == [] and bodies(events.PUPIL_IDENTITY_CHANGED) == []


def test_the_trail_says_of_whom_what_was_changed_and_no_name(cast, sam):
    third = {"Legal_forename": "Carwen"}
    sam(listed(pupil(1), pupil(2, Legal_forename="Anest"), pupil(3, **third, Form="9CO")))
    now = [pupil(1, Legal_surname="Bebb", Form="9BR"), pupil(2, **ANOTHER_CHILD), pupil(3, **third)]
    sam(listed(*now), same_child=frozenset({3}))
    found = {each["subject"]["id"]: each for each in bodies(events.PUPIL_IDENTITY_CHANGED)}
    assert {key: each["details"] for key, each in found.items()} == {
        str(the_pupil(1).pk): {"fields": ["legal_surname"], "confirmed": False},
        str(the_pupil(2).pk): {"fields": ["legal_surname", "born_on"], "confirmed": True},
    }
    assert {each["actor"] for each in found.values()} == {str(cast.sam.pk)}
    assert not re.search("Madog|Bebb|Anest|2014", str(found))


def test_the_same_number_spelled_otherwise_makes_no_second_pupil(cast, sam):
    sam(listed(pupil(1, UPN="", Admission_number="a98"), pupil(2, UPN="", Admission_number="007", Form="9BR")))
    before = as_stored()
    found = sam(listed(pupil(1, UPN="", Admission_number="A98"), pupil(2, UPN="", Admission_number="7", Form="9BR")))
    assert len(found.unchanged) == 2 and as_stored() == before
    assert Pupil.digest(cast.afon, "", "007") == Pupil.digest(cast.afon, "", "7")


def test_nobody_who_sends_a_record_waits_for_an_import(sam):
    """A new row that points at the school needs its key alone: the import holds the rest of it (PostgreSQL)."""
    with CaptureQueriesContext(connection) as queries:
        sam(listed(pupil(1)))
    locks = [query["sql"] for query in queries if " FOR " in query["sql"] and '"schools_school"' in query["sql"]]
    assert [sql.rpartition(" FOR ")[2] for sql in locks] == (
        ["NO KEY UPDATE"] if connection.vendor == "postgresql" else []
    )


def test_nobody_is_deleted_and_nobody_leaves_unless_it_is_said(cast, sam):
    sam(listed(pupil(1), pupil(2)))
    sam(listed(pupil(1)))
    assert the_pupil(2).left_on is None
    sam(listed(pupil(1)), mark_left_on=date(2026, 11, 20))
    assert (the_pupil(2).left_on, the_pupil(1).left_on) == (date(2026, 11, 20), None)
    assert Pupil.objects.get(pk=cast.other.pk).left_on is None  # the other school's child
    sam(listed(pupil(1), pupil(2)))
    assert the_pupil(2).left_on is None


def test_a_row_with_a_problem_stops_everything(sam):
    before = as_stored()
    with pytest.raises(ProblemsFound) as caught:
        sam(listed(pupil(1), pupil(2, Date_of_birth="31/02/2011")))
    assert [problem.row for problem in caught.value.comparison.problems] == [3]
    assert as_stored() == before
    assert not AuditEvent.objects.filter(event=events.ROLL_IMPORTED).exists()


def test_rows_with_problems_are_left_out_when_that_is_chosen(sam):
    found = sam(listed(pupil(1), pupil(2, Date_of_birth="31/02/2011")), skip_problems=True)
    assert (len(found.new), len(found.problems)) == (1, 1)
    assert upn(2) not in {each.upn for each in Pupil.objects.all()}


def test_a_preview_changes_nothing_and_is_recorded(cast):
    before = as_stored()
    _roll, found = preview_roll(actor=cast.sam, school=cast.afon, content=listed(pupil(1)))
    assert len(found.new) == 1
    assert as_stored() == before
    event = AuditEvent.objects.get(event=events.ROLL_PREVIEWED)
    assert (event.actor_id, event.role) == (cast.sam.pk, "ADMINISTRATOR")


def test_an_import_leaves_figures_in_the_trail_and_no_name(cast, sam):
    sam(listed(pupil(1), pupil(2, Legal_forename="Anest")))
    event = AuditEvent.objects.get(event=events.ROLL_IMPORTED)
    body = str(event.body)
    assert '"new":2' in body and '"missing":3' in body
    assert not any(word in body for word in ("Madog", "Anest", upn(1)))


@pytest.mark.parametrize("name", ["mair", "dafydd", "nia", "huw", "gwen", "carys", "rhys"])
@pytest.mark.parametrize("service", [preview_roll, import_roll])
def test_only_the_administrator_of_the_school_may(cast, name, service):
    before = as_stored()
    with pytest.raises(Http404):
        service(actor=cast.people[name], school=cast.afon, content=listed(pupil(1)))
    assert as_stored() == before


def test_who_may_not_import_learns_nothing_about_the_file(cast):
    with pytest.raises(Http404):
        import_roll(actor=cast.sam, school=cast.riverside, content=b"\x89PNG")
    with pytest.raises(RollRefused):
        import_roll(actor=cast.sam, school=cast.afon, content=b"\x89PNG")


def test_the_same_number_at_another_school_is_another_child(cast, sam):
    sam(listed(pupil(1)))
    import_roll(actor=None, school=cast.riverside, content=listed(pupil(1, Legal_surname="Okonkwo")))
    assert sorted(each.legal_surname for each in Pupil.objects.all() if each.upn == upn(1)) == ["Madog", "Okonkwo"]


def test_a_second_import_of_1500_pupils_changes_0_rows(sam):
    content = (EXPORTS / "sims_pupils.csv").read_bytes()
    assert len(sam(content).new) == 1500
    before = as_stored()
    with CaptureQueriesContext(connection) as queries:
        found = sam(content)
    assert len(found.unchanged) == 1500 and not (found.new or found.changed or found.returned)
    assert as_stored() == before
    written = {match[2] for query in queries if (match := WRITES.match(query["sql"]))}
    assert written == {"audit_auditevent", "audit_audithead"}


def test_the_three_exports_lead_to_the_same_pupils(cast, sam):
    Pupil.objects.filter(school=cast.afon).update(left_on=date(2026, 7, 20))  # the cast's children aside
    sam((EXPORTS / "sims_pupils.csv").read_bytes())
    assert len(sam((EXPORTS / "arbor_pupils.csv").read_bytes()).changed) == 39  # spelled with ŷ, ł, ễ
    after_arbor = opened()
    assert len(sam((EXPORTS / "bromcom_pupils.csv").read_bytes()).unchanged) == 1500
    assert len(sam((EXPORTS / "sims_pupils.csv").read_bytes()).unchanged) == 1500
    assert opened() == after_arbor
    assert Pupil.objects.filter(school=cast.afon, left_on=None).count() == 1500


def test_a_new_school_year_moves_everybody_up_in_one_go(cast, sam):
    text = (EXPORTS / "bromcom_pupils.csv").read_text()
    sam(text.encode())
    moved = re.sub(r";Bl (\d+);", lambda found: f";Bl {min(int(found[1]) + 1, 13)};", text)
    found = sam(moved.encode())
    assert len(found.changed) == 1500 - 102  # Year 13 stays where it is
    assert Pupil.objects.filter(school=cast.afon, year_group=8).count() == 258
