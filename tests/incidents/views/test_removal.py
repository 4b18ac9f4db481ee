"""The pages of getting images removed: the tools in their order, and how far each is."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from incidents.models import RemovalStep
from incidents.services import removal as removing
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.answering import day
from tests.incidents.views.removal_pages import NEVER, send, shown, url_of
from tests.makers import make_concern


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


def test_a_child_has_three_tools_in_order_and_stopncii_is_not_named(signed_in, concern):
    page = shown(signed_in("mair"), url_of("removal", concern))
    order = [page.index(name) for name in ("1. Report Remove", "2. Take It Down", "3. Report to the platform")]
    assert order == sorted(order) and NEVER in page
    assert "StopNCII" not in page and "Revenge Porn" not in page and "18 or over today" not in page
    assert "Whoever helps never sees the image" in page and "delete" not in page.casefold()


def test_how_far_a_tool_is_stands_on_the_page(signed_in, concern):
    client = signed_in("mair")
    typed = {"state": "SENT", "helped_by": "Mrs Pugh", "tool_reference": "RR-77", "words": "Two days."}
    assert send(client, concern, url_of("removal_step", concern, "report-remove"), typed).status_code == 302
    at = {"platform": "snapchat", "state": "PARTLY"} | day("recheck_on", clock.today())
    assert send(client, concern, url_of("removal_step", concern, "platform"), at).status_code == 302
    page = shown(client, url_of("removal", concern))
    for words in ("RR-77", "Two days.", "With the help of Mrs Pugh", "Snapchat", "Partly removed"):
        assert words in page
    form = client.get(url_of("removal_step", concern, "platform") + "?platform=snapchat").context["form"]
    assert (form["platform"].value(), form["state"].value()) == ("snapchat", "PARTLY")
    form = client.get(url_of("removal_step", concern, "platform")).context["form"]
    assert not form["platform"].value() and not form["state"].value()


@pytest.mark.parametrize(
    ("tool", "typed", "field"),
    [
        ("report-remove", {"state": ""}, "state"),
        ("report-remove", {"state": "NOT_APPLICABLE"}, "words"),
        ("platform", {"state": "SENT"}, "platform"),
        ("platform", {"state": "SENT", "platform": "nonsense"}, "platform"),
    ],
)
def test_what_is_wrong_with_a_tool_is_said(signed_in, concern, tool, typed, field):
    response = send(signed_in("mair"), concern, url_of("removal_step", concern, tool), typed)
    assert field in response.context["form"].errors and not RemovalStep.objects.exists()


def test_a_day_to_look_again_that_has_gone_by_is_not_typed_for_anybody(signed_in, concern, cast):
    said = {"actor": cast.mair, "reference": concern.reference, "tool": "report-remove", "state": "SENT"}
    removing.record_removal(**said, seen_version=1, recheck_on=clock.today())
    with time_machine.travel(clock.now() + timedelta(days=3), tick=True):
        client = signed_in("mair")
        assert "(overdue)" in shown(client, url_of("removal", concern))
        form = client.get(url_of("removal_step", concern, "report-remove")).context["form"]
        assert form["recheck_on"].value() is None and form["on"].value() == clock.today()


def test_a_closed_record_shows_what_was_and_asks_for_nothing(signed_in, cast):
    closed, client = concern_about(cast, birthday(clock.today()), state=State.CLOSED), signed_in("mair")
    for name, *more in (("steps", "reassure"), ("step", "reassure", "not-alone"), ("age",), ("adult_consent",)):
        page = client.get(url_of(name, closed, *more))
        assert 'type="radio"' not in page.content.decode() and "govuk-button--" not in page.content.decode()
    html = client.get(url_of("removal", closed)).content.decode()
    assert url_of("age", closed) not in html and url_of("adult_consent", closed) not in html
