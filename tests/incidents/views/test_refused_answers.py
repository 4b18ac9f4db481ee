"""What was typed and could not be taken as an answer is neither dropped nor sent: it stands in the way until mended."""

import re
from datetime import timedelta

import pytest
import time_machine

from incidents.models import DirectCall, Incident, Mark
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.incidents.views.pages import NOW, answers_of, begun, problems_of, text_of, url, what
from tests.makers import make_draft

pytestmark = pytest.mark.usefixtures("noon")

CHECKS = {"safe_1": "YES", "told_in_person": "YES"}


def at_noon(name: str) -> dict:
    """Today at noon, as four fields."""
    local = clock.local(clock.now())
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"{name}_{part}": value for part, value in parts.items()}


REFUSED = {
    "a description that is too long": ("who", {"unlisted": "A boy with a red bag. " * 20}),
    "a day there never was": ("what", what(became_aware_at_day="31", became_aware_at_month="2")),
    "a place that is too long": ("what", what(place="x" * 201, became_aware_at_time="0:00")),
    "words with a hidden character": ("what", what(words="a\x00b", became_aware_at_time="0:00")),
    "too many words": ("what", what(words="x" * 20_000, became_aware_at_time="0:00")),
    "a call to nobody": ("checks", CHECKS | {"call_made": "YES", "spoke_to": "PC Jones"}),
    "a call at no time": ("checks", CHECKS | {"called": "POLICE"}),
    "a time of a call alone": ("checks", CHECKS | {"called_at_time": "10:40"}),
    "a time that is none": ("checks", CHECKS | {"told_at": "25:99"}),
    "too much about a mark": ("marks", {"regions_1": ["CHEST"], "mark_words_1": "x" * 2001}),
}
SAYS = {
    "who": "Look again at how you described the child, then select Continue",
    "what": "Look again at what you typed about what happened, then select Continue",
    "checks": "Look again at what you typed in the quick checks, then select Continue",
    "marks": "Look again at what you typed about the mark, then select Continue",
}


@pytest.mark.parametrize("button", ["leave", "back"])
@pytest.mark.parametrize("case", REFUSED)
def test_nothing_is_sent_while_something_typed_was_not_taken(nia, cast, case, button):
    page, typed = REFUSED[case]
    draft = make_draft(cast.nia, [cast.amy], about=["INJURY"])
    about = {"about": ["INJURY"]} if page == "checks" else {}
    nia.post(url(page, draft), typed | about | {"save_and": button})
    where = f"{url(page, draft)}?mend=1"
    assert nia.get(url("check", draft)).url == where
    assert problems_of(nia.post(url("check", draft))) == [(where, SAYS[page])]
    assert problems_of(nia.get(where)) != []
    assert Incident.objects.count() == 0


def test_what_came_after_the_sessions_time_is_not_passed_over_in_silence(nia, cast, settings):
    draft = make_draft(cast.nia, [cast.amy])
    nia.get(url("checks", draft))
    with time_machine.travel(NOW + timedelta(seconds=settings.SESSION_IDLE_SECONDS + 60), tick=False):
        nia.post(url("checks", draft), CHECKS | {"safe_1": "NO"})
        nia.force_login(User.objects.get(pk=cast.nia.pk))
        assert [text for _href, text in problems_of(nia.post(url("check", draft)))] == [SAYS["checks"]]
        typed = {name: nia.get(url("checks", draft)).context["form"][name].value() for name in CHECKS}
        assert nia.post(url("checks", draft), typed).url == url("danger", draft)


def test_what_was_mended_is_sent(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    nia.post(url("what", draft), what(became_aware_at_day="31", became_aware_at_month="2", save_and="leave"))
    nia.post(url("checks", draft), CHECKS | {"call_made": "YES", "spoke_to": "PC Jones", "save_and": "leave"})
    assert nia.post(url("what", draft), what(place="Room 4")).url == f"{url('checks', draft)}?mend=1"
    called = {"called": "POLICE", "spoke_to": "PC Jones"} | at_noon("called_at")
    assert nia.post(url("checks", draft), CHECKS | called).url == url("check", draft)
    nia.post(url("check", draft))
    incident = Incident.objects.get()
    assert incident.place == "Room 4"
    assert [call.spoke_to for call in incident.direct_calls.select_related("incident__key")] == ["PC Jones"]


def test_a_page_is_named_once_when_an_answer_is_missing_there_too(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], safe_now="")
    nia.post(url("checks", draft), {"told_in_person": "YES", "called": "POLICE", "save_and": "leave"})
    assert problems_of(nia.post(url("check", draft))) == [
        (url("checks", draft), "Select whether Amy Jones is safe right now")
    ]


