"""No model is left out: every row that is written once, and every frozen column, holds against the serving role."""

import sqlite3
from contextlib import closing

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, models

from incidents.models import Concern
from incidents.services import (
    agreeing,
    copying,
    deciding,
    inspecting,
    matching,
    planning,
    reading,
    recording,
    referring,
)
from incidents.services import closing as closings
from incidents.services.deciding import Answered
from safeguarding import clock
from safeguarding.accounts.services import importing, kept
from safeguarding.audit import triggers
from tests.incidents.views.living import live_through
from tests.lives import live_through_response
from tests.makers import ask_how_they_are, make_audit_report, make_incident
from tests.safeguarding.schools.roll.lists import listed, pupil


def _of(concern) -> dict:
    concern.refresh_from_db()
    return {"reference": concern.reference, "seen_version": concern.version}


def live_a_whole_life(cast) -> Concern:
    """A record of two children in which every kind of row is written at least once, and what is written beside it."""
    concern = live_one_record(cast)
    _keep_the_school(cast)
    return concern


def live_one_record(cast) -> Concern:
    """A record of two children in which every kind of row of a record is written at least once."""
    call = {"called": "POLICE", "called_at": clock.now().isoformat(), "spoke_to": "PC 4411"}
    marked = {"regions": ["CHEST"], "mark_words": "Round."}
    incident = make_incident(
        cast.nia, [cast.amy], unlisted=["A boy in green"], calls=[call], about=["INJURY"], about_child=marked
    )
    concern, unlisted = incident.concerns.order_by("place_in_report")
    mair = {"actor": cast.mair}
    for one in (concern, unlisted):
        reading.open_concern(**mair, reference=one.reference)
    recording.add_statement(actor=cast.nia, reference=incident.reference, text="One thing more.", language="en")
    matching.confirm_not_ours(**mair, **_of(unlisted), name="Ben", school_name="The other school")
    live_through(cast, concern)
    no = Answered("NO", "Not yet known.")
    asked = deciding.decide(**mair, **_of(unlisted), triggers=["COERCED"], police=no, childrens_services=no)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=False, reasons="Ask them.")
    referral = {**mair, "number": 1}
    referring.add_to_referral(**referral, **_of(concern), agreed="They ring tonight.")
    referring.confirm_in_writing(**referral, **_of(concern), sent_at=clock.now(), how="By secure email")
    answer = {"outcome": "NO_ACTION", "replied_at": clock.now(), "from_whom": "Duty team", "words": "No."}
    referring.record_reply(**referral, **_of(concern), **answer)
    referring.record_disagreement(**referral, **_of(concern), step="MANAGER", with_whom="A. N.", reasons="She is 12.")
    live_through_response(cast, concern)
    for action in concern.actions.all():
        planning.complete_action(**mair, reference=concern.reference, action_id=action.pk, was_needed=True, note="Ok.")
    ids = list(incident.statements.values_list("pk", flat=True))
    copying.confirm_copy(**mair, reference=concern.reference, statement_ids=ids, parts=["a", "b"], masks=[])
    ask_how_they_are(concern, cast.mair)
    closings.end_without_action(**mair, **_of(concern), reasons="All is done.")
    closing = {
        "outcome": "RISK_REMOVED",
        "reasons": "Over.",
        "child_view": "Better.",
        "why_left_open": "Her tutor does.",
    }
    closings.close(**mair, **_of(concern), **closing)
    return concern


def _keep_the_school(cast) -> None:
    """What is written beside the records: reports, the roll, words that were kept."""
    make_audit_report(cast.huw)
    inspecting.ask_for_check(actor=cast.huw, school=cast.afon)
    for surname in ("Madog", "Bebb"):
        importing.import_roll(actor=cast.sam, school=cast.afon, content=listed(pupil(1, Legal_surname=surname)))
    for path in ("/my-records/2222-2222/add/", "/my-records/3333-3333/add/"):
        kept.keep_words(owner=cast.nia, path=path, fields=[("words", "She said more.")])


@pytest.fixture
def life(fresh_database, cast):
    return live_a_whole_life(cast)


def contents(model) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
        return cursor.fetchall()


