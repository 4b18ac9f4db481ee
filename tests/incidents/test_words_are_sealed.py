"""Whatever is typed into the pages of a record lies in the database sealed: no word of it can be read there."""

import base64
import json
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.urls import reverse

from incidents.models import Draft, Incident
from safeguarding import clock
from tests import environment
from tests.cluster import OWNER_ROLE, binaries

CANARIES = {
    "sought": "zolpaquist",
    "unlisted": "A girl called Wrenfeather Oakhollow",
    "removed": "A boy called Thistlemere Quagbrook",
    "words": "“Marrowbright said he would sendtoeveryone unless she paid forty quibbles.”",
    "other_tab": "A second text from the brindlewick tab.",
    "place": "Behind the fernclatter shed",
    "mark_words": "Purple, the size of a dobblecoin",
    "spoke_to": "Constable Hazelgrubb",
    "agency_reference": "QZX-99-VULTURINE",
    "added": "She also mentioned the handle @snorklefiend77.",
    "later_call": "Sergeant Plumwhistle",
    "given_up": "Nobody should read mumblethatch either.",
}


def stored() -> bytes:
    """Everything that the database keeps, as somebody finds it who takes the file or a dump."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())
    dump = [str(binaries() / "pg_dump"), "-h", environment.postgres_socket(), "-U", OWNER_ROLE, name]
    return subprocess.run(dump, capture_output=True, check=True).stdout


def shapes(text: str) -> list[bytes]:
    """The ways in which a text could lie there: plain, as JSON, in two bytes a letter, in hexadecimal, in base64."""
    plain = text.encode()
    written = json.dumps(text)[1:-1].encode(), json.dumps(text, ensure_ascii=False)[1:-1].encode()
    found = [plain, *written, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()]
    found.append(plain.hex().upper().encode())
    for shift in range(3):
        encoded = base64.b64encode(b"x" * shift + plain)
        found.append(encoded[4:-4] if len(encoded) > 16 else encoded)
    return found


def tellings(text: str) -> list[str]:
    """The whole, and each long word of it: a part would tell as much."""
    return [text, *(word for word in text.split() if len(word) > 8)]


class Writer:
    """Somebody who fills in every box of a record with canaries."""

    def __init__(self, browser) -> None:
        self.browser = browser

    def post(self, page: str, *args, **data) -> None:
        assert self.browser.post(reverse(page, args=args), data).status_code in (200, 302), page

    def when(self, name: str) -> dict:
        """Today at midnight, as a date field sends it."""
        local = clock.local(clock.now())
        moment = {"day": local.day, "month": local.month, "year": local.year, "time": "00:00"}
        return {f"{name}_{part}": value for part, value in moment.items()}

    def write(self) -> Draft:
        """An unsent record, with a child added and taken out again, and a text from another tab."""
        self.post("record_start")
        draft = Draft.objects.get()
        self.post("record_who", draft.pk, sought=CANARIES["sought"], save_and="search")
        self.post("record_who", draft.pk, unlisted=CANARIES["removed"], save_and="another")
        self.post("record_who", draft.pk, unlisted=CANARIES["unlisted"], save_and="remove-1")
        seen = Draft.objects.get().version
        what = {"place": CANARIES["place"], "text_language": "en", "version": seen} | self.when("became_aware_at")
        self.post("record_what", draft.pk, **what, words=CANARIES["words"])
        self.post("record_what", draft.pk, **what, words=CANARIES["other_tab"])
        call = {"called": "POLICE"} | {name: CANARIES[name] for name in ("spoke_to", "agency_reference")}
        checks = {"safe_2": "NO", "told_in_person": "NOT_YET", "about": "INJURY"}
        self.post("record_checks", draft.pk, **checks, **call, **self.when("called_at"))
        self.post("record_marks", draft.pk, regions_2="CHEST", mark_words_2=CANARIES["mark_words"])
        return draft

    def add(self, incident: Incident) -> None:
        """Something forgotten, and a call made later."""
        self.post("my_record_add", incident.reference, words=CANARIES["added"], text_language="en")
        call = {"called": "POLICE", "spoke_to": CANARIES["later_call"]} | self.when("called_at")
        self.post("my_record_called", incident.reference, **call)

    def give_up(self) -> None:
        """A second record that is not sent."""
        self.post("record_start")
        draft = Draft.objects.get(state="UNSENT")
        self.post("record_what", draft.pk, words=CANARIES["given_up"], save_and="leave")
        self.post("record_discard", draft.pk, reason="STARTED_BY_MISTAKE")


def test_no_word_that_was_typed_lies_in_the_database_in_clear(fresh_database, cast, signed_in):
    nia = Writer(signed_in("nia"))
    draft = nia.write()
    held = stored()
    nia.post("record_check", draft.pk)
    incident = Incident.objects.get()
    nia.add(incident)
    nia.give_up()
    assert (incident.statements.count(), incident.direct_calls.count(), incident.concerns.count()) == (2, 2, 1)
    held += stored()
    assert b"STARTED_BY_MISTAKE" in held  # what is no secret is found: the search works
    found = [
        (name, telling)
        for name, text in CANARIES.items()
        for telling in tellings(text)
        if any(shape in held for shape in shapes(telling))
    ]
    assert found == []


def test_the_search_for_words_finds_what_is_not_sealed(fresh_database, cast, signed_in):
    """The proof that the test above could fail: a name that is not sealed is found."""
    assert all(shape in stored() for shape in shapes("Nia Hopkins")[:1])
