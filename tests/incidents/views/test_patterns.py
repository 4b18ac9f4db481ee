"""The pages of linked records: proposed, linked, told to the police together, and parted without a trace."""

import re

import pytest
import time_machine
from django.urls import get_resolver, reverse

from incidents.models import LinkRefused, PatternLink, PatternUnlink, Referral
from incidents.patterns import PatternStep
from incidents.selectors.patterns import address_of, version_of
from incidents.services import patterns
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.access.matrix import without_tokens
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.counting import queries
from tests.incidents.views.record import text_of, url
from tests.linked import HANDLE, alone_in_a_set, link, name_account, platform, two_that_name_one_account
from tests.makers import make_concern

OF_A_RECORD = re.compile(r"concerns/<slug:reference>/[a-z/-]*\Z")
LOOKED_AT = "concern_access"  # every look adds a line there
PARTS = {"part_here": ["CONTACTED", "IMAGE_INVOLVED"], "part_there": ["TOLD_US"]}
POLICE = {
    "agency": "POLICE",
    "method": "POLICE_101",
    "spoke_to": "PC 4411",
    "agency_reference": "C-77",
    "agreed": "They look at the phones.",
}


@pytest.fixture(autouse=True)
def still_clock():
    """No minute passes: a page that is opened twice says the same."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def mair(cast, signed_in):
    return signed_in("mair")


@pytest.fixture
def two(cast):
    """Two records of blackmail, reported apart, that name the same account."""
    return two_that_name_one_account(cast, about=("IMAGES", "THREATS_OR_MONEY"))


def told(at: str = "made_at") -> dict:
    """Now, as its four fields."""
    now = clock.local(clock.now())
    return {f"{at}_day": now.day, f"{at}_month": now.month, f"{at}_year": now.year, f"{at}_time": f"{now:%H:%M}"}


def send(client, path: str, **typed):
    """Opens a page and sends its form."""
    version = client.get(path).context["form"]["version"].value()
    return client.post(path, {"version": version} | typed)


def pages_of(client, concern) -> dict[str, bytes]:
    """Every page of a record that this person gets, without what is new in each answer."""
    names = [one.name for one in get_resolver("incidents.urls").url_patterns if OF_A_RECORD.match(str(one.pattern))]
    found = {}
    for name in names:
        response = client.get(url(name, concern))
        if response.status_code == 200 and name != LOOKED_AT:
            content = without_tokens(response.content)
            found[name] = re.sub(rb'(<input[^>]*name="version"[^>]*value=")\d+', rb"\1", content)
    return found


def test_the_other_record_is_proposed_with_the_reason_and_by_initials_only(mair, two):
    one, other = two
    said = text_of(mair.get(url("links", one)))
    assert other.reference in said and "E.J. 12A" in said and "The same account" in said
    assert "Eli" not in said and "Jonas" not in said and HANDLE not in said


def test_two_records_are_linked_each_with_its_part(mair, two):
    one, other = two
    page = mair.get(url("link", one, other=other.reference))
    assert "pattern" not in page.context["form"].fields and "Eli" not in text_of(page)
    done = send(mair, url("link", one, other=other.reference), **PARTS)
    linked = PatternLink.objects.get(concern=one)
    assert done.url == reverse("pattern", args=[linked.pattern.reference])
    assert linked.parts == "CONTACTED,IMAGE_INVOLVED" and PatternLink.objects.get(concern=other).parts == "TOLD_US"
    said = text_of(mair.get(url("links", one)))
    assert "This record is linked with 1 other record." in said and other.reference not in said


def test_what_is_missing_is_said_beside_its_question(mair, two):
    one, other = two
    path = url("link", one, other=other.reference)
    assert send(mair, path).context["form"].errors.keys() == {"part_here", "part_there"}
    mixed = send(mair, path, part_here=["CONTACTED", "NOT_KNOWN"], part_there=["TOLD_US"])
    assert mixed.context["form"].errors.keys() == {"part_here"} and PatternLink.objects.count() == 0


def test_a_set_can_be_chosen_where_there_is_one(cast, mair, two):
    one, other = two
    pattern = alone_in_a_set(cast, make_concern(cast.afon, cast.nia, cast.cai))
    path = url("link", one, other=other.reference)
    assert send(mair, path, **PARTS).context["form"].errors.keys() == {"pattern"}
    assert send(mair, path, pattern=pattern.reference, **PARTS).url == reverse("pattern", args=[pattern.reference])
    third = make_concern(cast.afon, cast.nia, None, unlisted="A boy in green")
    joins = mair.get(url("link", third, other=one.reference))
    assert f"The other one joins set {pattern.reference}" in text_of(joins)
    assert set(joins.context["form"].fields) == {"version", "part_here"}


def test_what_cannot_be_linked_says_why_and_asks_nothing(cast, mair, two):
    one, other = two
    again = make_concern(cast.afon, cast.nia, cast.amy)
    assert "another record of the same child" in text_of(mair.get(url("link", one, other=again.reference)))
    link(cast.mair, one, other)
    page = mair.get(url("link", one, other=other.reference))
    assert "linked already" in text_of(page) and "CONTACTED" not in page.content.decode()
    third = make_concern(cast.afon, cast.nia, cast.cai)
    alone_in_a_set(cast, third)
    page = mair.get(url("link", one, other=third.reference))
    assert "in two different sets" in text_of(page) and "<fieldset" not in page.content.decode()


def test_a_record_that_nobody_proposed_is_found_by_its_reference(cast, mair, two):
    one, unproposed = two[0], make_concern(cast.afon, cast.nia, cast.cai)
    path = url("link_find", one)
    typed = unproposed.reference.lower().replace("-", " ")
    assert send(mair, path, sought=typed).url == url("link", one, other=unproposed.reference)
    foreign = make_concern(cast.riverside, cast.rhys, cast.other)
    said = {text_of(send(mair, path, sought=text)) for text in (foreign.reference, "2222-2222", one.reference)}
    assert len(said) == 1 and "You have no other record with this reference" in said.pop()
    assert "Enter a reference of 8 letters" in text_of(send(mair, path, sought="Eli"))


def test_what_does_not_belong_together_is_not_proposed_again(mair, two):
    one, other = two
    for _press in range(2):
        assert mair.post(url("link_refuse", one, other=other.reference)).url == url("links", one)
    assert LinkRefused.objects.count() == 1
    said = text_of(mair.get(url("links", one)))
    assert "No other record names the same account" in said


def test_a_set_shows_records_parts_and_accounts_as_text(mair, cast, two):
    one, other = two
    pattern = link(cast.mair, one, other, **{other.reference: ["TOLD_US"]})
    page = mair.get(reverse("pattern", args=[pattern.reference]))
    said = text_of(page)
    assert all(text in said for text in (one.reference, other.reference, "A.J. 10B", "E.J. 12A", "Told us about it"))
    assert said.lower().count("sweet.girl_2009") == 1 and "Snapchat" in said  # one account, however it was written
    assert "Amy" not in said and "Eli" not in said and "A child is never to blame" in said
    assert not re.search(r"<a[^>]*>[^<]*sweet\.girl", page.content.decode(), re.IGNORECASE)
    assert AuditEvent.objects.filter(subject_id=pattern.pk, event=events.PATTERN_OPENED).count() == 1


def test_an_account_that_is_named_on_two_apps_says_both(mair, cast, two):
    pattern = link(cast.mair, *two)
    name_account(two[1], cast.mair, HANDLE.upper(), platform("discord", "Discord"))
    [account] = mair.get(reverse("pattern", args=[pattern.reference])).context["accounts"]
    assert (account["platforms"], account["records"]) == (["Discord", "Snapchat"], 2)


def test_the_list_of_sets_names_no_child(mair, cast, two):
    pattern = link(cast.mair, *two)
    said = text_of(mair.get(reverse("patterns")))
    assert pattern.reference in said and "Snapchat" in said
    assert not any(text in said for text in ("A.J.", "E.J.", "Amy", "10B", two[0].reference, HANDLE))
    assert reverse("patterns") in mair.get(reverse("queue")).content.decode()


@pytest.mark.parametrize("step", PatternStep)
def test_every_step_about_all_is_recorded(mair, cast, two, step):
    pattern = link(cast.mair, *two)
    path = reverse("pattern_step", args=[pattern.reference, address_of(step)])
    assert send(mair, path, state="DONE", words="By Owen.", on_day="").status_code == 200  # when is asked for
    today = clock.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert send(mair, path, state="DONE", words="By Owen.", **day).url == reverse("pattern", args=[pattern.reference])
    assert "By Owen." in text_of(mair.get(reverse("pattern", args=[pattern.reference])))
    assert "Recorded last: Done" in text_of(mair.get(path))


def test_the_police_are_told_once_about_all(mair, cast, two):
    pattern = link(cast.mair, *two)
    path = reverse("pattern_referral", args=[pattern.reference])
    page = text_of(mair.get(path))
    assert all(concern.reference in page for concern in two) and "sweet.girl_2009" in page.lower()
    typed = {"version": version_of(pattern)} | POLICE | told()
    assert mair.post(path, typed).url == reverse("pattern", args=[pattern.reference])
    twice = mair.post(path, typed)
    assert twice.status_code == 200 and "has changed since you opened this page" in text_of(twice)
    assert Referral.objects.count() == 2
    said = text_of(mair.get(reverse("pattern", args=[pattern.reference])))
    assert "Agencies told about these together" in said and "C-77" in said and "They look at the phones." in said


def test_childrens_services_are_told_once_about_all(mair, cast, two):
    pattern = link(cast.mair, *two)
    path = reverse("pattern_referral", args=[pattern.reference])
    typed = {"version": version_of(pattern)} | POLICE | told() | {"agency": "CHILDRENS_SERVICES"}
    page = mair.post(path, typed)
    assert list(page.context["form"].errors) == ["method"]  # 101 reaches the police
    assert mair.post(path, typed | {"method": "OUT_OF_HOURS"}).status_code == 302
    assert {row.agency for row in Referral.objects.all()} == {"CHILDRENS_SERVICES"} and Referral.objects.count() == 2
    said = text_of(mair.get(reverse("pattern", args=[pattern.reference])))
    assert "Agencies told about these together Children’s services" in said


def test_of_adults_alone_childrens_services_are_not_told(mair, cast):
    pattern = alone_in_a_set(cast, concern_about(cast, birthday(clock.today())))
    typed = {"version": version_of(pattern), "method": "PHONE", "agency": "CHILDRENS_SERVICES"}
    page = mair.post(reverse("pattern_referral", args=[pattern.reference]), POLICE | told() | typed)
    assert "None of these records is about somebody under 18" in text_of(page)
    assert "They look at the phones." in page.content.decode() and not Referral.objects.exists()


def test_where_none_is_open_nothing_can_be_told_and_no_word_is_lost(mair, cast):
    pattern = alone_in_a_set(cast, make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED))
    path = reverse("pattern_referral", args=[pattern.reference])
    assert "None of these records is open" in text_of(mair.get(path))
    assert "They look at the phones." in text_of(mair.post(path, {"version": 1} | POLICE | told()))


def test_a_linked_record_says_nothing_of_another_child(mair, cast, two):
    one, other = two
    pattern = link(cast.mair, one, other, **{other.reference: ["BEHAVIOUR"]})
    police = {"seen_version": version_of(pattern), "made_at": clock.now(), "method": "POLICE_101"}
    police["agency"] = "POLICE"
    patterns.refer_pattern(
        actor=cast.mair, reference=pattern.reference, spoke_to="PC 4411", agreed="About Eli Jonas too.", **police
    )
    pages = pages_of(mair, one) | {"referral": mair.get(url("referral", one, number=1)).content}
    assert len(pages) > 10 and {"concern", "concern_chronology", "links", "review"} <= pages.keys()
    theirs = re.compile(rf"\bEli\b|\bJonas\b|\b12A\b|E\.J\.|{other.reference}|Their behaviour".encode())
    assert {name: found for name, page in pages.items() if (found := theirs.findall(page))} == {}
    for name in ("concern_chronology", "referral"):
        assert pattern.reference.encode() in pages[name], name


def test_unlinking_restores_every_page_exactly(mair, cast, two):
    one, other = two
    before = [pages_of(mair, concern) for concern in two]
    link(cast.mair, one, other)
    assert pages_of(mair, one) != before[0]
    done = send(mair, url("unlink", one), reasons="Two accounts after all.")
    assert done.url == url("links", one)
    mair.get(done.url)  # says once that it is done
    assert PatternUnlink.objects.count() == 2
    for concern, was in zip(two, before, strict=True):
        now = pages_of(mair, concern)
        chronology = [pages.pop("concern_chronology").decode() for pages in (was, now)]
        assert {name for name in was if was[name] != now[name]} == set() and was.keys() == now.keys()
        added = [lines_of(page) for page in chronology]
        assert sorted(set(added[1]) - set(added[0])) == ["Linked with other records", "Unlinked from other records"]
        assert [line for line in added[1] if line in added[0]] == added[0] and len(added[1]) == len(added[0]) + 2
        assert "Two accounts" not in chronology[1]


def lines_of(page: str) -> list[str]:
    """The titles of a chronology."""
    return re.findall(r'house-timeline__title">([^<]*?) ?<', page)


def test_why_it_was_unlinked_stands_with_the_set_alone(mair, cast, two):
    pattern = link(cast.mair, *two)
    send(mair, url("unlink", two[0]), reasons="Two accounts after all.")
    assert "Two accounts after all." in text_of(mair.get(reverse("pattern", args=[pattern.reference])))
    assert "This record is not linked with others." in text_of(mair.get(url("unlink", two[0])))


@pytest.mark.parametrize("name", ["links", "link", "unlink", "patterns", "pattern", "pattern_step", "pattern_referral"])
def test_a_page_costs_the_same_for_few_and_for_many(mair, cast, name):
    one, other = two_that_name_one_account(cast)
    pattern, apart = link(cast.mair, one, other), make_concern(cast.afon, cast.nia, cast.cai)
    args = {"link": [one.reference, apart.reference], "links": [one.reference], "unlink": [one.reference]}
    args |= {"patterns": [], "pattern_step": [pattern.reference, "lesson"]}
    path, counts = reverse(name, args=args.get(name, [pattern.reference])), []
    for more in (2, 8):
        for number in range(more):
            joining, possible = (make_concern(cast.afon, cast.nia, None, unlisted=f"Child {number}") for _ in range(2))
            name_account(joining, cast.mair, f"@{more}.{number}", platform())
            name_account(possible, cast.mair, HANDLE, platform())
            link(cast.mair, joining, one)
            alone_in_a_set(cast, make_concern(cast.afon, cast.nia, None, unlisted="A boy"))
            said = {"step": "LESSON", "state": "DONE", "words": f"{number}"}
            patterns.take_step(actor=cast.mair, reference=pattern.reference, seen_version=version_of(pattern), **said)
        mair.get(path)
        with queries() as sent:
            assert mair.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 20, str(sent)
