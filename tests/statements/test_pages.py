"""Every page that answers a statement says there, in both languages, what answers it."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from safeguarding import clock
from safeguarding.accounts.models import User
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.record import text_of
from tests.linked import link, two_that_name_one_account
from tests.makers import make_draft, make_incident, make_referral
from tests.statements import ANSWERS
from tests.statements.says import SAYS

NAMED = {ref.removeprefix("page:") for answer in ANSWERS.values() for ref in answer.by if ref.startswith("page:")}
MORE = {
    "referral_reply": {"number": 1},
    "removal_step": {"tool": "report-remove"},
    "steps": {"list": "keep-safe"},
}
BY_NIA = ("my_record", "record_checks", "record_sent", "record_what", "what_to_do_now")


@pytest.fixture
def world(cast):
    """A record about a child that was referred, linked records, one about an adult, and what Nia sent and began."""
    call_command("load_reference", verbosity=0)
    found = SimpleNamespace(cast=cast)
    found.sent = make_incident(cast.nia, [cast.amy], about=["THREATS_OR_MONEY"], told_in_person="NOT_YET")
    found.concern = found.sent.concerns.get()
    make_referral(found.concern, cast.mair, agency="POLICE", method="POLICE_101")
    found.pattern = link(cast.mair, *two_that_name_one_account(cast))
    found.adult = concern_about(cast, birthday(clock.today()))
    found.draft = make_draft(cast.nia, [cast.eli], words="")
    return found


def where(world, name: str) -> str:
    """The address of a page."""
    kwargs = {
        "adult_consent": {"reference": world.adult.reference},
        "age": {"reference": world.adult.reference},
        "guidance": {},
        "guidance_add": {"kind": "contacts"},
        "my_record": {"reference": world.sent.reference},
        "pattern": {"reference": world.pattern.reference},
        "queue": {},
        "record_checks": {"draft_id": world.draft.pk},
        "record_sent": {"draft_id": world.sent.draft.pk},
        "record_what": {"draft_id": world.draft.pk},
        "what_to_do_now": {},
    }
    return reverse(name, kwargs=kwargs.get(name, {"reference": world.concern.reference} | MORE.get(name, {})))


def test_no_page_that_answers_a_statement_is_left_out():
    assert SAYS.keys() == NAMED


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_page_says_what_answers_the_statement(world, client, language):
    User.objects.update(language=language)
    silent = []
    for person, names in (("nia", BY_NIA), ("mair", sorted(SAYS.keys() - {*BY_NIA}))):
        client.force_login(User.objects.get(pk=world.cast.people[person].pk))
        for name in names:
            page = client.get(where(world, name))
            assert page.status_code == 200, name
            with translation.override(language):
                words = gettext(SAYS[name])
            said = text_of(page)
            if not any(form in said for form in (words, escape(words))):
                silent.append((name, words))
    assert silent == []
