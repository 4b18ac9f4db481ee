"""The page on which it is decided whether to refer."""

import pytest
from django.urls import reverse

from incidents.models import Agreement, Decision, Reading
from incidents.services import pathways, triage
from incidents.services.pathways import Noticed
from incidents.services.triage import Judged
from incidents.workflow import State
from tests.makers import make_concern, make_judgement

ANSWERS = {"triggers": ["COERCED"], "police": "NO", "police_no": "Nobody wrote to her.", "services": "YES"}


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def page_of(concern) -> str:
    """The address of the page."""
    return reverse("decide", kwargs={"reference": concern.reference})


def ticked(form) -> list[str]:
    """What stands ticked when the page opens."""
    return form["triggers"].value() or []


def test_nothing_stands_ticked_or_selected_by_itself(signed_in, concern):
    form = signed_in("mair").get(page_of(concern)).context["form"]
    assert (ticked(form), form["police"].value(), form["services"].value()) == ([], None, None)


def test_an_authors_threats_or_money_stand_ticked_and_the_page_says_why(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    response = signed_in("mair").get(page_of(concern))
    assert ticked(response.context["form"]) == ["ADULT_INVOLVED", "COERCED"]
    assert response.content.decode().count("Ticked because of what was recorded") == 2
    assert "The guidance is to refer this at once" in response.content.decode()


def test_what_triage_found_stands_ticked_and_the_page_says_why(cast, signed_in, concern):
    judged = Judged(cast.mair.pk, "NOT_NEEDED", "SEXUAL", "STATUTORY", topics=["SEXTORTION"], reasons="Known.")
    triage.triage(actor=cast.mair, reference=concern.reference, seen_version=1, judged=judged)
    response = signed_in("mair").get(page_of(concern))
    assert ticked(response.context["form"]) == ["ADULT_INVOLVED", "COERCED"]
    assert "Triage found financially motivated sexual extortion" in response.text
    assert "The person who recorded this said" not in response.text
    assert response.text.count("Ticked because of what was recorded") == 2


def test_a_pathway_that_was_chosen_stands_ticked_and_the_page_says_why(cast, signed_in, concern):
    make_judgement(concern, cast.mair, "SEXTORTION")
    response = signed_in("mair").get(page_of(concern))
    assert ticked(response.context["form"]) == ["ADULT_INVOLVED", "COERCED"]
    assert "is the pathway. The guidance is to refer this at once" in response.text
    assert "These two reasons therefore stand ticked." in response.text


def test_signs_that_nobody_has_judged_stand_ticked_and_the_page_says_why(cast, signed_in, concern):
    noticed = [Noticed("MONEY_DEMANDED")]
    pathways.record_signs(actor=cast.mair, reference=concern.reference, seen_version=1, noticed=noticed)
    response = signed_in("mair").get(page_of(concern))
    assert ticked(response.context["form"]) == ["ADULT_INVOLVED", "COERCED"]
    assert "are on the record. The guidance is to refer this at once" in response.text
    make_judgement(concern, cast.mair)
    assert ticked(signed_in("mair").get(page_of(concern)).context["form"]) == []


def test_what_was_decided_stands_there_when_the_page_is_opened_again(signed_in, concern):
    mair = signed_in("mair")
    mair.post(page_of(concern), ANSWERS | {"version": 1})
    response = mair.get(page_of(concern))
    form = response.context["form"]
    assert (ticked(form), form["police"].value(), form["police_no"].value()) == (
        ["COERCED"],
        "NO",
        "Nobody wrote to her.",
    )
    assert "Waiting for Carys Vaughan, Dafydd Rees or Huw Bevan" in response.content.decode()


def test_decisions_are_recorded_and_the_record_shown(signed_in, concern):
    response = signed_in("mair").post(page_of(concern), ANSWERS | {"version": 1})
    assert (response.status_code, response.url) == (302, reverse("concern", kwargs={"reference": concern.reference}))
    assert Decision.objects.count() == 2 and Agreement.objects.count() == 1


def test_none_of_these_is_an_answer_and_stands_alone(signed_in, concern):
    mair = signed_in("mair")
    both = mair.post(page_of(concern), ANSWERS | {"triggers": ["NONE", "COERCED"], "version": 1})
    assert list(both.context["form"].errors) == ["triggers"]
    mair.post(page_of(concern), ANSWERS | {"triggers": ["NONE"], "version": 1})
    assert {decision.triggers for decision in Decision.objects.all()} == {""}
    assert Agreement.objects.count() == 0


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("triggers", "Select what applies, or “None of these”"),
        ("police", "Select whether to refer to the police"),
        ("services", "Select whether to refer to children’s services"),
        ("police_no", "Enter why the police are not asked"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(signed_in, concern, missing, message):
    answers = {name: value for name, value in ANSWERS.items() if name != missing}
    response = signed_in("mair").post(page_of(concern), answers | {"version": 1})
    page = response.content.decode()
    assert list(response.context["form"].errors) == [missing]
    assert message in page and page.startswith("<!DOCTYPE") and "<title>Error:" in page
    assert missing == "police_no" or missing == "police" or "Nobody wrote to her." in page
    assert Decision.objects.count() == 0


def test_who_was_second_keeps_the_text_and_can_send_it_again(signed_in, concern):
    mair = signed_in("mair")
    first = mair.post(page_of(concern), ANSWERS | {"version": 0})
    assert "This record has changed since you opened this page" in first.content.decode()
    assert "Nobody wrote to her." in first.content.decode()
    assert first.context["form"]["version"].value() == 1
    assert mair.post(page_of(concern), ANSWERS | {"version": 1}).status_code == 302


def test_a_change_of_language_keeps_what_was_typed_and_judges_nothing(cast, signed_in, concern):
    half = {"police": "NO", "police_no": "Nobody wrote to her.", "version": 1, "language": "cy"}
    response = signed_in("mair").post(page_of(concern), half)
    page = response.content.decode()
    assert (response.status_code, response.headers["Content-Language"]) == (200, "cy")
    assert "Nobody wrote to her." in page and "govuk-error-message" not in page and 'lang="cy"' in page
    cast.mair.refresh_from_db()
    assert (cast.mair.language, Decision.objects.count()) == ("cy", 0)


def test_a_closed_record_offers_no_form(cast, signed_in):
    closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    mair = signed_in("mair")
    page = mair.get(page_of(closed)).content.decode()
    assert "This cannot be done from there" in page and 'name="police"' not in page
    mair.post(page_of(closed), ANSWERS | {"version": 1})
    assert Decision.objects.count() == 0


def test_that_the_page_was_opened_is_in_the_record(cast, signed_in, concern):
    signed_in("dafydd").get(page_of(concern))
    assert Reading.objects.get().reader == cast.dafydd


def test_no_name_stands_in_the_title(signed_in, concern):
    page = signed_in("mair").get(page_of(concern)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Amy" not in title and "Jones" not in title and concern.reference not in title
