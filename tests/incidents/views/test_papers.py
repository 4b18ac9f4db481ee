"""The pages of papers: which there are, checking one, printing it."""

import pytest
import time_machine
from django.urls import reverse

from incidents.documents import child_paper
from incidents.documents.renderer import CannotDraw
from incidents.models import CheckedPaper
from incidents.services import noting
from safeguarding import clock
from safeguarding.accounts import fresh
from safeguarding.accounts.models import User
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.cast import PASSWORD
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import in_language
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_referral
from tests.papers import check_and_confirm
from tests.tabs import answers_in


def referred(cast, times: int = 1):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Eli Jonas and Foxy told Amy.")
    for _time in range(times):
        make_referral(concern, cast.mair, agency="POLICE")
    return concern


def was_proved_long_ago(client) -> None:
    """It is a while since this person has shown who they are."""
    session = client.session
    session[fresh.PROVED_AT] = 0
    session.save()


def test_every_paper_is_listed_in_each_language_of_the_school(cast, signed_in):
    page = text_of(signed_in("mair").get(url("papers", referred(cast))))
    for name in ("Referral pack 1: Police, Cymraeg", "Referral pack 1: Police, English", "Chronology, Cymraeg"):
        assert name in page
    assert "Print this paper" not in page


def test_what_is_confirmed_is_the_result_that_was_looked_at(cast, signed_in):
    concern, client = referred(cast), signed_in("mair")
    address = url("paper_check_pack", concern, number=1, language="en")
    page = client.get(address)
    assert "another child (B)" in text_of(page) and "Eli Jonas and" not in text_of(page)
    typed = answers_in(page) | {"words_1": "Foxy", "as_1": "NEW"}
    page = client.post(address, typed | {"save_and": "confirm"})
    assert "The result has changed" in text_of(page) and not CheckedPaper.objects.exists()
    typed = answers_in(page) | {"save_and": "confirm"}
    assert client.post(address, typed).url == url("papers", concern)
    checked = CheckedPaper.objects.select_related("concern__key").get()
    assert "Foxy" not in checked.text and "Eli" not in checked.text and "Amy" in checked.text


def test_printing_asks_who_sits_there_and_then_gives_the_file(cast, signed_in):
    concern, client = referred(cast), signed_in("mair")
    address = url("paper_print", concern, paper_id=check_and_confirm(concern, cast.mair, 1).pk)
    was_proved_long_ago(client)
    assert client.get(address).url.startswith(reverse("account_reauthenticate"))
    assert not AuditEvent.objects.filter(event=events.PAPER_PRINTED).exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF-")
    name = response["Content-Disposition"]
    assert "Amy" not in name and concern.reference not in name
    assert AuditEvent.objects.filter(event=events.PAPER_PRINTED).count() == 1


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_paper_that_cannot_be_drawn_leads_back_and_the_trail_says_so(cast, signed_in, monkeypatch, language):
    concern, client = referred(cast), signed_in("mair")
    User.objects.filter(pk=cast.mair.pk).update(language=language)
    paper = check_and_confirm(concern, cast.mair, 1)

    def fails(*_given, **_named):
        raise CannotDraw("no")

    monkeypatch.setattr(child_paper, "draw", fails)
    response = client.get(url("paper_print", concern, paper_id=paper.pk), follow=True)
    assert response.status_code == 200 and not response.get("Content-Disposition")
    assert in_language(language, "The paper could not be prepared. Try again in a few minutes.") in text_of(response)
    rows = AuditEvent.objects.filter(event__startswith="paper.", subject_id=concern.pk).order_by("seq")
    found = list(rows.values_list("event", "outcome"))
    assert found[-2:] == [(events.PAPER_PRINTED, "ok"), (events.PAPER_NOT_DRAWN, "error")]


def test_what_was_not_checked_as_it_stands_does_not_print(cast, signed_in):
    concern, client = referred(cast), signed_in("mair")
    address = url("paper_print", concern, paper_id=check_and_confirm(concern, cast.mair).pk)
    noting.add_note(actor=cast.mair, reference=concern.reference, text="Cai knows.", language="en")
    response = client.get(address, follow=True)
    assert "Check it again" in text_of(response) and not response.get("Content-Disposition")
    assert "The record has changed since then" in text_of(response)


def test_a_language_or_a_referral_that_is_not_there_is_not_there(cast, signed_in):
    concern, client = referred(cast), signed_in("mair")
    for more in ({"number": 2, "language": "en"}, {"number": 1, "language": "fr"}):
        assert client.get(url("paper_check_pack", concern, **more)).status_code == 404


def test_the_list_and_the_check_cost_the_same_for_few_and_for_many_referrals(cast, signed_in):
    client, counts = signed_in("mair"), []
    with time_machine.travel(clock.now(), tick=False):
        for times in (2, 12):
            concern = referred(cast, times)
            check_and_confirm(concern, cast.mair, 1)
            for name, more in (("papers", {}), ("paper_check_pack", {"number": 1, "language": "en"})):
                client.get(url(name, concern, **more))
                with queries() as sent:
                    client.get(url(name, concern, **more))
                counts.append((name, len(sent)))
    assert counts[:2] == counts[2:]
    assert dict(counts)["papers"] <= 20 and dict(counts)["paper_check_pack"] <= 60
