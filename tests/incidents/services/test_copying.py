"""The checked copy: kept as a lead has seen it, and stale when something is added."""

import pytest

from incidents.models import CheckedCopy, Statement, StatementKind
from incidents.selectors import copies
from incidents.services import copying
from incidents.services.copying import StatementAdded
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.makers import make_concern

TEXT = "Eli Jonas told Amy that he would send it round."


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, text=TEXT)


def add_statement(concern, author, text, language="en"):
    """The reporter remembers something more."""
    row = Statement(incident=concern.incident, kind=StatementKind.ADDED, author=author, text=text, language=language)
    row.save(force_insert=True)
    return row


def confirm(concern, actor, **changes):
    """A lead confirms everything that is proposed."""
    check = copies.to_check(concern)
    answers = {
        "statement_ids": [row.pk for row in check.statements],
        "parts": check.parts({one.key for one in check.proposed.proposals}, ()),
        "masks": [{"words": one.shown, "letter": one.letter} for one in check.proposed.proposals],
    }
    return copying.confirm_copy(actor=actor, reference=concern.reference, **(answers | changes))


@pytest.mark.parametrize("who", ["mair", "dafydd"])
def test_a_lead_or_deputy_keeps_what_they_have_checked(cast, concern, who):
    copy = confirm(concern, cast.people[who])
    kept = CheckedCopy.objects.select_related("concern__key").get()
    assert kept.text == "another child (B) told Amy that he would send it round."
    assert (kept.checked_by, '"letter": "B"' in kept.masks) == (cast.people[who], True)
    assert Statement.objects.select_related("incident__key").get().text == TEXT
    assert copies.copy_state(concern).holds and copies.copy_state(concern).copy == copy


@pytest.mark.parametrize("who", ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"])
def test_nobody_else_does(cast, concern, who):
    with pytest.raises(NotThere):
        confirm(concern, cast.people[who])
    assert CheckedCopy.objects.count() == 0


def test_what_was_not_read_cannot_be_confirmed(cast, concern):
    seen = [row.pk for row in copies.to_check(concern).statements]
    add_statement(concern, cast.nia, "Will was there too.")
    with pytest.raises(StatementAdded):
        confirm(concern, cast.mair, statement_ids=seen, parts=["x"])
    with pytest.raises(StatementAdded):
        confirm(concern, cast.mair, parts=["only one"])
    assert (CheckedCopy.objects.count(), AuditEvent.objects.filter(subject_id=concern.pk).count()) == (0, 0)


def test_it_leaves_one_event_without_words(cast, concern):
    confirm(concern, cast.mair)
    event = AuditEvent.objects.get(subject_id=concern.pk)
    assert event.event == events.COPY_CHECKED
    assert "Eli" not in event.body and "send it" not in event.body


def test_a_later_statement_makes_the_copy_stale_and_a_new_copy_holds_again(cast, concern):
    assert copies.copy_state(concern).copy is None
    confirm(concern, cast.mair)
    add_statement(concern, cast.nia, "Dywedodd Eli Jonas wrthi wedyn.", language="cy")
    state = copies.copy_state(concern)
    assert (state.is_stale, state.holds) == (True, False)
    second = confirm(concern, cast.dafydd)
    assert copies.copy_state(concern).copy == second and copies.copy_state(concern).holds


def test_the_parts_of_a_copy_keep_whose_they_are_and_their_language(cast, concern):
    add_statement(concern, cast.nia, "Dywedodd Eli Jonas wrthi.\n\nAc wedyn Amy.", language="cy")
    first, second = copies.copy_parts(confirm(concern, cast.mair))
    assert (first.words, first.language, first.by) == (
        "another child (B) told Amy that he would send it round.",
        "en",
        "Nia Hopkins",
    )
    assert second.words.startswith("Dywedodd ") and second.words.endswith(" wrthi.\n\nAc wedyn Amy.")
    assert "Eli" not in second.words and second.language == "cy"


def test_two_children_of_one_report_have_copies_of_their_own(cast, concern):
    other = make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    confirm(other, cast.mair)
    assert CheckedCopy.objects.select_related("concern__key").get().text.startswith("Eli Jonas told another child (B)")
    assert copies.copy_state(concern).copy is None
