"""The pages of what is known of who made contact: what they show, keep, and never do."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from incidents.models import ContactingAccount, Demand, Reading
from incidents.workflow import State
from safeguarding import clock
from safeguarding.directory.models import Platform
from tests.incidents.views.answering import day
from tests.incidents.views.counting import queries
from tests.incidents.views.record import send, text_of, url
from tests.lives.contact import add_account, add_demand, add_facts
from tests.makers import make_concern
from tests.tabs import answers_in

MOST_QUERIES = 20
PAGES = ("contact", "contact_account", "contact_demand", "contact_facts")
ADDRESS = "https://bad.example/u/some.one?x=<b>"
NOT_AT_FAULT = "Whatever the answer, the child is not at fault."


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


@pytest.fixture
def directory(cast):
    call_command("load_reference", verbosity=0)


def correction(row) -> str:
    """The page on which this account or demand is corrected."""
    name, argument = {
        ContactingAccount: ("contact_account_correct", "account_id"),
        Demand: ("contact_demand_correct", "demand_id"),
    }[type(row)]
    return reverse(name, kwargs={"reference": row.concern.reference, argument: row.pk})


class TestEveryPage:
    @pytest.mark.parametrize("name", PAGES)
    def test_says_that_no_child_is_to_blame_and_that_nobody_is_interviewed(self, mair, concern, name):
        text = text_of(mair.get(url(name, concern)))
        assert "A child is never to blame." in text
        assert "Do not interview the child to fill this in." in text

    @pytest.mark.parametrize("name", PAGES)
    def test_is_a_reading_of_the_record(self, cast, mair, concern, name):
        mair.get(url(name, concern))
        assert Reading.objects.filter(concern=concern, reader=cast.mair).exists()

    @pytest.mark.parametrize("name", PAGES[1:])
    def test_of_a_closed_record_says_that_it_cannot_be_done(self, cast, mair, name):
        closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        assert "This cannot be done from there." in text_of(mair.get(url(name, closed)))

    @pytest.mark.parametrize("name", PAGES[1:])
    def test_keeps_what_was_typed_when_the_language_is_changed(self, mair, concern, name):
        page = mair.post(url(name, concern), {"language": "cy", "words": "Half a sente", "impact": "Half a sente"})
        assert "Half a sente" in page.content.decode() and "govuk-error-summary" not in page.content.decode()

    def test_says_whose_record_it_is(self, cast, mair, concern):
        add_facts(cast, concern)
        text = text_of(mair.get(url("contact", concern)))
        assert "Year 10 10B" in text and "{" not in text

    def test_of_a_closed_record_can_be_read_and_not_added_to(self, cast, mair, concern):
        add_account(cast, concern)
        type(concern).objects.filter(pk=concern.pk).update(state=State.CLOSED)
        page = mair.get(url("contact", concern))
        assert "@Some.One" in text_of(page)
        assert not any(words in text_of(page) for words in ("Correct this", "Add an account", "Add a demand"))


class TestAccounts:
    def test_are_recorded_and_shown(self, cast, directory, mair, concern):
        insta, chat = (str(Platform.objects.get(code=code, school=None).pk) for code in ("instagram", "whatsapp"))
        typed = {"platform": insta, "handle": "@Some.One", "kind": "UNKNOWN_FAKE", "moved_to": chat}
        answered = send(mair, url("contact_account", concern), typed | {"payment_details": "Sort code 00-00-00"})
        assert answered.url == url("contact", concern)
        text = text_of(mair.get(answered.url))
        assert "The account is recorded." in text
        for words in (
            "Instagram",
            "@Some.One",
            "perhaps fake",
            "Moved to WhatsApp",
            "Sort code 00-00-00",
            "Mair Prosser",
        ):
            assert words in text

    def test_are_shown_as_text_and_never_as_a_link(self, cast, mair, concern):
        add_account(
            cast, concern, profile=ADDRESS, words=ADDRESS, handle="www.bad.example", phone_or_email="a@bad.example"
        )
        add_demand(cast, concern, words=ADDRESS, paid="YES", paid_how=ADDRESS)
        add_facts(cast, concern, shared="YES", shared_where=ADDRESS, impact=ADDRESS)
        for name in ("contact", "contact_facts", "concern_chronology"):
            page = mair.get(url(name, concern)).content.decode()
            assert "bad.example/u/some.one?x=&lt;b&gt;" in page
            assert not re.search(r"(href|src|action)=\"[^\"]*(bad\.example|mailto:|tel:)", page)

    def test_in_a_place_from_the_list_or_in_words_and_not_both(self, directory, mair, concern):
        insta = str(Platform.objects.get(code="instagram", school=None).pk)
        page = send(mair, url("contact_account", concern), {"platform": insta, "other_platform": "A farm game"})
        assert "Select from the list or enter it here, not both" in text_of(page)
        assert ContactingAccount.objects.count() == 0

    def test_about_which_nothing_is_said_are_not_recorded(self, mair, concern):
        assert "Enter something to add" in text_of(send(mair, url("contact_account", concern), {}))
        assert ContactingAccount.objects.count() == 0

    def test_pressed_twice_are_recorded_once(self, mair, concern):
        typed = {"handle": "@Some.One", "version": concern.version}
        path = url("contact_account", concern)
        mair.post(path, typed)
        second = mair.post(path, typed)
        assert "the button was pressed twice" in text_of(second)
        third = mair.post(path, answers_in(second))
        assert "This is on the record already." in text_of(third) and ContactingAccount.objects.count() == 1

    def test_that_were_corrected_show_both(self, cast, mair, concern):
        first = add_account(cast, concern, handle="@wrong.one")
        page = mair.get(correction(first))
        assert answers_in(page)["handle"] == ["@wrong.one"]
        assert "What was recorded before stays on the record" in text_of(page)
        send(mair, correction(first), {"handle": "@right.one"})
        text = text_of(mair.get(url("contact", concern)))
        assert text.index("@right.one") < text.index("What was recorded before") < text.index("@wrong.one")
        assert text.count("Correct this") == 1 and "Account 2" not in text

    def test_that_were_corrected_meanwhile_open_as_they_stand(self, cast, mair, concern):
        first = add_account(cast, concern, handle="@wrong.one")
        add_account(cast, concern, "dafydd", corrects=first.pk, handle="@right.one")
        assert answers_in(mair.get(correction(first)))["handle"] == ["@right.one"]

    def test_of_a_known_child_suggest_a_record_of_that_child_and_make_none(self, cast, mair, concern):
        add_account(cast, concern, kind="OWN_TAKEN_OVER")
        assert "That child may need help too" not in text_of(mair.get(url("contact", concern)))
        add_account(cast, concern, kind="HACKED_CHILD")
        page = mair.get(url("contact", concern))
        assert "That child may need help too" in text_of(page)
        assert f'action="{reverse("record_start")}"' in page.content.decode()
        assert type(concern).objects.count() == 1

    def test_of_another_record_are_not_there(self, cast, mair, concern):
        theirs = add_account(cast, make_concern(cast.afon, cast.nia, cast.eli))
        path = url("contact_account_correct", concern, account_id=theirs.pk)
        assert mair.get(path).status_code == mair.post(path, {"handle": "x"}).status_code == 404

    def test_keep_an_app_that_is_offered_no_more(self, cast, mair, concern):
        gone = Platform.objects.create(code="gone", name_en="Gone", name_cy="Wedi mynd", source="A test")
        account = add_account(cast, concern, platform_id=gone.pk)
        Platform.objects.create(code="gone", name_en="Ours", name_cy="Ein", source="A test", school=cast.afon)
        page = mair.get(correction(account))
        assert answers_in(page)["platform"] == [str(gone.pk)] and ">Ours</option>" in page.content.decode()


class TestOnlyAnEmail:
    def test_leads_to_the_signs_and_to_the_steps_for_it(self, mair, concern):
        page = mair.get(url("contact", concern)).content.decode()
        assert f'href="{url("signs", concern)}"' in page
        assert f'href="{url("steps", concern, list="phishing")}"' in page


class TestDemands:
    def test_say_of_the_payment_that_the_child_is_not_at_fault(self, mair, concern):
        page = text_of(mair.get(url("contact_demand", concern)))
        assert page.index("Was anything paid?") < page.index(NOT_AT_FAULT) < page.index("How much, how and when?")

    def test_are_recorded_and_shown(self, mair, concern):
        typed = {"kind": "GIFT_CARD", "amount": "200", "currency": "GBP", "paid": "YES", "paid_how": "Two cards"}
        answered = send(mair, url("contact_demand", concern), typed | {"bank_told": "NOT_YET"})
        assert answered.url == url("contact", concern)
        text = text_of(mair.get(answered.url))
        for words in ("A gift card or voucher", "£200", "Yes, the child was made to pay", "Two cards", "Not yet"):
            assert words in text

    @pytest.mark.parametrize("paid", ["NO", "UNKNOWN", ""])
    def test_that_were_not_paid_keep_nothing_of_a_payment(self, mair, concern, paid):
        typed = {"kind": "CRYPTO", "paid": paid, "paid_how": "Two cards", "bank_told": "YES"}
        send(mair, url("contact_demand", concern), typed)
        kept = Demand.objects.select_related("concern__key").get()
        assert (kept.paid, kept.paid_how, kept.bank_told) == (paid, "", "")

    def test_for_more_images_need_no_amount(self, mair, concern):
        assert send(mair, url("contact_demand", concern), {"kind": "MORE_IMAGES"}).status_code == 302

    def test_say_what_is_missing(self, mair, concern):
        assert "Select what was demanded" in text_of(send(mair, url("contact_demand", concern), {"amount": "200"}))

    def test_may_have_a_time_limit_that_lies_before_or_behind(self, mair, concern):
        for offset in (-3, 3):
            on = clock.today() + timedelta(days=offset)
            typed = {"kind": "OTHER"} | day("deadline", on) | {"deadline_time": "18:00"}
            assert send(mair, url("contact_demand", concern), typed).status_code == 302
        assert Demand.objects.filter(deadline__isnull=False).count() == 2

    def test_that_were_corrected_show_both(self, cast, mair, concern):
        first = add_demand(cast, concern, amount="twenty")
        send(mair, correction(first), {"amount": "two hundred"})
        text = text_of(mair.get(url("contact", concern)))
        assert text.index("two hundred") < text.index("What was recorded before") < text.index("twenty")


class TestTheChronology:
    def test_has_a_line_for_each_and_for_each_correction(self, cast, mair, concern):
        account, demand = add_account(cast, concern), add_demand(cast, concern, paid="NO")
        add_account(cast, concern, corrects=account.pk, handle="@other")
        add_demand(cast, concern, corrects=demand.pk, amount="three of 50")
        add_facts(cast, concern, impact="She does not sleep.", around="LONELY")
        text = text_of(mair.get(url("concern_chronology", concern)))
        for words in (
            *("An account that made contact ", "An account that made contact, corrected", "@Some.One", "@other"),
            *("A demand: A gift card or voucher", "A demand, corrected", "Was anything paid? No", "three of 50"),
            *("What is known of the contact", "The child told somebody", "She does not sleep."),
        ):
            assert words in text
        assert "Loneliness" not in text


@pytest.mark.parametrize("name", [*PAGES, "contact_account_correct", "contact_demand_correct"])
def test_a_page_costs_the_same_for_little_and_for_much(cast, directory, mair, concern, name):
    account, demand = add_account(cast, concern), add_demand(cast, concern)
    add_facts(cast, concern)
    more = {"contact_account_correct": {"account_id": account.pk}, "contact_demand_correct": {"demand_id": demand.pk}}
    path, counts = url(name, concern, **more.get(name, {})), []
    with time_machine.travel(clock.now(), tick=False):
        mair.get(path)
        for number in range(2):
            for again in range(8 * number):
                corrects = {"corrects": account.pk} if again % 2 else {}
                platform = Platform.objects.filter(school=None)[again]
                add_account(
                    cast, concern, words=str(again), platform_id=platform.pk, moved_to_id=platform.pk, **corrects
                )
                add_demand(cast, concern, words=str(again))
                add_facts(cast, concern, impact=str(again))
            with queries() as sent:
                assert mair.get(path).status_code == 200
            counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, "\n".join(sent)
