"""Nothing but plain forms comes in, at any address, from anybody; and a form without its pictures."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Draft, Statement
from incidents.services import recording
from safeguarding.accounts.models import KeptWords
from safeguarding.audit import counting, events
from tests.access import matrix
from tests.clients import FORM
from tests.incidents.views.pages import text_of
from tests.incidents.views.pages import what as typed_what
from tests.makers import make_draft
from tests.safeguarding.accounts import trail
from tests.safeguarding.screening.bodies import SHAPES
from tests.safeguarding.screening.encodings import ENCODINGS, picture

PICTURE = ENCODINGS["base64 in lines of 76"](picture(1_500))
BEFORE, AFTER = "He said he would send it to everybody.", "She is safe with me now."
TYPED = f"{BEFORE}\n{PICTURE}\n{AFTER}"
MARK = {
    "en": "[Taken out: this looked like an image or a file, not like words. Nothing of it was kept.]",
    "cy": "[Tynnwyd allan: roedd hyn yn edrych fel delwedd neu ffeil, nid fel geiriau. Ni chadwyd dim ohono.]",
}
TOLD = {"en": "Your words are all here.", "cy": "Mae eich geiriau i gyd yma."}


def test_there_are_at_least_forty_shapes():
    assert len(SHAPES) >= 40 and FORM not in {kind for kind, _body in SHAPES.values()}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "GET"])
def test_no_other_body_is_read_whatever_its_shape(signed_in, cast, method, monkeypatch):
    monkeypatch.setattr(counting, "EACH", len(SHAPES))
    client = signed_in("nia")
    for shape, (kind, body) in SHAPES.items():
        assert client.generic(method, "/record/start/", body, content_type=kind).status_code == 415, shape
    recorded = trail.events(events.BODY_REFUSED)
    assert len(recorded) == len(SHAPES) and not Draft.objects.exists()
    assert all(event["actor"] == str(cast.nia.pk) and event["outcome"] == "denied" for event in recorded)


def test_no_address_reads_another_body(signed_in, cast, full):
    """Every address of the matrix; at each every shape, or in a short run every twelfth, each time others."""
    world = matrix.build_world(cast)
    client = signed_in("mair")
    paths = {row.name: reverse(row.name, kwargs=row.on(world)) for row in matrix.rows()}
    let_in = [
        (name, shape)
        for place, (name, path) in enumerate(paths.items())
        for shape, (kind, body) in list(SHAPES.items())[0 if full else place % 12 :: 1 if full else 12]
        if client.generic("POST", path, body, content_type=kind).status_code != 415
    ]
    assert let_in == [] and len(paths) > 100


@pytest.mark.parametrize("name", [events.BODY_REFUSED, events.PICTURE_TAKEN_OUT])
def test_a_flood_becomes_one_line_beyond_the_first_ten(signed_in, cast, name):
    client, at = signed_in("nia"), datetime(2026, 11, 24, 9, 0, 10, tzinfo=UTC)
    with time_machine.travel(at, tick=False):
        client.force_login(cast.nia)
        for _time in range(25):
            if name == events.BODY_REFUSED:
                client.post("/record/start/", b"{}", content_type="application/json")
            else:
                client.post("/account/language/", {"language": "en", "next": PICTURE})
    assert len(trail.events(name)) == counting.EACH
    with time_machine.travel(at + timedelta(minutes=2), tick=False):
        counting.write_down_past_minutes()
    [counted] = [event for event in trail.events(name) if "times" in event["details"]]
    assert counted["details"]["times"] == 25 - counting.EACH and counted["actor"] == str(cast.nia.pk)


# --- a form without its pictures


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_picture_in_a_record_is_taken_out_the_words_stay_and_the_writer_is_told(signed_in, cast, language):
    cast.nia.language = language
    cast.nia.save(update_fields=["language"])
    draft = make_draft(cast.nia, [cast.amy], words="Before.")
    client = signed_in("nia")
    what = reverse("record_what", args=[draft.pk])
    response = client.post(what, typed_what(words=TYPED, version=draft.version))
    draft.refresh_from_db()
    assert draft.content and PICTURE[:40] not in draft.content
    shown = text_of(client.get(what))
    for words in (BEFORE, AFTER, MARK[language], TOLD[language]):
        assert words in shown
    assert response.status_code == 302


def test_it_is_recorded_with_the_page_and_the_length_and_nothing_of_what_it_was(signed_in, cast):
    draft = make_draft(cast.nia, [cast.amy])
    signed_in("nia").post(reverse("record_what", args=[draft.pk]), {"words": TYPED})
    [event] = trail.events(events.PICTURE_TAKEN_OUT)
    details = event["details"]
    assert details == {"page": "record_what", "length": len(PICTURE), "detectors": ["opaque"]}
    assert event["actor"] == str(cast.nia.pk) and event["outcome"] == "denied"
    assert not any(line in json.dumps(event) for line in PICTURE.split())


def test_what_was_sent_holds_the_words_and_the_mark(signed_in, cast):
    draft = make_draft(cast.nia, [cast.amy])
    signed_in("nia").post(reverse("record_what", args=[draft.pk]), typed_what(words=TYPED))
    recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    assert Statement.objects.get().text == f"{BEFORE}\n{MARK['en']}\n{AFTER}"


def test_words_that_arrive_after_the_session_are_kept_without_the_picture(signed_in, cast):
    client = signed_in("mair")
    page = client.get(reverse("home"))
    assert page.status_code == 200
    session = client.session
    session["began"] = session["used"] = 0
    session.save()
    client.post("/account/language/", {"language": "en", "next": TYPED})
    assert not any(PICTURE[:40] in str(kept.fields) for kept in KeptWords.objects.all())


@pytest.mark.parametrize("name", ["password", "credential", "code"])
def test_secrets_are_left_alone(client, cast, name):
    client.post("/sign-in/", {"login": cast.nia.email, name: PICTURE})
    assert not trail.events(events.PICTURE_TAKEN_OUT)
