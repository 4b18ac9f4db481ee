"""The pages of a record: five answers are asked for, nothing else is, and sending is done once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Draft, Incident, Mark
from safeguarding import clock
from tests.incidents.views.pages import ALL_PAGES, NOW, answers_of, begun, problems_of, text_of, url, what
from tests.makers import make_draft, make_incident

pytestmark = pytest.mark.usefixtures("noon")


def test_a_record_about_two_children_is_sent_page_by_page(nia, cast):
    draft = begun(nia)
    assert nia.post(url("who", draft), {"sought": "jones", "save_and": "search"}).url == url("who", draft)
    assert "Jones, Amy, Year 10, 10B" in text_of(nia.get(url("who", draft)))
    nia.post(url("who", draft), {"sought": "jonas", "pupils": cast.amy.pk, "save_and": "search"})
    answer = nia.post(url("who", draft), {"sought": "jonas", "pupils": cast.eli.pk})
    assert answer.url == url("what", draft)
    assert nia.post(url("what", draft), what(place="Room 4")).url == url("checks", draft)
    checks = {"safe_1": "YES", "safe_2": "UNKNOWN", "told_in_person": "YES", "told_at": "11:50", "about": "ONLINE"}
    assert nia.post(url("checks", draft), checks).url == url("check", draft)
    page = text_of(nia.get(url("check", draft)))
    assert all(words in page for words in ("Amy Jones", "Eli Jonas", "Room 4", "I don’t know", "Something online"))
    assert nia.post(url("check", draft)).url == url("sent", draft)
    incident = Incident.objects.get()
    sent = text_of(nia.get(url("sent", draft)))
    assert all(reference in sent for reference in incident.concerns.values_list("reference", flat=True))
    assert "Mair Prosser" in sent and "Now go and tell" not in sent
    assert clock.local(incident.told_at).strftime("%H:%M") == "11:50"


def test_nobody_who_does_not_work_there_begins_a_record(cast, signed_in):
    for name in ("gwen", "carys"):
        assert signed_in(name).post(reverse("record_start")).status_code == 404
    assert Draft.objects.count() == 0


def test_the_five_answers_are_asked_for_by_name_and_nothing_else_is(nia, cast):
    draft = begun(nia)
    missing = nia.post(url("who", draft))
    assert problems_of(missing) == [("#id_sought", "Find at least one child, or say who it is as well as you can")]
    nia.post(url("who", draft), {"unlisted": "A girl in year 7"})
    empty = nia.post(url("what", draft), what(words=" ", became_aware_at_day="", place="", text_language="en"))
    assert [text for _href, text in problems_of(empty)] == [
        "Enter what you saw, heard or were told",
        "Date must include a day",
    ]
    nia.post(url("what", draft), what())
    unanswered = nia.post(url("checks", draft))
    assert problems_of(unanswered) == [
        ("#id_safe_1", "Select whether “A girl in year 7” is safe right now"),
        ("#id_told_in_person", "Select whether you have told them in person"),
    ]
    assert nia.post(url("checks", draft), {"safe_1": "YES", "told_in_person": "NOT_YET"}).url == url("check", draft)
    nia.post(url("check", draft))
    assert Incident.objects.get().told_in_person == "NOT_YET"


def test_who_is_not_safe_stops_the_record_for_a_moment(nia, cast):
    draft = make_draft(cast.nia, [cast.amy, cast.eli])
    checks = {"safe_1": "YES", "safe_2": "NO", "told_in_person": "NOT_YET"}
    assert nia.post(url("checks", draft), checks).url == url("danger", draft)
    page = text_of(nia.get(url("danger", draft)))
    assert all(words in page for words in ("Get help now", "Call 999", "Mair Prosser", "Room 12, extension 204"))
    assert "Your record is saved" in page


@pytest.mark.parametrize("button", [{"save_and": "leave"}, {"save_and": "back"}, {"language": "cy"}, {}])
def test_that_a_child_is_not_safe_comes_first_whatever_was_pressed_and_whatever_is_missing(nia, cast, button):
    draft = make_draft(cast.nia, [cast.amy], safe_now="", told_in_person="")
    assert nia.post(url("checks", draft), {"safe_1": "NO"} | button).url == url("danger", draft)
    again = nia.get(url("danger", draft)).context["onward"]
    assert again == f"{url('checks', draft)}?mend=1"
    assert nia.post(url("checks", draft), {"safe_1": "NO", "told_in_person": "YES"}).url == url("check", draft)


def test_signing_out_waits_until_the_call_for_help_was_seen(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], safe_now="")
    answers = {"safe_1": "NO", "told_in_person": "YES", "save_and": "sign-out"}
    assert nia.post(url("checks", draft), answers).url == url("danger", draft)
    assert nia.get(reverse("home")).status_code == 200
    assert nia.post(url("checks", draft), answers).url == reverse("account_login")


def test_an_injury_asks_where_and_nothing_else_does(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    checks = {"safe_1": "YES", "told_in_person": "NOT_YET"}
    assert nia.post(url("checks", draft), checks | {"about": ["SAID"]}).url == url("check", draft)
    assert nia.post(url("checks", draft), checks | {"about": ["SAID", "INJURY"]}).url == url("marks", draft)
    page = nia.get(url("marks", draft))
    assert "Do not photograph the mark. Do not ask the child to remove clothing." in text_of(page)
    described = nia.post(url("marks", draft), {"mark_words_1": "Purple"})
    assert problems_of(described) == [("#id_regions_1", "Select where the mark was")]
    filled = {"mark_words_1": "Purple", "regions_1": ["HAND_LEFT", "CHEST"]}
    assert nia.post(url("marks", draft), filled).url == url("check", draft)
    nia.post(url("check", draft))
    assert set(Mark.objects.values_list("region", flat=True)) == {"HAND_LEFT", "CHEST"}


def test_whether_an_image_was_seen_is_asked_and_never_what_it_showed(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    page = nia.get(url("checks", draft)).content.decode()
    group = page[page.index("Did you see any image?") : page.index("Have you called anyone yourself?")]
    assert re.findall(r'<input[^>]+type="(\w+)"', group) == ["radio"] * 3
    assert "<textarea" not in group and "We will not ask what it showed." in group


def test_a_call_is_kept_also_when_its_box_was_not_ticked(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    local = clock.local(clock.now())
    call = {"called": "EMERGENCY", "spoke_to": "Control", "called_at_time": "11:00"}
    call |= {f"called_at_{name}": getattr(local, name) for name in ("day", "month", "year")}
    nia.post(url("checks", draft), {"safe_1": "YES", "told_in_person": "NOT_YET"} | call)
    nia.post(url("check", draft))
    [kept] = Incident.objects.get().direct_calls.select_related("incident__key")
    assert (kept.called, kept.spoke_to) == ("EMERGENCY", "Control")


def test_a_call_without_its_time_is_asked_for_it(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    checks = {"safe_1": "YES", "told_in_person": "NOT_YET", "called": "POLICE"}
    assert [text for _href, text in problems_of(nia.post(url("checks", draft), checks))] == ["Enter when you called"]


def test_the_lead_and_where_they_are_found_stand_in_the_question(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    form = nia.get(url("checks", draft)).context["form"]
    assert form.fields["told_in_person"].label == "Have you told Mair Prosser or Dafydd Rees in person?"
    assert "Room 12, extension 204" in form.fields["told_in_person"].help_text


def test_the_time_of_becoming_aware_is_filled_in_and_not_in_the_future(nia, cast):
    draft = begun(nia)
    nia.post(url("who", draft), {"unlisted": "A girl in year 7"})
    form = nia.get(url("what", draft)).context["form"]
    assert clock.local(form["became_aware_at"].value()) == clock.local(NOW)
    late = nia.post(url("what", draft), what(became_aware_at_time="12:01"))
    assert [text for _href, text in problems_of(late)] == ["Date and time must be in the past"]


def test_the_language_of_the_text_follows_the_page_until_something_is_written(nia, cast):
    draft = begun(nia)
    nia.post(url("who", draft), {"unlisted": "A girl in year 7"})
    nia.post(url("what", draft), what(words="", language="cy"))
    assert nia.get(url("what", draft)).context["form"]["text_language"].value() == "cy"
    nia.post(url("what", draft), what(words="Something.", text_language="cy", language="en"))
    assert nia.get(url("what", draft)).context["form"]["text_language"].value() == "cy"


def test_a_record_that_is_not_complete_leads_to_what_is_missing(nia, cast):
    cases = {
        "who": make_draft(cast.nia),
        "what": make_draft(cast.nia, [cast.amy], words=""),
        "checks": make_draft(cast.nia, [cast.amy], safe_now=""),
        "marks": make_draft(cast.nia, [cast.amy], about_child={"mark_words": "Purple"}),
    }
    for page, draft in cases.items():
        assert nia.get(url("check", draft)).url == url(page, draft)


def test_sending_what_is_not_complete_says_what_is_missing(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], safe_now="", words="")
    assert problems_of(nia.post(url("check", draft))) == [
        (url("what", draft), "Enter what you saw, heard or were told"),
        (url("checks", draft), "Select whether Amy Jones is safe right now"),
    ]
    assert Incident.objects.count() == 0


def test_a_change_leads_straight_back_to_check_and_send(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    assert nia.post(url("what", draft), what(version=draft.version)).url == url("check", draft)
    assert nia.post(url("who", draft)).url == url("check", draft)
    assert nia.post(url("who", draft), {"unlisted": "Her cousin"}).url == url("checks", draft)


def test_pressing_send_twice_makes_one_record(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    assert [nia.post(url("check", draft)).url for _time in range(2)] == [url("sent", draft)] * 2
    assert Incident.objects.count() == 1
    assert nia.get(url("check", draft)).url == url("sent", draft)


@pytest.mark.parametrize("page", [page for page in ALL_PAGES if page != "check"])
def test_a_sent_or_discarded_record_has_no_pages_left(nia, cast, page):
    sent, given_up = make_incident(cast.nia, [cast.amy]).draft, make_draft(cast.nia)
    nia.post(url("discard", given_up), {"reason": "STARTED_BY_MISTAKE"})
    assert [nia.get(url(page, draft)).status_code for draft in (sent, given_up)] == [404, 404]


def test_who_was_not_told_is_told_to_go_now(nia, cast):
    for told in ("NOT_YET", "COULD_NOT_FIND"):
        draft = make_incident(cast.nia, [cast.amy], told_in_person=told).draft
        page = text_of(nia.get(url("sent", draft)))
        assert "Now go and tell Mair Prosser or Dafydd Rees. Sending this does not replace telling them." in page


def test_the_page_after_sending_says_what_to_do_and_what_not_to_do(nia, cast):
    draft = make_incident(cast.nia, [cast.amy], seen_image="YES").draft
    page = text_of(nia.get(url("sent", draft)))
    for words in ("Do not talk about it", "Do not delete anything", "Keep your handwritten notes", "never to blame"):
        assert words in page
    assert "there is support for you" in page and "08000 562 561" in page


def test_a_record_is_given_up_with_a_reason(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    assert [text for _href, text in problems_of(nia.post(url("discard", draft)))] == [
        "Select why you want to discard it"
    ]
    assert nia.post(url("discard", draft), {"reason": "NOT_A_CONCERN"}).url == reverse("home")
    assert Draft.objects.get(pk=draft.pk).discard_reason == "NOT_A_CONCERN"


def test_the_time_of_telling_stays_on_its_day_when_the_page_is_continued_on_the_next(signed_in, cast):
    said = {"safe_1": "YES", "told_in_person": "YES", "told_at": "10:40"}
    with time_machine.travel(NOW, tick=False):
        client = signed_in("nia")
        draft = make_draft(cast.nia, [cast.amy])
        client.post(url("checks", draft), said | {"save_and": "leave"})
        told = answers_of(draft).told_at
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client.logout()
        client.force_login(cast.nia)
        client.post(url("checks", draft), said | {"safe_1": "UNKNOWN"})
        child = answers_of(draft).children[0]
        assert told and (answers_of(draft).told_at, child.safe_now) == (told, "UNKNOWN")
        client.post(url("checks", draft), said | {"told_at": "10:45"})
        assert answers_of(draft).told_at > told
