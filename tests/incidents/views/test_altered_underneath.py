"""Sealed words that were moved underneath: the page shows nothing at all, and a list says so in place of one name."""

import logging

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from incidents.models import Decision, Draft, Incident, Note, Referral, Statement
from incidents.selectors.children import person_of
from incidents.services import deciding, noting, planning
from incidents.services.deciding import Answered
from safeguarding import clock, logs
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import Pupil
from safeguarding.vault.fields import SealBroken
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
    assert "More." in response.content.decode()  # however short: it cannot be sent again


def test_the_second_person_is_not_shown_reasons_that_were_moved(two, signed_in, move, caplog):
    source, target = (Decision.objects.filter(concern=concern).latest("at").pk for concern in two)
    agreement = two[1].agreements.get()
    move(Decision, "reasons", source, target)
    assert is_withheld(signed_in("huw").get(reverse("agree", args=[agreement.pk])), caplog)


# --- names in lists: one that cannot be opened does not take the others with it


@pytest.fixture
def moved_name(two, cast, move):
    """Amy's surname is that of a child of another school."""
    move(Pupil, "legal_surname", cast.other.pk, cast.amy.pk)
    return two


def not_opened(pk) -> int:
    """How often the trail says that something of this row could not be opened."""
    return AuditEvent.objects.filter(event=events.NOT_OPENED, subject_id=pk, outcome="error").count()


def in_place_of_the_name(response) -> bool:
    """The page is shown with the phrase in it, and nothing of the moved name, nor of the one that does open."""
    page = response.content.decode()
    return response.status_code == 200 and "cannot be opened" in page and not {"Okonkwo", "Amy"} & set(page.split())


@pytest.mark.parametrize(
    ("who", "page", "other"),
    [("mair", "queue", "E.J."), ("mair", "queue_due", "E.J."), ("nia", "my_records", "Eli Jonas")],
)
def test_a_list_says_so_in_place_of_one_name_and_shows_the_others(moved_name, cast, signed_in, page, who, other):
    for concern in moved_name:
        step = {"what": "Ring home", "owner_id": cast.mair.pk, "due_on": clock.today()}
        planning.plan_action(actor=cast.mair, reference=concern.reference, **step)
    response = signed_in(who).get(reverse(page))
    assert in_place_of_the_name(response) and other in response.content.decode()
    assert not_opened(cast.amy.pk) == 1 and not_opened(cast.eli.pk) == 0


@pytest.mark.parametrize("page", ["concern", "concern_chronology", "concern_note", "concern_triage"])
def test_the_head_of_a_record_says_so_and_the_record_can_be_read(moved_name, cast, signed_in, page):
    response = signed_in("mair").get(reverse(page, args=[moved_name[0].reference]))
    assert in_place_of_the_name(response)
    assert page != "concern" or FIRST in response.content.decode()
    assert not_opened(cast.amy.pk) == 1


def test_the_file_of_the_child_can_be_read(moved_name, cast, signed_in):
    response = signed_in("mair").get(reverse("pupil", args=[cast.amy.pk]))
    assert in_place_of_the_name(response) and FIRST in response.content.decode()


@pytest.mark.parametrize("column", ["legal_surname", "form", "born_on_text"])
def test_any_one_of_a_childs_facts_is_said_in_its_place(two, cast, signed_in, move, column):
    move(Pupil, column, cast.other.pk, cast.amy.pk)
    mair = signed_in("mair")
    for address in (reverse("concern", args=[two[0].reference]), reverse("pupil", args=[cast.amy.pk])):
        page = mair.get(address).content.decode()
        assert "cannot be opened" in page and "Year 10" in page


def test_a_search_for_pupils_finds_the_others_and_says_so_of_the_one(moved_name, cast, signed_in):
    mair = signed_in("mair")
    assert "Jonas, Eli, Year 12, 12A" in mair.post(reverse("pupils"), {"sought": "jonas"}).content.decode()
    assert not_opened(cast.amy.pk) == 1  # the whole roll was opened to look
    assert "cannot be opened, Year 10, 10B" in mair.post(reverse("pupils"), {"sought": "amy"}).content.decode()


def test_the_picker_of_a_record_finds_the_others_and_says_so_of_the_one(moved_name, cast, signed_in):
    nia = signed_in("nia")
    draft = make_draft(cast.nia, [], words="")
    nia.post(reverse("record_who", args=[draft.pk]), {"sought": "amy", "save_and": "search"})
    assert "cannot be opened, Year 10, 10B" in nia.get(reverse("record_who", args=[draft.pk])).content.decode()


def test_the_phrase_is_never_kept_as_a_name(moved_name, cast):
    pupil = Pupil.objects.get(pk=cast.amy.pk)
    assert pupil.full_name == pupil.shown_name == pupil.initials == "cannot be opened"
    with pytest.raises(SealBroken):  # whoever looks for names in a text is refused
        _ = pupil.legal_surname
    with translation.override("en"), pytest.raises(SealBroken):
        person_of(pupil)


def test_a_child_not_on_the_list_is_said_so_too_where_their_record_was_disposed_of(two, cast, signed_in):
    incident = make_incident(cast.nia, unlisted=["A boy called Bryn"])
    key = incident.concerns.get().key
    key.destroy()
    key.save()
    page = signed_in("nia").get(reverse("my_records")).content.decode()
    assert "“cannot be opened”" in page and "Amy Jones" in page
    assert AuditEvent.objects.filter(event=events.NOT_OPENED).count() == 0  # disposal is no alteration


def test_words_that_are_withheld_are_in_the_trail_too(two, signed_in, move):
    source, target = (concern.incident.statements.get().pk for concern in two)
    move(Statement, "text", source, target)
    signed_in("mair").get(reverse("concern", args=[two[1].reference]))
    assert not_opened(target) == 1


def test_the_head_reads_in_the_trail_whose_page_it_was(moved_name, signed_in):
    signed_in("mair").get(reverse("queue"))
    page = signed_in("huw").get(reverse("audit")).content.decode()
    assert "Came upon something that was altered or damaged, and was not shown it" in page


def test_each_row_is_in_the_log_once_a_request_by_its_place(moved_name, cast, signed_in, caplog):
    signed_in("mair").get(reverse("queue"))
    lines = [line for line in caplog.text.splitlines() if "could not be opened" in line]
    assert len(lines) == 1 and f"schools_pupil|{cast.amy.pk}|legal_surname" in lines[0] and "ERROR" in lines[0]


def test_what_was_done_is_not_called_undone_because_the_note_could_not_be_recorded(
    moved_name, signed_in, unrecordable, cast, caplog
):
    nia, draft = signed_in("nia"), make_draft(cast.nia, [], words="")
    unrecordable()
    for sought in ("jonas", "amy"):
        response = nia.post(reverse("record_who", args=[draft.pk]), {"sought": sought, "save_and": "search"})
        assert response.status_code == 302
    assert "could not be recorded" in caplog.text
    assert nia.get(reverse("my_records")).status_code == 200
    assert not_opened(cast.amy.pk) == 0
