"""What is different at 18: one question, what the adult wants, and whom the record is referred to."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command

from incidents.models import AdultConsent, AgeAnswer, Referral
from incidents.services import matching
from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about, concern_about_somebody
from tests.incidents.views.answering import day
from tests.incidents.views.pages import in_language
from tests.incidents.views.removal_pages import send, shown, url_of
from tests.makers import make_concern


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


def test_at_18_there_is_one_question_before_anything_else(signed_in, cast):
    concern, client = concern_about(cast, birthday(clock.today())), signed_in("mair")
    page = shown(client, url_of("removal", concern))
    assert "They are 18 or over today" in page and "Answer this question" in page
    assert not any(name in page for name in ("Report Remove", "Take It Down", "StopNCII", "1. "))
    assert send(client, concern, url_of("age", concern), {}).context["form"].errors
    assert send(client, concern, url_of("age", concern), {"taken_under_18": "NO"}).status_code == 302
    page = shown(client, url_of("removal", concern))
    assert "StopNCII.org" in page and "0345 6000 459" in page and "Report Remove" not in page
    assert "Take It Down" not in page and "Adult safeguarding" in page


@pytest.mark.parametrize("taken", ["YES", "UNKNOWN"])
def test_an_image_of_a_child_stays_one_when_they_are_18(signed_in, cast, taken):
    concern, client = concern_about(cast, birthday(clock.today())), signed_in("mair")
    send(client, concern, url_of("age", concern), {"taken_under_18": taken})
    page = shown(client, url_of("removal", concern))
    assert "1. Take It Down" in page and "2. Report to the Internet Watch Foundation" in page
    assert "3. Report to the platform" in page and "report.iwf.org.uk" in page
    assert "Report Remove is only for those who are under 18 themselves." in page
    assert "StopNCII" not in page and "Revenge Porn" not in page and "1. Report Remove" not in page
    assert client.get(url_of("removal_step", concern, "stopncii")).status_code == 404


def test_under_18_the_question_is_not_asked(signed_in, concern):
    client = signed_in("mair")
    page = client.get(url_of("age", concern))
    assert "This is asked only where somebody is 18 or over today" in page.content.decode()
    assert 'type="radio"' not in page.content.decode()
    send(client, concern, url_of("age", concern), {"taken_under_18": "NO"})
    assert not AgeAnswer.objects.exists()


def test_under_18_consent_is_not_asked(signed_in, concern):
    client = signed_in("mair")
    assert 'type="radio"' not in client.get(url_of("adult_consent", concern)).content.decode()
    page = send(client, concern, url_of("adult_consent", concern), {"consent": "GIVEN", "reasons": "Kept words"})
    assert "Kept words" in page.content.decode() and not AdultConsent.objects.exists()


def test_what_an_adult_wants_stands_on_the_page(signed_in, cast):
    concern, client = concern_about(cast, birthday(clock.today())), signed_in("mair")
    url = url_of("adult_consent", concern)
    assert "reasons" in send(client, concern, url, {"consent": "REFUSED", "reported": "YES"}).context["form"].errors
    assert "consent" in send(client, concern, url, {"reported": "NO"}).context["form"].errors
    wrong = {"consent": "GIVEN", "reported": "YES", "reasons": "x"}
    assert "reported" in send(client, concern, url, wrong).context["form"].errors
    typed = {"consent": "REFUSED", "reported": "YES", "reasons": "A child may be harmed."}
    assert send(client, concern, url, typed).status_code == 302
    page = shown(client, url_of("removal", concern))
    assert "They do not agree" in page and "A child may be harmed." in page and "within 24 hours" in page


def test_24_hours_is_what_wales_says(signed_in, cast):
    concern = concern_about(cast, birthday(clock.today()))
    assert "within 24 hours" in shown(signed_in("mair"), url_of("removal", concern))
    cast.afon.jurisdiction = "ENGLAND"
    cast.afon.save(update_fields=["jurisdiction"])
    assert "within 24 hours" not in shown(signed_in("mair"), url_of("removal", concern))


def test_somebody_not_on_the_list_can_be_an_adult_and_a_child_after_all(signed_in, cast):
    concern, client = concern_about_somebody(cast), signed_in("mair")
    url = url_of("adult_consent", concern)
    assert "Is this about an adult?" in shown(client, url_of("removal", concern))
    assert "connection" in send(client, concern, url, {"consent": "GIVEN"}).context["form"].errors
    assert send(client, concern, url, {"connection": "STAFF", "consent": "GIVEN"}).status_code == 302
    assert "18 or over today" in shown(client, url_of("removal", concern))
    assert send(client, concern, url, {"connection": "CHILD"}).status_code == 302
    assert "1. Report Remove" in shown(client, url_of("removal", concern))


@pytest.mark.parametrize(
    ("years", "about", "expected"),
    [
        (15, (), ["POLICE", "CHILDRENS_SERVICES", "OTHER"]),
        (15, ("IMAGES",), ["POLICE", "CHILDRENS_SERVICES", "CEOP", "OTHER"]),
        (18, ("THREATS_OR_MONEY",), ["POLICE", "ADULT_SERVICES", "CEOP", "OTHER"]),
        (18, (), ["POLICE", "ADULT_SERVICES", "OTHER"]),
    ],
)
def test_whom_a_record_can_be_referred_to_depends_on_whom_and_what_it_is_about(signed_in, cast, years, about, expected):
    concern = concern_about(cast, birthday(clock.today(), years), about=about)
    page = signed_in("mair").get(url_of("add_referral", concern))
    assert [code for code, _label in page.context["form"].fields["agency"].choices] == expected
    html = page.content.decode()
    assert ("It takes no reports of bullying" in html) is ("CEOP" in expected)
    assert ("Adult safeguarding team of your local authority" in html) is ("ADULT_SERVICES" in expected)
    assert ("Children’s services of your local authority" in html) is ("CHILDRENS_SERVICES" in expected)


def test_the_police_numbers_do_not_reach_adult_safeguarding(signed_in, cast):
    concern = concern_about(cast, birthday(clock.today()))
    typed = {"agency": "ADULT_SERVICES", "method": "POLICE_101", "spoke_to": "The desk"}
    made_at = day("made_at", clock.today() - timedelta(days=1)) | {"made_at_time": "12:00"}
    page = send(signed_in("mair"), concern, url_of("add_referral", concern), typed | made_at)
    assert "method" in page.context["form"].errors


FIRST = (
    "A referral to adult safeguarding can be recorded once they agree, or once it is recorded why it is reported all "
    "the same. In an emergency call 999, and ask them afterwards."
)
REFUSED = (
    "They have not said that they agree. Record first what they want, or why it is reported all the same. In an "
    "emergency call 999, and ask them afterwards."
)


@pytest.mark.parametrize("code", ["en", "cy"])
def test_a_referral_to_adult_safeguarding_waits_for_what_the_adult_wants_and_loses_no_word(signed_in, cast, code):
    type(cast.mair).objects.filter(pk=cast.mair.pk).update(language=code)
    concern, client = concern_about(cast, birthday(clock.today())), signed_in("mair")
    path = url_of("add_referral", concern)
    assert unescape(in_language(code, FIRST)) in unescape(client.get(path).content.decode())
    typed = {"agency": "ADULT_SERVICES", "method": "PHONE", "spoke_to": "The duty officer", "agreed": "A visit"}
    typed |= day("made_at", clock.today() - timedelta(days=1)) | {"made_at_time": "12:00"}
    page = unescape(send(client, concern, path, typed).content.decode())
    assert unescape(in_language(code, REFUSED)) in page and "A visit" in page and not Referral.objects.exists()
    send(client, concern, url_of("adult_consent", concern), {"consent": "GIVEN"})
    assert unescape(in_language(code, FIRST)) not in unescape(client.get(path).content.decode())
    assert send(client, concern, path, typed).status_code == 302
    assert Referral.objects.get().agency == "ADULT_SERVICES"


@pytest.mark.parametrize("code", ["en", "cy"])
def test_nothing_is_said_of_consent_where_a_child_is_referred(signed_in, cast, concern, code):
    type(cast.mair).objects.filter(pk=cast.mair.pk).update(language=code)
    assert unescape(in_language(code, FIRST)) not in unescape(
        signed_in("mair").get(url_of("add_referral", concern)).content.decode()
    )


@pytest.mark.parametrize("code", ["en", "cy"])
def test_once_their_school_is_found_nobody_is_shown_as_an_adult_any_more(signed_in, cast, code):
    type(cast.mair).objects.filter(pk=cast.mair.pk).update(language=code)
    concern, client = concern_about_somebody(cast), signed_in("mair")
    send(client, concern, url_of("adult_consent", concern), {"connection": "PARENT", "consent": "GIVEN"})
    connection = in_language(code, "Connection with the school")
    assert connection in client.get(url_of("removal", concern)).content.decode()
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    matching.confirm_not_ours(**said, name="Ben Jones", school_name="Ysgol Bro")
    page = client.get(url_of("removal", concern)).content.decode()
    assert connection not in page and "Report Remove" in page
    form = client.get(url_of("adult_consent", concern)).context["form"]
    assert not form["connection"].value()