def test_whoever_only_comes_back_is_not_told_what_is_wrong(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    nia.post(url("what", draft), what(became_aware_at_day="31", became_aware_at_month="2", save_and="back"))
    assert problems_of(nia.get(url("what", draft))) == []


def test_a_call_is_recorded_only_when_it_was_made(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    nia.post(url("checks", draft), CHECKS | {"call_made": "NO", "called": "EMERGENCY"} | at_noon("called_at"))
    page = text_of(nia.get(url("check", draft)))
    assert "Calls made" not in page
    nia.post(url("check", draft))
    assert (Incident.objects.count(), DirectCall.objects.count()) == (1, 0)


def test_whether_somebody_was_called_is_one_choice_of_two(nia, cast):
    page = nia.get(url("checks", make_draft(cast.nia, [cast.amy]))).content.decode()
    assert re.findall(r'<input[^>]*name="call_made"[^>]*type="(\w+)"[^>]*value="(\w+)"', page) == [
        ("radio", "YES"),
        ("radio", "NO"),
    ]


def test_what_was_said_of_a_mark_is_there_again_when_its_tick_is(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    nia.post(url("checks", draft), CHECKS | {"about": ["INJURY"]})
    nia.post(url("marks", draft), {"regions_1": ["CHEST"], "mark_words_1": "Purple"})
    nia.post(url("checks", draft), CHECKS)
    assert "Purple" not in text_of(nia.get(url("check", draft)))
    nia.post(url("checks", draft), CHECKS | {"about": ["INJURY"], "save_and": "leave"})
    assert "Purple" in text_of(nia.get(url("check", draft)))
    nia.post(url("check", draft))
    assert [mark.described for mark in Mark.objects.select_related("concern__key")] == ["Purple"]


def test_no_child_gets_what_was_answered_about_another(nia, cast):
    draft = make_draft(cast.nia, [cast.amy, cast.eli], safe_now="")
    about = {"safe_1": "YES", "safe_2": "NO", "part_2": "MAY_HAVE_HARMED", "told_in_person": "YES", "about": ["INJURY"]}
    nia.post(url("checks", draft), about)
    nia.post(url("marks", draft), {"regions_2": ["CHEST"], "mark_words_2": "Bruise on Eli"})
    nia.post(url("who", draft), {"save_and": "remove-2"})
    nia.post(url("who", draft), {"unlisted": "Someone from year 7", "save_and": "another"})
    page = nia.get(url("checks", draft)).content.decode()
    assert "Is “Someone from year 7” safe right now?" in page and "Bruise on Eli" not in page
    answered = set(re.findall(r'<input[^>]*name="((?:safe|part)_\d+)"[^>]*checked', page))
    assert answered == {"safe_1"}
    assert "Bruise on Eli" not in nia.get(url("marks", draft)).content.decode()
    assert answers_of(draft).missing() == ["safe-3"]


def test_the_written_words_of_the_summary_keep_language_and_lines(nia, cast):
    mark = {"regions": ["CHEST"], "mark_words": "Blue\nSecond line"}
    draft = make_draft(cast.nia, [cast.amy], place="Y ffreutur", language="cy", about_child=mark)
    page = nia.get(url("check", draft)).content.decode()
    assert '<dd class="govuk-summary-list__value" lang="cy">Y ffreutur</dd>' in page
    assert '<dd class="govuk-summary-list__value house-words" lang="cy">Blue\nSecond line</dd>' in page


def test_a_search_that_is_too_long_stands_in_nobodys_way(nia):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "x" * 81, "unlisted": "Her cousin", "save_and": "leave"})
    assert answers_of(draft).not_taken == []
