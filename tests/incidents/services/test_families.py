"""Parents and carers: by the team, in the child’s way or with reasons, one event each, no word in the trail."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from incidents.families import NotTelling, Preference, Telling, follows
from incidents.models import ChildPreference, FamilyContact, FormatGiven, FormatRequest, LetterGiven, TellingDecision
from incidents.services import families
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.audit.models import AuditEvent
from safeguarding.directory.models import Letter
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body
from tests.makers import make_concern

ROWS = (ChildPreference, TellingDecision, FamilyContact, LetterGiven, FormatRequest, FormatGiven)
WISH = {"preference": Preference.TOGETHER, "words": "With you, please.", "language": "en"}
TALK = {"with_whom": "Her mother", "channel": "PHONE", "spoken": "CY", "said": "It is not her fault."}
LETTERS = {"languages": ["cy", "en"], "to_whom": "Her mother", "channel": "POST"}
FORMAT = {"format": "BRAILLE", "for_whom": "Her grandmother", "words": "The letter"}
NOT_NOW = {"telling": Telling.NOT_NOW, "why_not": NotTelling.EVIDENCE, "agreed_with": "PC 4411"}


@pytest.fixture
def concern(cast):
    call_command("load_reference", verbosity=0)
    return make_concern(cast.afon, cast.nia, cast.amy)


def said_by(actor, concern) -> dict:
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def wish(actor, concern, **changes):
    return families.record_preference(**said_by(actor, concern), **(WISH | {"asked_on": clock.today()} | changes))


def decide(actor, concern, **said):
    return families.decide_telling(**said_by(actor, concern), decided=families.Decided(**said))


def talk(actor, concern, **changes):
    return families.record_contact(**said_by(actor, concern), **(TALK | {"talked_at": clock.now()} | changes))


def give(actor, concern, **changes):
    return families.record_letters(**said_by(actor, concern), **(LETTERS | {"given_on": clock.today()} | changes))


def ask(actor, concern, **changes):
    return families.ask_format(**said_by(actor, concern), **(FORMAT | {"needed_by": clock.today()} | changes))


def answer(actor, concern, **changes):
    wanted = FormatRequest.objects.first()
    given = {"request_id": wanted.pk, "given_on": clock.today(), "words": "She could read it."} | changes
    return families.give_format(**said_by(actor, concern), **given)


def print_it(actor, concern, language="cy"):
    return families.print_letter(actor=actor, reference=concern.reference, language=language)


def decide_to_wait(actor, concern):
    return decide(actor, concern, **NOT_NOW, review_on=clock.today())


EVENTS = {
    wish: events.PREFERENCE_RECORDED,
    decide_to_wait: events.TELLING_DECIDED,
    talk: events.FAMILY_CONTACTED,
    give: events.LETTER_GIVEN,
    print_it: events.LETTER_PRINTED,
    ask: events.FORMAT_ASKED,
    answer: events.FORMAT_GIVEN,
}
ACTS = list(EVENTS)
WRITING = [act for act in ACTS if act is not print_it]


def stands() -> tuple:
    """All that could be changed or added."""
    return tuple(model.objects.count() for model in ROWS), AuditEvent.objects.count()


def prepared(act, cast, concern) -> None:
    """What has to be there before."""
    if act is answer:
        ask(cast.mair, concern)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("who", TEAM)
def test_the_team_does_it_and_an_event_says_so_without_a_word(cast, concern, act, who):
    prepared(act, cast, concern)
    before = len(events_of(concern))
    act(cast.people[who], concern)
    found = events_of(concern)[before:]
    assert found == [EVENTS[act]] * (2 if act is give else 1)
    body = last_body(concern)
    assert not [word for word in ("mother", "please", "fault", "PC 4411", "grandmother", "read it") if word in body]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_else_does_it(cast, concern, act, who):
    prepared(act, cast, concern)
    before = stands()
    with pytest.raises(NotThere):
        act(cast.people[who], concern)
    assert stands() == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_cannot_be_recorded_leaves_nothing(cast, concern, act, unrecordable):
    prepared(act, cast, concern)
    before = stands()
    unrecordable()
    with pytest.raises(NotRecorded):
        act(cast.mair, concern)
    assert stands() == before


@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
def test_a_page_that_was_opened_before_somebody_added_something_is_refused_once(cast, concern, act, monkeypatch):
    prepared(act, cast, concern)
    before, seen = stands(), concern.version
    monkeypatch.setattr(f"{__name__}.said_by", lambda actor, one: _old(actor, one, seen - 1))
    with pytest.raises(ChangedMeanwhile):
        act(cast.mair, concern)
    assert stands() == before


def _old(actor, concern, version) -> dict:
    return {"actor": actor, "reference": concern.reference, "seen_version": version}


@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
def test_who_has_the_record_open_sees_that_something_was_added(cast, concern, act):
    prepared(act, cast, concern)
    concern.refresh_from_db()
    before = concern.version
    act(cast.mair, concern)
    concern.refresh_from_db()
    assert concern.version == before + (2 if act is give else 1)


@pytest.mark.parametrize("act", [wish, decide_to_wait], ids=lambda act: act.__name__)
def test_nothing_is_decided_on_a_closed_record(cast, act):
    closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        act(cast.mair, closed)
    assert ChildPreference.objects.count() == TellingDecision.objects.count() == 0


@pytest.mark.parametrize("act", [talk, give, ask, answer], ids=lambda act: act.__name__)
def test_what_happened_is_recorded_on_a_closed_record_too(cast, concern, act):
    closed = make_concern(cast.afon, cast.nia, cast.eli, state=State.CLOSED)
    prepared(act, cast, closed)
    act(cast.mair, closed)
    closed.refresh_from_db()
    assert closed.state == State.CLOSED


def test_what_the_child_would_like_is_kept_word_for_word_and_replaced_by_what_they_say_later(cast, concern):
    wish(cast.mair, concern)
    wish(cast.dafydd, concern, preference=Preference.NOT_TOLD, words="Not Dad. Ddim Dad.", language="cy")
    first, second = ChildPreference.objects.select_related("concern__key").order_by("at")
    assert (first.words, first.by) == (WISH["words"], cast.mair)
    assert (second.preference, second.words, second.language) == ("NOT_TOLD", "Not Dad. Ddim Dad.", "cy")
    with pytest.raises(MoveRefused) as refused:
        wish(cast.mair, concern, preference=Preference.NOT_TOLD, words="Not Dad. Ddim Dad.", language="cy")
    assert refused.value.missing == {"something_new"} and ChildPreference.objects.count() == 2


@pytest.mark.parametrize(
    ("preference", "telling", "expected"),
    [(None, "SCHOOL", None), ("NOT_ASKED", "SCHOOL", None), ("SCHOOL", "SCHOOL", True), ("TOGETHER", "SCHOOL", False)],
)
def test_whether_it_follows_what_the_child_would_like_is_worked_out_and_kept(
    cast, concern, preference, telling, expected
):
    if preference:
        wish(cast.mair, concern, preference=preference)
    row = decide(cast.mair, concern, telling=telling, reasons="There is no time to wait.")
    assert TellingDecision.objects.get().follows_preference is follows(preference or "", telling) is expected
    said = [str(row.pk), telling, "" if expected is None else str(expected), ""]
    commitment = concern.key.commit("tellingdecision choices", "\x00".join(said))
    assert f'"choices":"{commitment}"' in last_body(concern)


def test_going_another_way_than_the_child_would_like_needs_reasons(cast, concern):
    wish(cast.mair, concern)
    with pytest.raises(MoveRefused) as refused:
        decide(cast.mair, concern, telling=Telling.SCHOOL)
    assert refused.value.missing == {"reasons"} and TellingDecision.objects.count() == 0
    decide(cast.mair, concern, telling=Telling.TOGETHER)


@pytest.mark.parametrize("left_out", ["why_not", "agreed_with", "review_on"])
def test_not_telling_needs_a_reason_somebody_who_agreed_and_a_day_to_look_again(cast, concern, left_out):
    said = NOT_NOW | {"review_on": clock.today()}
    said.pop(left_out)
    with pytest.raises(MoveRefused) as refused:
        decide(cast.mair, concern, **said)
    assert refused.value.missing == {left_out} and TellingDecision.objects.count() == 0


def test_another_reason_for_not_telling_needs_words(cast, concern):
    said = NOT_NOW | {"why_not": NotTelling.OTHER, "review_on": clock.today()}
    with pytest.raises(MoveRefused) as refused:
        decide(cast.mair, concern, **said)
    assert refused.value.missing == {"reasons"}
    decide(cast.mair, concern, **said, reasons="They are abroad until Friday.")


def test_what_belongs_to_not_telling_is_kept_with_that_only_and_the_other_way_round(cast, concern):
    said = {"agreed_with": "Huw", "why_not": "EVIDENCE", "review_on": clock.today(), "tell_on": clock.today()}
    told = decide(cast.mair, concern, telling="SCHOOL", who_tells="Mair", **said)
    assert (told.why_not, told.agreed_with, told.review_on) == ("", "", None)
    assert (told.who_tells, told.tell_on) == ("Mair", clock.today())
    waits = decide(cast.mair, concern, telling="NOT_NOW", who_tells="Mair", **said)
    assert (waits.who_tells, waits.tell_on, waits.review_on) == ("", None, clock.today())


def test_the_same_decision_again_is_no_new_one(cast, concern):
    decide_to_wait(cast.mair, concern)
    with pytest.raises(MoveRefused) as refused:
        decide_to_wait(cast.dafydd, concern)
    assert refused.value.missing == {"something_new"} and TellingDecision.objects.count() == 1


def test_a_talk_is_kept_word_for_word_and_not_from_long_before_the_record(cast, concern):
    talk(cast.mair, concern, they_said="Diolch.\nI will call.", agreed="Tomorrow at 9")
    kept = FamilyContact.objects.select_related("concern__key").get()
    assert (kept.with_whom, kept.said, kept.they_said, kept.agreed) == (
        "Her mother",
        TALK["said"],
        "Diolch.\nI will call.",
        "Tomorrow at 9",
    )
    with pytest.raises(MoveRefused) as refused:
        talk(cast.mair, concern, talked_at=clock.now() - timedelta(days=400))
    assert refused.value.missing == {"talked_at"}


def test_a_letter_is_kept_with_the_very_text_that_was_given(cast, concern):
    rows = give(cast.mair, concern)
    newer = Letter.objects.get(language="cy")
    newer.pk, newer.school, newer.version, newer._state.adding = None, cast.afon, 1, True
    newer.save()
    [later] = give(cast.mair, concern, languages=["cy"])
    assert [row.letter.language for row in rows] == ["cy", "en"]
    assert later.letter == newer and rows[0].letter.school_id is None
    assert f'"letter":"{newer.pk}"' in last_body(concern)


@pytest.mark.parametrize("act", [give, print_it], ids=lambda act: act.__name__)
def test_the_trail_knows_the_wording_that_was_printed_or_given_by_its_hash(cast, concern, act):
    letter = Letter.objects.get(language="cy")
    act(cast.mair, concern)
    body = AuditEvent.objects.filter(event=EVENTS[act]).earliest("seq").body
    assert f'"sha256":"{letter.sha256}"' in body
    for name in ("title", "text"):
        other = Letter.objects.get(language="cy")
        setattr(other, name, getattr(other, name) + ".")
        assert other.sha256 not in body


def test_there_is_no_letter_in_a_language_that_the_school_does_not_offer(cast, concern):
    for act in (lambda: give(cast.mair, concern, languages=["fr"]), lambda: print_it(cast.mair, concern, "fr")):
        before = stands()
        with pytest.raises(NotThere):
            act()
        assert stands() == before


def test_a_wish_for_another_format_is_answered_once_and_by_its_own_record(cast, concern):
    asked = ask(cast.mair, concern)
    other = make_concern(cast.afon, cast.nia, cast.eli)
    with pytest.raises(NotThere):
        answer(cast.mair, other, request_id=asked.pk)
    answer(cast.mair, concern)
    with pytest.raises(MoveRefused) as refused:
        answer(cast.dafydd, concern, words="Me too.")
    assert refused.value.missing == {"given_already"}
    given = FormatGiven.objects.select_related("request__concern__key").get()
    assert (given.words, given.by, given.request.for_whom) == ("She could read it.", cast.mair, "Her grandmother")


def test_each_commits_to_its_words(cast, concern):
    talk(cast.mair, concern)
    assert concern.key.commit("familycontact", "Her mother\x00It is not her fault.\x00\x00") in last_body(concern)