def is_refused(model, statement: str) -> bool:
    """Whether the engine refuses, for the guard's own reason or for want of the right, and the rows stay."""
    before = contents(model)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        said = str(error)
        ours = triggers.REFUSAL in said or triggers.FROZEN in said or "permission denied" in said
        return ours and contents(model) == before
    return False


def other_value(field: models.Field) -> str:
    """A value as SQL that differs from whatever stands in the column."""
    column = f'"{field.column}"'
    if isinstance(field, models.BooleanField):
        return f"NOT {column}"
    if isinstance(field, models.IntegerField):
        return f"{column} + 1"
    if isinstance(field, models.DateField):  # moments too
        return "'1999-12-31'"
    if isinstance(field, models.BinaryField):
        return "x'01'" if connection.vendor == "sqlite" else "'\\x01'::bytea"
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return "'0123456789abcdef0123456789abcdef'"
    return "'x'"


def test_every_table_that_is_written_once_holds_rows_in_this_life(life):
    """Else the tests below would prove nothing about it."""
    assert [model.__name__ for model in triggers.append_only_models() if not contents(model)] == []
    assert [model.__name__ for model in triggers.frozen_columns() if not contents(model)] == []


def test_no_column_of_any_row_written_once_is_changed(life):
    changed = [
        f"{model.__name__}.{field.name}"
        for model in triggers.append_only_models()
        for field in model._meta.local_concrete_fields
        if not is_refused(model, f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {other_value(field)}')
    ]
    assert changed == []


def test_no_guarded_row_is_removed_or_replaced(life):
    fallen = []
    for model in [*triggers.append_only_models(), *triggers.frozen_columns()]:
        table = model._meta.db_table
        columns = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)
        tried = [f'DELETE FROM "{table}"']
        if connection.vendor == "sqlite":
            tried.append(f'INSERT OR REPLACE INTO "{table}" ({columns}) SELECT {columns} FROM "{table}"')
        else:
            tried += [f'TRUNCATE "{table}" CASCADE', f'TRUNCATE "{table}" RESTART IDENTITY CASCADE']
        fallen += [statement for statement in tried if not is_refused(model, statement)]
    assert fallen == []


def test_every_frozen_column_is_held_and_the_others_may_change(life):
    wrong = []
    for model, frozen in triggers.frozen_columns().items():
        for field in model._meta.local_concrete_fields:
            statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {other_value(field)}'
            if (field.column in frozen) != is_refused(model, statement) and field.column in frozen:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []
    assert Concern.objects.update(version=models.F("version") + 1) == Concern.objects.count() > 1


def test_the_id_of_a_row_is_frozen_with_its_words(life):
    for model, frozen in triggers.frozen_columns().items():
        assert model._meta.pk.column in frozen, model


def test_every_key_by_which_a_frozen_row_could_be_displaced_is_frozen():
    """UPDATE OR REPLACE removes the row in the way without asking that row's own triggers (SQLite)."""
    displaceable = [
        f"{model.__name__}.{field.name}"
        for model, frozen in triggers.frozen_columns().items()
        for field in model._meta.local_concrete_fields
        if field.unique and field.column not in frozen
    ]
    assert displaceable == ["Draft.incident"]  # set once, from NULL to the record that was sent


def test_a_row_does_not_take_anothers_place_by_update_or_replace(life):
    """On a raw connection without the pragmas, where the displaced row's own trigger would not be asked."""
    if connection.vendor != "sqlite":
        assert is_refused(Concern, "UPDATE incidents_concern SET id = gen_random_uuid()")
        return
    for model in triggers.frozen_columns():
        table, pk, before = model._meta.db_table, model._meta.pk.column, contents(model)
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as raw:
            assert raw.execute("PRAGMA recursive_triggers").fetchone() == (0,)
            with pytest.raises(sqlite3.DatabaseError, match="never changed"):
                raw.execute(f'UPDATE OR REPLACE "{table}" SET "{pk}" = (SELECT max("{pk}") FROM "{table}") || "x"')
        assert contents(model) == before


def test_a_table_is_not_dropped_by_the_serving_role_on_postgresql(life):
    for model in [*triggers.append_only_models(), *triggers.frozen_columns()]:
        if connection.vendor == "postgresql":
            with pytest.raises(DatabaseError, match="must be owner"), connection.cursor() as cursor:
                cursor.execute(f'DROP TABLE "{model._meta.db_table}" CASCADE')
