"""The search for canaries is proved: what is planted in the open is found, and words of any alphabet are not."""

import base64
import json
import sqlite3
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from incidents.models import Draft, Incident
from safeguarding import clock
from safeguarding.schools.models import School
from tests.cast import make_pupil
from tests.incidents.test_words_are_sealed import shapes, stored

CANARIES = {
    "surname": "Wrenfeather-Quag",
    "forename": "Thistlemereth",
    "called": "Siwan Cwtsglwydŵr",
    "upn": "Z999QX7700914",
    "form": "10ZQXV",
    "welsh": "Dywedodd y byddai’n ei anfon at bawb yn Llanfairhwligansboncer.",
    "polish": "Powiedział, że wyśle to do Żółwikowskiej-Źdźbłowskiej.",
    "arabic": "قال إنه سيرسلها إلى الجميع في زقزوقستان",
    "emoji": "🦉🫣🧷 “paid in quibbles” 🧿🪬",
    "handle": "@snorkel_fiend__77.zq",
    "phone": "07700 900 461",
    "place": "Tu ôl i’r cwt ffernglatr",
    "described": "Chłopiec w kapeluszu Grzmotosława",
    "mark": "Maint darn dobblgeiniog, lliw eirinen",
    "constable": "الرقيب بلموسليان",
}
SHAPES = {
    "plain": str.encode,
    "two bytes a letter": lambda text: text.encode("utf-16-le"),
    "as JSON": lambda text: json.dumps(text).encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "hexadecimal in capitals": lambda text: text.encode().hex().upper().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one on": lambda text: base64.b64encode(b"x" + text.encode()),
    "base64, two on": lambda text: base64.b64encode(b"xx" + text.encode()),
}


def held() -> bytes:
    """The files or a dump, and on SQLite every value once more as SQL: a long row may be cut by the end of a page."""
    if connection.vendor != "sqlite":
        return stored()
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as raw:
        return stored() + "\n".join(raw.iterdump()).encode()


def found_in(haystack: bytes, text: str) -> bool:
    return any(shape in haystack for shape in shapes(text))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_canary_in_any_shape_would_be_found(shape):
    for name, text in CANARIES.items():
        assert found_in(b"...before" + SHAPES[shape](text) + b"after...", text), (name, shape)
        assert not found_in(b"...before" + SHAPES[shape]("something else altogether") + b"after...", text)


def test_a_canary_that_is_planted_in_an_open_column_is_found(fresh_database, cast):
    before = held()
    School.objects.filter(pk=cast.afon.pk).update(name_cy=CANARIES["polish"])
    assert not found_in(before, CANARIES["polish"])
    assert found_in(held(), CANARIES["polish"])


def _moment(name: str) -> dict:
    local = clock.local(clock.now())
    return {f"{name}_day": local.day, f"{name}_month": local.month, f"{name}_year": local.year, f"{name}_time": "00:00"}


def test_names_and_words_of_any_alphabet_lie_sealed(fresh_database, cast, signed_in):
    surname, forename, called = (CANARIES[name] for name in ("surname", "forename", "called"))
    named = {"preferred_surname": called.split()[1], "preferred_forename": called.split()[0]}
    first = make_pupil(cast.afon, surname, "Amy", upn=CANARIES["upn"], form=CANARIES["form"], year_group=10)
    second = make_pupil(cast.afon, "Jones", forename, year_group=10, number="T1", **named)
    nia = signed_in("nia")

    def post(page: str, *args, **data) -> None:
        assert nia.post(reverse(page, args=args), data).status_code == 302, page

    post("record_start")
    draft = Draft.objects.get()
    for pupil, sought in ((first, surname[:6]), (second, called)):
        post("record_who", draft.pk, sought=sought, save_and="search")
        post("record_who", draft.pk, sought=sought, pupils=str(pupil.pk), save_and="another")
    post("record_who", draft.pk, unlisted=CANARIES["described"])
    said = "\n".join(CANARIES[name] for name in ("welsh", "polish", "arabic", "emoji", "handle", "phone"))
    what = {"words": said, "place": CANARIES["place"], "text_language": "cy"} | _moment("became_aware_at")
    post("record_what", draft.pk, **what)
    call = {"called": "POLICE", "spoke_to": CANARIES["constable"]} | _moment("called_at")
    safe = {f"safe_{number}": "YES" for number in (1, 2, 3)}
    post("record_checks", draft.pk, told_in_person="YES", about="INJURY", **safe, **call)
    post("record_marks", draft.pk, regions_1="CHEST", mark_words_1=CANARIES["mark"])
    unsent = held()
    post("record_check", draft.pk)
    # All of it arrived: the lead reads it.
    mair, pages = signed_in("mair"), ""
    for concern in Incident.objects.get().concerns.all():
        pages += mair.get(reverse("concern", args=[concern.reference])).content.decode()
    shown = [name for name, text in CANARIES.items() if text in pages]
    assert set(CANARIES) - set(shown) <= {"upn", "forename", "called"}, "those are not on this page"
    assert [name for name, text in CANARIES.items() if found_in(unsent + held(), text)] == []
