"""The pages about parents and carers: what they show, what they ask, and what they never say."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from incidents.documents import parent_letter
from incidents.documents.renderer import CannotDraw
from incidents.models import ChildPreference, FormatRequest, LetterGiven, TellingDecision
from incidents.services import families
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.directory.models import Letter
from tests.incidents.views.answering import YESTERDAY, day, moment
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import problems_of
from tests.incidents.views.record import text_of, url
from tests.lives.family import live
from tests.makers import make_concern

pytestmark = pytest.mark.usefixtures("noon")

MOST_QUERIES = 22  # eleven of them for opening any record
FORMS = ("family_preference", "family_telling", "family_contact", "family_letter", "format_request")


@pytest.fixture
def concern(cast):
    call_command("load_reference", verbosity=0)
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def send(client, name: str, concern, typed: dict, **more):
    """Sends a form of this record as it stands now."""
    concern.refresh_from_db()
    return client.post(url(name, concern, **more), typed | {"version": concern.version})


def test_the_page_of_a_record_on_which_nothing_was_done_says_so(mair, concern):
    text = text_of(mair.get(url("family", concern)))
    for said in (
        "It is not recorded yet how the child would like",
        "Nothing is decided yet",
        "No talk with a parent or carer is recorded",
        "Nobody has asked for another format",
        "Have you finished this part?",
    ):
        assert said in text


def test_the_page_shows_everything_in_the_words_in_which_it_was_recorded(mair, cast, concern):
    live(cast, concern)
    response = mair.get(url("family", concern))
    text = text_of(response)
    for said in (
        "With you, please.",
        "They are not told for now",
        "This is not how the child would like it.",
        "The police asked us to wait",
        "PC 4411, and Huw Bevan, head",
        "She is glad that we called.",
        "We talk again tomorrow.",
        "Welsh, version 1",
        "Letter given by hand",
        "Large print",
        "He could read it.",
    ):
        assert said in text
    assert 'lang="en">With you, please.' in response.content.decode()


@pytest.mark.parametrize("about", [(), ("IMAGES",), ("THREATS_OR_MONEY",)])
def test_that_a_child_is_never_to_blame_stands_where_images_are_the_matter(mair, cast, about):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=about)
    assert ("A child is never to blame" in text_of(mair.get(url("family", concern)))) is bool(about)


def test_a_decision_is_asked_for_after_the_question_whether_it_is_safe(mair, concern):
    text = text_of(mair.get(url("family_telling", concern)))
    assert text.index("Is it safe to tell them?") < text.index("What is decided about telling")
    assert "It is not recorded how the child would like it." in text
    send(
        mair, "family_preference", concern, {"preference": "CHILD", "text_language": "en"} | day("asked_on", YESTERDAY)
    )
    assert "The child would like: The child tells them, with support" in text_of(
        mair.get(url("family_telling", concern))
    )


def test_what_is_missing_is_said_beside_its_question(mair, concern):
    problems = problems_of(send(mair, "family_telling", concern, {"telling": "NOT_NOW"}))
    assert problems == [
        ("#id_why_not", "Select why they are not told"),
        ("#id_agreed_with", "Enter who agreed that they are not told"),
        ("#id_review_on-day", "Enter when you will look at this again"),
    ]
    assert TellingDecision.objects.count() == 0


def test_another_way_than_the_child_would_like_asks_for_reasons(mair, concern):
    typed = {"preference": "CHILD", "text_language": "en"} | day("asked_on", YESTERDAY)
    send(mair, "family_preference", concern, typed)
    refused = send(mair, "family_telling", concern, {"telling": "SCHOOL"})
    assert problems_of(refused) == [("#id_reasons", "This is not how the child would like it. Enter the reasons.")]
    assert "Reasons (optional)" not in text_of(refused)
    assert send(mair, "family_telling", concern, {"telling": "SCHOOL", "reasons": "No time."}).status_code == 302


def test_another_reason_asks_for_words_and_nobody_tells_where_nobody_is_told(mair, concern):
    typed = {"telling": "NOT_NOW", "why_not": "OTHER", "agreed_with": "Huw", "who_tells": "Mair"}
    typed |= day("review_on", clock.today()) | day("tell_on", clock.today())
    not_both = "You selected that they are not told for now. Clear this answer, or select who tells them."
    assert problems_of(send(mair, "family_telling", concern, typed)) == [
        ("#id_reasons", "You selected another reason. Enter the reasons."),
        ("#id_who_tells", not_both),
        ("#id_tell_on-day", not_both),
    ]


def test_who_was_asked_was_asked_on_some_day_and_who_was_not_has_none(mair, concern):
    typed = {"preference": "CHILD", "text_language": "en"}
    assert problems_of(send(mair, "family_preference", concern, typed)) == [
        ("#id_asked_on-day", "Enter when the child was asked")
    ]
    typed = {"preference": "NOT_ASKED", "text_language": "en"} | day("asked_on", YESTERDAY)
    assert send(mair, "family_preference", concern, typed).status_code == 302
    assert ChildPreference.objects.get().asked_on is None


def test_a_child_who_wants_something_else_by_now_is_heard_on_the_page(mair, cast, concern, noon):
    live(cast, concern)
    since = "Since this decision the child has told us"
    assert since not in text_of(mair.get(url("family", concern)))
    noon.shift(60)
    wish = {"text_language": "en", "words": "Tell Mum."} | day("asked_on", YESTERDAY)
    send(mair, "family_preference", concern, wish | {"preference": "SCHOOL"})
    assert since in text_of(mair.get(url("family", concern)))
    noon.shift(1)
    send(mair, "family_preference", concern, wish | {"preference": "NOT_TOLD"})
    assert since not in text_of(mair.get(url("family", concern)))


def test_a_decision_that_should_have_been_looked_at_again_and_a_late_format_say_so(mair, cast, concern, noon):
    live(cast, concern)
    said = {"actor": cast.mair, "reference": concern.reference}
    concern.refresh_from_db()
    wanted = {"format": "BRAILLE", "for_whom": "Her aunt", "needed_by": clock.today()}
    families.ask_format(**said, seen_version=concern.version, **wanted)
    late = ("wanted to look at this decision again has passed", "The day by which this is needed has passed")
    assert not [words for words in late if words in text_of(mair.get(url("family", concern)))]
    noon.shift(3 * 24 * 3600)
    mair.cookies.clear()
    mair.force_login(cast.mair)
    assert all(words in text_of(mair.get(url("family", concern))) for words in late)


def test_a_talk_in_a_year_that_cannot_be_meant_is_refused_beside_its_date(mair, concern):
    typed = {"with_whom": "Her mother", "channel": "PHONE", "spoken": "EN", "said": "It is not her fault."}
    typed |= moment("talked_at") | {"talked_at_year": str(YESTERDAY.year - 2)}
    assert problems_of(send(mair, "family_contact", concern, typed)) == [
        ("#id_talked_at-day", "This is more than a year before the record was sent. Check the date.")
    ]


@pytest.mark.parametrize("name", ["family_preference", "family_telling"])
def test_nothing_is_decided_from_a_closed_record(mair, cast, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    assert "This cannot be done from there" in text_of(mair.get(url(name, concern)))
    page = mair.get(url("family", concern)).content.decode()
    assert reverse(name, args=[concern.reference]) not in page and url("family_contact", concern) in page


def test_what_was_given_already_is_not_recorded_again_and_what_was_typed_stays(mair, cast, concern):
    typed = {"format": "BRAILLE", "for_whom": "Her aunt"} | day("needed_by", clock.today())
    send(mair, "format_request", concern, typed)
    wish = FormatRequest.objects.get()
    given = {"words": "She thanks us."} | day("given_on", clock.today())
    assert send(mair, "format_given", concern, given, request_id=wish.pk).status_code == 302
    refused = send(mair, "format_given", concern, given, request_id=wish.pk)
    assert "It is recorded already that this was given" in text_of(refused) and "She thanks us." in text_of(refused)
    assert mair.get(url("format_given", concern, request_id=wish.pk)).url == url("family", concern)


def test_a_wish_of_another_record_is_not_there(mair, cast, concern):
    send(mair, "format_request", concern, {"format": "AUDIO", "for_whom": "Dad"} | day("needed_by", clock.today()))
    other = make_concern(cast.afon, cast.nia, cast.eli)
    assert mair.get(url("format_given", other, request_id=FormatRequest.objects.get().pk)).status_code == 404


def test_the_letter_is_called_a_draft_until_the_school_has_read_it(mair, cast, concern):
    draft = "Draft wording: read it before you use it."
    for name in ("family", "family_letter"):
        assert text_of(mair.get(url(name, concern))).count(draft) == 2
    own = Letter.objects.get(language="cy")
    own.pk, own.school, own.is_checked, own._state.adding = None, cast.afon, True, True
    own.save()
    for name in ("family", "family_letter"):
        assert text_of(mair.get(url(name, concern))).count(draft) == 1


def test_the_letter_can_be_read_on_the_page_in_each_of_its_languages(mair, concern):
    page = mair.get(url("family_letter", concern)).content.decode()
    assert '<div lang="cy"><h2 class="govuk-heading-m">Blacmel ar-lein' in page
    assert '<div lang="en"><h2 class="govuk-heading-m">Online blackmail' in page
    assert "This letter is general: a child’s name is never filled in." in page


def test_both_letters_are_recorded_at_one_press(mair, concern):
    typed = {"languages": ["cy", "en"], "to_whom": "Her mother", "channel": "POST"} | day("given_on", YESTERDAY)
    assert send(mair, "family_letter", concern, typed).status_code == 302
    assert {row.letter.language for row in LetterGiven.objects.select_related("letter")} == {"cy", "en"}


def test_a_school_without_a_letter_says_so(mair, cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    text = text_of(mair.get(url("family", concern)))
    assert "There is no letter among the guidance of this school yet." in text and "(PDF)" not in text
    assert mair.get(url("family_letter_paper", concern, language="cy")).status_code == 404


@pytest.mark.parametrize(("language", "name"), [("cy", "llythyr.pdf"), ("en", "letter.pdf")])
def test_the_paper_has_a_name_that_tells_nothing_and_its_printing_is_recorded_first(mair, concern, language, name):
    response = mair.get(url("family_letter_paper", concern, language=language))
    assert response.content.startswith(b"%PDF-") and response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert AuditEvent.objects.filter(event=events.LETTER_PRINTED, subject_id=concern.pk).count() == 1


def test_a_paper_that_cannot_be_drawn_leads_back_with_a_sentence_and_no_event(mair, concern, monkeypatch):
    def fails(*_given):
        raise CannotDraw("no")

    monkeypatch.setattr(parent_letter, "draw", fails)
    response = mair.get(url("family_letter_paper", concern, language="en"), follow=True)
    assert "The letter could not be prepared." in text_of(response)
    assert AuditEvent.objects.filter(event=events.LETTER_PRINTED).count() == 0


def test_no_paper_is_sent_that_could_not_be_recorded(mair, concern, unrecordable, monkeypatch):
    monkeypatch.setattr(parent_letter, "draw", lambda *_given: b"%PDF-")
    path = url("family_letter_paper", concern, language="en")
    unrecordable()
    mair.raise_request_exception = False
    response = mair.get(path)
    assert response.status_code >= 500 and b"%PDF-" not in response.content


@pytest.mark.parametrize("name", FORMS)
def test_no_question_asks_what_an_image_shows_or_why_it_was_sent(mair, cast, concern, name):
    text = text_of(mair.get(url(name, concern))).lower()
    for asked in ("why did", "willing", "consent", "describe the image", "what the image"):
        assert asked not in text


@pytest.mark.parametrize("name", ["family", *FORMS])
def test_a_page_costs_the_same_for_few_and_for_many(mair, cast, concern, noon, name):
    mair.get(url(name, concern))
    costs = []
    for times in (1, 6):
        for _time in range(times):
            live_again(cast, concern, noon)
        with queries() as sent:
            assert mair.get(url(name, concern)).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1] <= MOST_QUERIES, f"{costs}\n{sent}"


def live_again(cast, concern, noon) -> None:
    """Everything once more; in between, other things were wished for and decided."""
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference}
    noon.shift(1)
    families.record_preference(
        **said, seen_version=concern.version, preference="CHILD", language="en", asked_on=clock.today()
    )
    families.decide_telling(**said, seen_version=concern.version + 1, decided=families.Decided(telling="CHILD"))
    noon.shift(1)
    live(cast, concern)
