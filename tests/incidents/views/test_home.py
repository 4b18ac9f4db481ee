"""The first page for everybody, what to do when a child tells you something, and concerns about adults."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from incidents.models import Draft
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.directory.models import AgencyKind, ContactPoint
from tests.cast import PEOPLE
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import text_of
from tests.makers import make_concern, make_draft, make_incident

RECORDS = ("mair", "dafydd", "nia", "owen", "huw", "sam", "rhys")
QUERIES = {"gwen": 4, "carys": 6, "nia": 7, "owen": 7, "sam": 7, "mair": 9, "dafydd": 9}
QUERIES |= {"huw": 10, "rhys": 10}  # they are told of an immediate worry about a child


@pytest.fixture(autouse=True)
def reference(cast):
    call_command("load_reference", verbosity=0)


def home(signed_in, who: str) -> str:
    return text_of(signed_in(who).get(reverse("home")))


@pytest.mark.parametrize("who", PEOPLE)
def test_whoever_may_record_begins_here_and_is_told_whom_to_find(signed_in, who):
    text = home(signed_in, who)
    assert ("Record a concern" in text) == (who in RECORDS)
    if who in RECORDS:
        assert "Call 999" in text and "If a child tells you something" in text
        assert ("Rhys Lewis" if who == "rhys" else "Room 12, extension 204") in text


@pytest.mark.parametrize("who", PEOPLE)
def test_no_child_stands_on_anybodys_first_page(cast, signed_in, who):
    make_incident(cast.nia, [cast.amy], unlisted=["A boy with a red bag"])
    make_draft(cast.nia, [cast.eli], words="Something only Nia wrote.")
    text = home(signed_in, who)
    assert not any(word in text for word in ("Amy", "Jones", "Eli", "Jonas", "red bag", "only Nia wrote"))


def test_an_unfinished_record_stands_on_its_authors_page_alone(cast, signed_in):
    make_draft(cast.nia, [cast.amy])
    assert "1 unfinished record" in home(signed_in, "nia")
    assert "unfinished" not in home(signed_in, "mair")


def test_a_governor_sees_no_small_number(cast, signed_in):
    for _number in range(3):
        make_concern(cast.afon, cast.nia, cast.amy)
    assert "fewer than 5" in home(signed_in, "gwen")
    assert "fewer than 5" not in home(signed_in, "mair")


@pytest.mark.parametrize("who", PEOPLE)
def test_the_first_page_costs_little_and_the_same_with_many_records(cast, signed_in, who):
    client, costs = signed_in(who), []
    client.get(reverse("home"))
    for _time in range(2):
        make_incident(cast.nia, [cast.amy])
        make_draft(cast.nia, [cast.amy])
        with queries() as sent:
            client.get(reverse("home"))
        costs.append(len(sent))
    assert costs == [QUERIES[who]] * 2, sent


@pytest.mark.parametrize("who", PEOPLE)
def test_what_to_do_now_is_for_everybody_who_signs_in(signed_in, who):
    text = text_of(signed_in(who).get(reverse("what_to_do_now")))
    for words in (
        "Do not promise to keep it secret",
        "Do not look at, copy, forward or delete any image",
        "never to blame",
    ):
        assert words in text
    assert "999" in text and "08000 562 561" in text


def test_a_concern_about_an_adult_goes_another_way_and_nothing_is_typed(signed_in):
    response = signed_in("nia").get(reverse("adult_concern"))
    text, main = text_of(response), response.content.decode().split("<main")[1]
    assert "Tell the headteacher in person" in text and "chair of governors" in text
    assert not any(control in main for control in ("<textarea", '<input type="text"', "<form"))


@pytest.mark.parametrize("page", ["home", "what_to_do_now", "adult_concern"])
def test_whoever_works_at_two_schools_is_told_whom_to_find_and_call_at_each(cast, signed_in, page):
    roles.grant_role(actor=None, user=cast.nia, school=cast.riverside, role=Role.STAFF)
    cast.people["nia"] = User.objects.get(pk=cast.nia.pk)
    for school, officer in ((cast.afon, "Afon’s officer"), (cast.riverside, "Riverside’s officer")):
        ContactPoint.objects.create(kind=AgencyKind.ADULT_CONCERNS, school=school, name_en=officer)
    text = text_of(signed_in("nia").get(reverse(page)))
    told = {"adult_concern": ("Afon’s officer", "Riverside’s officer")}.get(page, ("Mair Prosser", "Rhys Lewis"))
    assert all(words in text for words in told)


def test_whoever_works_at_two_schools_chooses_where_the_record_is_made(cast, signed_in):
    roles.grant_role(actor=None, user=cast.nia, school=cast.riverside, role=Role.STAFF)
    cast.people["nia"] = User.objects.get(pk=cast.nia.pk)
    nia = signed_in("nia")
    text = text_of(nia.get(reverse("home")))
    assert "Record a concern at Ysgol Afon" in text and "Record a concern at Riverside Academy" in text
    for school in (cast.riverside, cast.afon):
        nia.post(reverse("record_start"), {"school": school.code})
        assert Draft.objects.latest("started_at").school == school


def test_nobody_begins_a_record_at_a_school_where_they_do_not_work(cast, signed_in):
    assert signed_in("nia").post(reverse("record_start"), {"school": "riverside"}).status_code == 404
    assert Draft.objects.count() == 0
