"""What is known of who made contact: by the team, on open records, one event each, and a correction keeps both."""

import pytest
import time_machine

from incidents.models import ContactingAccount, Demand, KnownFacts
from incidents.selectors.contact import accounts_of, demands_of, known_facts, standing
from incidents.services import contact
from incidents.services.committing import chosen
from incidents.services.contact import Facts
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.directory.models import Platform
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body
from tests.incidents.services.proofs import stands as stands_of
from tests.lives.contact import add_account, add_demand, add_facts, said_of
from tests.makers import make_concern

ADD = {"account": add_account, "demand": add_demand, "facts": add_facts}
KINDS = (ContactingAccount, Demand, KnownFacts)
EMPTY_FACTS = {"surfaced": "", "threatened_at": None}


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def platform(cast):
    return Platform.objects.create(code="chat", name_en="Chatter", name_cy="Sgwrs", source="A test")


@pytest.fixture
def same_moment():
    """The moment does not move, so that what is said twice is the same."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def stands(concern) -> tuple:
    return stands_of(concern), tuple(model.objects.count() for model in KINDS)


@pytest.mark.parametrize("who", TEAM)
@pytest.mark.parametrize("what", ADD)
def test_the_team_records_it(cast, concern, who, what):
    row = ADD[what](cast, concern, who)
    kept = type(row).objects.select_related("concern__key").get()
    assert (kept.pk, kept.by) == (row.pk, cast.people[who])


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
@pytest.mark.parametrize("what", ADD)
def test_nobody_outside_the_team_does(cast, concern, who, what):
    before = stands(concern)
    with pytest.raises(NotThere):
        ADD[what](cast, concern, who)
    assert stands(concern) == before


@pytest.mark.parametrize("what", ADD)
def test_a_closed_record_takes_nothing(cast, what):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    before = stands(concern)
    with pytest.raises(MoveRefused):
        ADD[what](cast, concern)
    assert stands(concern) == before


@pytest.mark.parametrize("state", [State.PLANNED, State.NO_FURTHER_ACTION])
@pytest.mark.parametrize("what", ADD)
def test_what_becomes_known_later_is_recorded_where_the_record_rests(cast, state, what):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    ADD[what](cast, concern)
    concern.refresh_from_db()
    assert concern.state == state


@pytest.mark.parametrize("what", ADD)
def test_who_had_an_older_page_open_is_told(cast, concern, what):
    ADD[what](cast, concern)
    before = stands(concern)
    old = said_of(cast, concern) | {"seen_version": 1}
    acts = {"account": contact.record_account, "demand": contact.record_demand, "facts": contact.record_facts}
    with pytest.raises(ChangedMeanwhile):
        acts[what](**old, said=Facts())
    assert stands(concern) == before


@pytest.mark.parametrize("what", ADD)
def test_the_same_once_more_is_refused(cast, concern, what, same_moment):
    ADD[what](cast, concern)
    before = stands(concern)
    with pytest.raises(MoveRefused) as refused:
        ADD[what](cast, concern)
    assert refused.value.missing == {"something_new"} and stands(concern) == before


def test_nothing_said_is_refused(cast, concern):
    before = stands(concern)
    for add, empty in ((add_account, {"handle": "", "kind": "NOT_KNOWN"}), (add_facts, EMPTY_FACTS)):
        with pytest.raises(MoveRefused) as refused:
            add(cast, concern, **empty)
        assert refused.value.missing == {"something_said"}
    assert stands(concern) == before


class TestCorrections:
    @pytest.mark.parametrize("add", [add_account, add_demand])
    def test_keep_both_and_the_last_stands(self, cast, concern, add):
        first = add(cast, concern)
        second = add(cast, concern, corrects=first.pk, words="It was another one.")
        read = {add_account: accounts_of, add_demand: demands_of}[add]
        rows = read(concern)
        assert [row.pk for row in rows] == [first.pk, second.pk] and standing(rows) == [second]
        assert (rows[0].words, rows[1].words) == ("", "It was another one.")

    @pytest.mark.parametrize("add", [add_account, add_demand])
    def test_of_what_was_corrected_meanwhile_correct_the_last(self, cast, concern, add):
        first = add(cast, concern)
        second = add(cast, concern, who="dafydd", corrects=first.pk, words="Two.")
        third = add(cast, concern, corrects=first.pk, words="Three.")
        assert third.corrects_id == second.pk

    @pytest.mark.parametrize("add", [add_account, add_demand])
    def test_that_change_nothing_are_refused(self, cast, concern, add):
        first = add(cast, concern)
        with pytest.raises(MoveRefused) as refused:
            add(cast, concern, corrects=first.pk)
        assert refused.value.missing == {"something_new"}

    @pytest.mark.parametrize("add", [add_account, add_demand])
    def test_of_another_record_are_not_there(self, cast, concern, add):
        others = add(cast, make_concern(cast.afon, cast.nia, cast.eli))
        before = stands(concern)
        with pytest.raises(NotThere):
            add(cast, concern, corrects=others.pk, words="Mine now.")
        assert stands(concern) == before

    def test_of_facts_stand_in_place_of_what_was_known_and_both_stay(self, cast, concern):
        first = add_facts(cast, concern)
        last = add_facts(cast, concern, surfaced="PEER", impact="She does not sleep.")
        assert known_facts(concern) == [first, last]

    def test_can_say_that_nothing_is_known_after_all(self, cast, concern):
        add_facts(cast, concern)
        add_facts(cast, concern, **EMPTY_FACTS)
        assert known_facts(concern)[-1].surfaced == ""


class TestAccounts:
    def test_written_differently_are_the_same_account(self, cast, concern):
        other = make_concern(cast.afon, cast.nia, cast.eli)
        one = add_account(cast, concern, handle="@Some.One")
        for handle in ("some.one", " SOME.ONE. ", "https://www.instagram.com/some.one/?x=1", "ｓｏｍｅ．ｏｎｅ"):
            assert add_account(cast, other, handle=handle).handle_digest == one.handle_digest != ""
        assert add_account(cast, other, handle="someone").handle_digest != one.handle_digest

    def test_keep_the_name_as_it_was_typed(self, cast, concern):
        pk = add_account(cast, concern, handle=" @Some.One ").pk
        assert ContactingAccount.objects.select_related("concern__key").get(pk=pk).handle == " @Some.One "

    def test_are_told_apart_by_school(self, cast, concern):
        theirs = make_concern(cast.riverside, cast.rhys, cast.other)
        one, two = add_account(cast, concern), add_account(cast, theirs, "rhys")
        assert one.handle == two.handle and one.handle_digest != two.handle_digest

    def test_without_a_name_have_no_digest(self, cast, concern):
        for number, handle in enumerate(("", " @ ", "…")):
            account = add_account(cast, concern, handle=handle, words=f"{number}")
            assert account.handle_digest == ""

    def test_name_an_app_of_the_school_or_of_everybody(self, cast, concern, platform):
        own = Platform.objects.create(code="own", name_en="Own", name_cy="Ei hun", source="A test", school=cast.afon)
        account = add_account(cast, concern, platform_id=platform.pk, moved_to_id=own.pk)
        assert (account.platform, account.moved_to) == (platform, own)

    def test_never_name_an_app_of_another_school(self, cast, concern):
        theirs = Platform.objects.create(
            code="own", name_en="Own", name_cy="Ei hun", source="A test", school=cast.riverside
        )
        before = stands(concern)
        with pytest.raises(NotThere):
            add_account(cast, concern, moved_to_id=theirs.pk)
        assert stands(concern) == before


class TestEvents:
    def test_are_one_each_and_commit_to_the_words(self, cast, concern, platform):
        add_account(cast, concern, platform_id=platform.pk, words="He called her darling.")
        body = last_body(concern)
        assert f'"platform":"{platform.pk}"' in body
        assert not any(word in body for word in ("darling", "Some", "some.one", "Chatter"))
        add_demand(cast, concern, paid="YES", paid_how="By bus fare", bank_told="NOT_YET")
        body = last_body(concern)
        assert not any(word in body for word in ("bus", "two of 50"))
        add_facts(cast, concern, origins="RECORDED,CLAIMED", impact="She does not sleep.")
        body = last_body(concern)
        assert "sleep" not in body
        assert events_of(concern) == [events.ACCOUNT_RECORDED, events.DEMAND_RECORDED, events.FACTS_RECORDED]

    def test_of_a_correction_name_what_is_corrected(self, cast, concern):
        first = add_account(cast, concern)
        add_account(cast, concern, corrects=first.pk, handle="@other")
        assert f'"corrects":"{first.pk}"' in last_body(concern)

    def test_commit_to_what_was_selected_and_never_say_it(self, cast, concern):
        selected = {
            add_account: {"kind": "UNKNOWN_FAKE"},
            add_demand: {"kind": "MONEY", "paid": "YES", "bank_told": "NOT_YET"},
            add_facts: {
                "surfaced": "DISCLOSED",
                "origins": "RECORDED,CLAIMED",
                "media": "LIVE",
                "shared": "THREATENED",
                "deleted": "SOME",
                "around": "LONELY,TRUST",
            },
        }
        for add, said in selected.items():
            row = add(cast, concern, **said)
            body = last_body(concern)
            assert [code for codes in said.values() for code in codes.split(",") if f'"{code}"' in body] == []
            kept = type(row).objects.get(pk=row.pk)
            assert f'"choices":"{chosen(kept, concern, *said)}"' in body
            setattr(kept, list(said)[-1], "OTHER")
            assert chosen(kept, concern, *said) not in body

    @pytest.mark.parametrize("what", ADD)
    def test_that_cannot_be_written_leave_nothing(self, cast, concern, what, unrecordable):
        before = stands(concern)
        unrecordable()
        with pytest.raises(NotRecorded):
            ADD[what](cast, concern)
        assert stands(concern) == before


@pytest.mark.parametrize("what", ADD)
def test_who_has_the_record_open_sees_that_something_was_added(cast, concern, what):
    ADD[what](cast, concern)
    concern.refresh_from_db()
    assert concern.version == 2
