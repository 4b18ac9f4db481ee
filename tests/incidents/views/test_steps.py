"""The pages of the steps of the guidance: their order, one conversation in one go, and each step by itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from incidents.models import Reading, StepTaken
from safeguarding import clock
from tests.incidents.views.answering import day
from tests.incidents.views.removal_pages import NEVER, send, shown, url_of
from tests.makers import make_concern


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


KEEP_SAFE = (
    "Keep the messages",
    "Stop replying",
    "Never pay",
    "Block the account",
    "Report the account to the platform",
)


def test_the_order_is_shown_and_every_step_has_its_page(signed_in, concern):
    page = shown(signed_in("mair"), url_of("steps", concern, "keep-safe"))
    places = [page.index(f"{number}. {name}") for number, name in enumerate(KEEP_SAFE, 1)]
    assert places == sorted(places) and NEVER in page
    assert "Keep, stop, block, report" in page and page.count("Not yet") == 5


def test_one_conversation_is_recorded_in_one_go_and_each_step_by_itself(signed_in, concern):
    client, url = signed_in("mair"), url_of("steps", concern, "keep-safe")
    typed = {"steps": ["keep-messages", "never-pay"], "helped_by": "Mrs Pugh", "words": "She is relieved."}
    assert send(client, concern, url, typed | day("on", clock.today())).status_code == 302
    page = shown(client, url)
    assert page.count("Talked about") == 2 and "with the help of Mrs Pugh" in page
    one = url_of("step", concern, "keep-safe", "keep-messages")
    assert "She is relieved." in shown(client, one)
    assert send(client, concern, one, {"state": "DONE"}).url == url
    assert [row.state for row in StepTaken.objects.filter(step="keep-messages").order_by("at")] == ["TALKED", "DONE"]
    assert Reading.objects.filter(concern=concern, reader__name="Mair Prosser").count() == 2


def test_what_was_recorded_stands_there_when_a_step_is_opened_again_but_for_the_day(signed_in, concern):
    client, one = signed_in("mair"), url_of("step", concern, "accounts", "two-step")
    yesterday = clock.today() - timedelta(days=1)
    send(client, concern, one, {"state": "NOT_WANTED", "words": "Tomorrow."} | day("on", yesterday))
    form = client.get(one).context["form"]
    assert (form["state"].value(), form["words"].value(), form["on"].value()) == (
        "NOT_WANTED",
        "Tomorrow.",
        clock.today(),
    )


def test_what_comes_before_blocking_is_said_until_it_is_recorded(signed_in, concern):
    client, block = signed_in("mair"), url_of("step", concern, "keep-safe", "block-account")
    assert "These steps come first" in shown(client, block) and "Keep the messages" in shown(client, block)
    typed = {"steps": ["keep-messages", "stop-contact", "never-pay"]}
    send(client, concern, url_of("steps", concern, "keep-safe"), typed)
    assert "These steps come first" not in shown(client, block)


def test_the_phishing_page_has_its_steps_whom_to_tell_and_the_way_to_the_safety_of_the_child(signed_in, concern):
    client, url = signed_in("mair"), url_of("steps", concern, "phishing")
    page = shown(client, url)
    for words in ("Do not pay", "Do not reply", "Change the password", "Report it"):
        assert words in page
    assert "0300 123 2040" in page and "report@phishing.gov.uk" in page
    html = client.get(url).content.decode()
    assert f'href="{url_of("safety", concern)}"' in html and f'href="{url_of("signs", concern)}"' in html
    assert "mailto:" not in html and 'href="http' not in html.partition('id="main-content"')[2].partition("</main>")[0]


@pytest.mark.parametrize("more", [("steps", "nonsense"), ("step", "keep-safe", "nonsense"), ("removal_step", "no")])
def test_what_the_directory_does_not_have_is_no_page(signed_in, concern, more):
    name, *rest = more
    assert signed_in("mair").get(url_of(name, concern, *rest)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"), [({"state": ""}, "state"), ({"state": "NONSENSE"}, "state"), ({"state": "DONE"}, "on")]
)
def test_what_is_wrong_with_a_step_is_said(signed_in, concern, typed, field):
    later = day("on", clock.today() + timedelta(days=1))
    response = send(signed_in("mair"), concern, url_of("step", concern, "keep-safe", "never-pay"), typed | later)
    assert field in response.context["form"].errors and not StepTaken.objects.exists()
