"""Every choice that answers a statement is offered on its page in both languages, can be sent from it, and is kept."""

import pytest
from django.utils import translation
from django.utils.html import escape

from incidents import contacting
from incidents.indicators import FIFTEEN_SIGNS, Sign
from incidents.models import ContactingAccount, Demand, KnownFacts, SignObserved
from tests.incidents.views.record import send, text_of, url
from tests.makers import make_concern

# Of each set of choices: its page, the question there, what is kept, and what is answered beside it.
ASKED = {
    "AccountKind": ("contact_account", "kind", ContactingAccount, {}),
    "DemandKind": ("contact_demand", "kind", Demand, {}),
    "Paid": ("contact_demand", "paid", Demand, {"kind": "BANK_TRANSFER"}),
    "BankTold": ("contact_demand", "bank_told", Demand, {"kind": "GIFT_CARD", "paid": "YES"}),
    "Origin": ("contact_facts", "origins", KnownFacts, {}),
    "Medium": ("contact_facts", "media", KnownFacts, {}),
    "Surfaced": ("contact_facts", "surfaced", KnownFacts, {}),
    "Shared": ("contact_facts", "shared", KnownFacts, {}),
    "Around": ("contact_facts", "around", KnownFacts, {}),
    "Deleted": ("contact_facts", "deleted", KnownFacts, {}),
}
SEVERAL = {"origins", "media", "around"}
ACCOUNT_NEEDS = {"handle": "@Some.One"}


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def in_language(client, person, code: str, path: str) -> str:
    """The page as somebody sees it who reads this language."""
    person.language = code
    person.save()
    return client.get(path).content.decode()


def is_offered(page: str, field: str, code: str, label: str) -> bool:
    """Whether there is a box of this question with this value, and its label stands on the page."""
    return f'name="{field}"' in page and f'value="{code}"' in page and escape(label) in page


@pytest.mark.parametrize("name", ASKED)
def test_every_choice_is_offered_on_its_page(cast, signed_in, concern, name):
    page_name, field, _model, _beside = ASKED[name]
    client, path = signed_in("mair"), url(page_name, concern)
    missing = []
    for language in ("cy", "en"):
        page = in_language(client, cast.mair, language, path)
        with translation.override(language):
            missing += [
                (language, str(code))
                for code in getattr(contacting, name)
                if not is_offered(page, field, code, str(code.label))
            ]
    assert missing == []


@pytest.mark.parametrize("name", ASKED)
def test_every_choice_that_is_sent_from_its_page_is_kept_and_shown(signed_in, concern, name):
    page_name, field, model, beside = ASKED[name]
    client, choices = signed_in("mair"), getattr(contacting, name)
    answered = dict(beside, **(ACCOUNT_NEEDS if model is ContactingAccount else {}))
    kept = []
    for code in choices:
        typed = answered | {field: [str(code)] if field in SEVERAL else str(code)}
        response = send(client, url(page_name, concern), typed)
        assert response.status_code == 302, (code, response.context["form"].errors)
        kept.append(getattr(model.objects.filter(concern=concern).latest("at"), field))
    assert kept == [str(code) for code in choices]
    shown = text_of(client.get(url("contact", concern)))
    assert [str(code) for code in choices if escape(str(code.label)) not in shown] == []


@pytest.mark.parametrize("code", FIFTEEN_SIGNS)
def test_every_sign_can_be_ticked(signed_in, concern, code):
    """On its page, with who said so and in which words; what was ticked stands there."""
    client, path = signed_in("mair"), url("signs", concern)
    with translation.override("en"):
        assert is_offered(client.get(path).content.decode(), "signs", code, str(code.label))
    said = {f"{code.lower()}_said_by": "CHILD", f"{code.lower()}_words": "In her words."}
    assert send(client, path, {"signs": [str(code)], **said}).status_code == 302
    row = SignObserved.objects.select_related("concern__key").get()
    assert (row.sign, row.said_by, row.words, row.is_present) == (code, "CHILD", "In her words.", True)
    assert f'value="{code}" checked' in " ".join(client.get(path).content.decode().split())


def test_that_there_is_only_an_email_can_be_ticked(signed_in, concern):
    client, path = signed_in("mair"), url("signs", concern)
    assert send(client, path, {"email": [str(Sign.ONLY_EMAIL)]}).status_code == 302
    assert SignObserved.objects.get().sign == Sign.ONLY_EMAIL
