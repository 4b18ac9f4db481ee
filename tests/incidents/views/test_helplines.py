"""A child is pointed to helplines for children; staff, parents and carers to the one for adults about a child."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from incidents.documents import parent_letter
from incidents.families import LETTER
from safeguarding.accounts.models import User
from safeguarding.directory.models import ContactPoint
from safeguarding.directory.selectors import letter_for
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern

CHILDLINE, NSPCC = "0800 1111", "0808 800 5000"
NAMES = {
    "en": ("Childline, for children", "NSPCC, for adults worried about a child"),
    "cy": ("Childline, i blant", "NSPCC, i oedolion sy&#x27;n poeni am blentyn"),
}


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture(params=NAMES)
def code(request, cast):
    User.objects.update(language=request.param)
    return request.param


@pytest.mark.parametrize("name", ["safety", "support", "support_plan"])
def test_a_child_is_pointed_to_childline(cast, signed_in, code, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("IMAGES",))
    text = text_of(signed_in("mair").get(url(name, concern)))
    for_children, for_adults = NAMES[code]
    assert for_children in text and CHILDLINE in text
    assert for_adults not in text and NSPCC not in text


@pytest.mark.parametrize("who", ["nia", "mair"])
def test_staff_are_pointed_to_the_one_for_adults(signed_in, code, who):
    text = text_of(signed_in(who).get(reverse("what_to_do_now")))
    assert NAMES[code][1] in text and NSPCC in text and CHILDLINE not in text


def test_parents_and_carers_are_pointed_to_the_one_for_adults(cast, signed_in, code):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    text = text_of(signed_in("mair").get(url("family", concern)))
    assert NAMES[code][1] in text and NSPCC in text and CHILDLINE not in text


def test_the_letter_home_names_both_and_for_whom_each_is(cast, code):
    html = parent_letter.page_of(cast.afon, letter_for(cast.afon, LETTER, code))
    assert all(html.count(name) == 1 for name in NAMES[code]) and CHILDLINE in html and NSPCC in html


def test_what_was_loaded_or_changed_before_is_sorted(cast):
    ContactPoint.objects.filter(phone=NSPCC).update(kind="HELPLINE")
    [held] = ContactPoint.objects.filter(phone=NSPCC).values()
    ContactPoint.objects.create(**(held | {"id": None, "school_id": cast.afon.pk, "phone": "01632 960001"}))
    import_module("safeguarding.directory.migrations.0003_in_use_and_for_whom").sort_what_is_there(apps, None)
    assert set(ContactPoint.objects.filter(kind="WORRIED_ADULT").values_list("phone", flat=True)) == {
        NSPCC,
        "01632 960001",
    }
    assert ContactPoint.objects.get(phone=CHILDLINE).kind == "HELPLINE"
