"""Sealed words that were moved underneath to another row, field or school: the page shows nothing at all."""

import logging

import pytest
from django.db import connection
from django.urls import reverse

from incidents.models import Decision, Draft, Incident, Note, Referral, Statement
from incidents.services import deciding, noting
from incidents.services.deciding import Answered
from safeguarding import logs
from safeguarding.schools.models import Pupil
from tests.makers import make_draft, make_incident, make_referral

FIRST, SECOND = "Marrowbright took her phone.", "Thistlemere wrote to him."


@pytest.fixture
def two(fresh_database, cast):
    """Two records of two children, each with a note, a decision and a referral, and two unsent ones."""
    concerns = []
    for pupil, words in ((cast.amy, FIRST), (cast.eli, SECOND)):
        concern = make_incident(cast.nia, [pupil], words=words, place=words).concerns.get()
        noting.add_note(actor=cast.mair, reference=concern.reference, text=words, language="en")
        make_referral(concern, cast.mair, agreed=words)
        concern.refresh_from_db()
        no = Answered("NO", words)
        said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
        deciding.decide(**said, triggers=["COERCED"], police=no, childrens_services=no)
        make_draft(cast.nia, [pupil], words=words)
        concerns.append(concern)
    return concerns


@pytest.fixture
def move(underneath):
    """Moves the sealed bytes of one row's column into another's, past the guards, which are switched off for it."""

    def run(model, column: str, source, target, *, source_model=None, source_column: str = "") -> None:
        connection.close()
        cursor, table = underneath.cursor(), model._meta.db_table
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        ids = [(one.hex if connection.vendor == "sqlite" else str(one)) for one in (source, target)]
        other = (source_model or model)._meta.db_table
        cursor.execute(
            f"UPDATE {table} SET {column} = (SELECT {source_column or column} FROM {other} WHERE id = '{ids[0]}') "
            f"WHERE id = '{ids[1]}'"
        )
        assert cursor.rowcount == 1
        underneath.commit()

    return run


def is_withheld(response, caplog) -> bool:
    """A page of its own, with nobody's words or names on it, and a line in the log that names the place only."""
    page, line = response.content.decode(), caplog.text
    told = [word for word in (FIRST, SECOND, "Jones", "Jonas", "Amy", "Eli", "Marrowbright") if word in page + line]
    return response.status_code == 503 and "is not as it was written down" in page and told == [] and "|" in line


@pytest.fixture(autouse=True)
def as_production_writes_it(caplog):
    """Log lines as they are really written."""
    caplog.handler.setFormatter(logs.Plain())
    caplog.handler.addFilter(logs.WithoutContents())
    caplog.set_level(logging.INFO)


@pytest.mark.parametrize(
    ("model", "column", "path", "page"),
    [
        (Statement, "text", "incident__concerns", "concern"),
        (Statement, "text", "incident__concerns", "check_copy"),
        (Note, "text", "concern", "concern"),
        (Decision, "reasons", "concern", "concern"),
        (Referral, "agreed", "concern", "referral"),
    ],
)
def test_words_of_another_record_are_not_shown(two, signed_in, move, caplog, model, column, path, page):
    source, target = (model.objects.filter(**{path: concern}).last().pk for concern in two)
    mair, more = signed_in("mair"), {"number": 1} if page == "referral" else {}
    address = reverse(page, kwargs={"reference": two[1].reference} | more)
    assert mair.get(address).status_code == 200
    move(model, column, source, target)
    assert is_withheld(mair.get(address), caplog)
    assert mair.get(reverse("concern", args=[two[0].reference])).status_code == 200  # the other record is untouched


def test_words_of_another_field_are_not_shown(two, signed_in, move, caplog):
    incident = two[0].incident
    statement = incident.statements.get()
    move(Incident, "place", statement.pk, incident.pk, source_model=Statement, source_column="text")
    assert is_withheld(signed_in("mair").get(reverse("concern", args=[two[0].reference])), caplog)


def test_the_reporter_is_not_shown_them_either(two, signed_in, move, caplog):
    source, target = (concern.incident.statements.get().pk for concern in two)
    move(Statement, "text", source, target)
    assert is_withheld(signed_in("nia").get(reverse("my_record", args=[two[1].incident.reference])), caplog)


def test_an_unsent_record_does_not_take_in_anothers_words(two, signed_in, move, caplog):
    source, target = Draft.objects.filter(state="UNSENT").order_by("started_at").values_list("pk", flat=True)
    move(Draft, "content_text", source, target)
    assert is_withheld(signed_in("nia").get(reverse("record_what", args=[target])), caplog)
    before = Draft.objects.get(pk=target).version
    response = signed_in("nia").post(reverse("record_what", args=[target]), {"words": "More."})
    assert (response.status_code, Draft.objects.get(pk=target).version) == (503, before)


def test_the_second_person_is_not_shown_reasons_that_were_moved(two, signed_in, move, caplog):
    source, target = (Decision.objects.filter(concern=concern).latest("at").pk for concern in two)
    agreement = two[1].agreements.get()
    move(Decision, "reasons", source, target)
    assert is_withheld(signed_in("huw").get(reverse("agree", args=[agreement.pk])), caplog)


@pytest.mark.parametrize("page", ["queue", "concern"])
def test_a_name_moved_from_another_school_is_not_shown(two, cast, signed_in, move, caplog, page):
    move(Pupil, "legal_surname", cast.other.pk, cast.amy.pk)
    args = [two[0].reference] if page == "concern" else []
    assert is_withheld(signed_in("mair").get(reverse(page, args=args)), caplog)
