"""Twenty browsers at a real server of several processes: every record that was acknowledged is there, once."""

import http.client
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from incidents.models import Concern, Draft, DraftState, Incident, Statement
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.clients import FORM, FormClient
from tests.journeys.serving import gunicorn

SENDERS, SECONDS, SECONDS_FULL, PATIENCE = 20, 4, 30, 60
AUTHORS = ("nia", "owen", "mair", "dafydd", "huw")


class Refused(AssertionError):
    """The server did not go on to the next page; the message says what it answered and to what."""


class Sender:
    """One browser of a member of staff, who writes records until the time is over."""

    def __init__(self, address: str, number: int, session: str, pupil) -> None:
        self.address, self.number, self.pupil = address, number, pupil
        token = secrets.token_hex(16)
        self.token = token
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
        self.acknowledged: list[tuple[str, str]] = []
        self.troubles: list[str] = []

    def work(self, until: float) -> None:
        """Writes and sends one record after another; what goes wrong ends it and is kept."""
        try:
            while time.monotonic() < until:
                self._write_one()
        except Exception as error:  # an error in a thread would otherwise be lost
            self.troubles.append(f"{type(error).__name__}: {error}")

    def _write_one(self) -> None:
        words = f"Sender {self.number}, record {len(self.acknowledged) + 1}: she said “paid twice” – ŵ 😟"
        draft = self._post(reverse("record_start")).split("/")[2]
        self._post(reverse("record_who", args=[draft]), sought="Jones", save_and="search")
        self._post(reverse("record_who", args=[draft]), sought="Jones", pupils=str(self.pupil.pk), save_and="another")
        self._post(reverse("record_who", args=[draft]), unlisted=f"Child {self.number}")
        self._post(reverse("record_what", args=[draft]), words=words, place="Room 4", text_language="en", **_now())
        self._post(reverse("record_checks", args=[draft]), safe_1="YES", safe_2="YES", told_in_person="YES")
        with ThreadPoolExecutor(2) as fingers:  # a double click: both requests are under way at once
            pressed = [fingers.submit(self._post, reverse("record_check", args=[draft])) for _ in range(2)]
        if {one.result() for one in pressed} != {reverse("record_sent", args=[draft])}:
            raise Refused("the two presses of Send do not lead to one record")
        self.acknowledged.append((draft, words))

    def _post(self, path: str, **data) -> str:
        body = urlencode(data | {"csrfmiddlewaretoken": self.token})
        with_http = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        try:
            with_http.request("POST", path, body, {"Cookie": self.cookies, "Content-Type": FORM})
            response = with_http.getresponse()
            response.read()
        finally:
            with_http.close()
        if response.status != 302:
            raise Refused(f"{response.status} for {path}")
        return response.headers["Location"]


def _now() -> dict:
    local = clock.local(clock.now())
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"became_aware_at_{name}": value for name, value in parts.items()}


def session_of(user) -> str:
    """The cookie of a browser of its own, signed in."""
    browser = FormClient()
    browser.force_login(user)
    return browser.session.session_key


def test_twenty_browsers_send_at_once_and_nothing_is_lost_or_doubled(fresh_database, cast, full, tmp_path):
    sessions = [session_of(cast.people[AUTHORS[number % len(AUTHORS)]]) for number in range(SENDERS)]
    log = tmp_path / "server.log"
    with gunicorn(log) as address:
        senders = [Sender(address, number, session, cast.amy) for number, session in enumerate(sessions)]
        until = time.monotonic() + (SECONDS_FULL if full else SECONDS)
        threads = [threading.Thread(target=sender.work, args=(until,)) for sender in senders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert [trouble for sender in senders for trouble in sender.troubles] == []
    assert "locked" not in log.read_text() and "Error" not in log.read_text(), log.read_text()
    acknowledged = [record for sender in senders for record in sender.acknowledged]
    assert all(sender.acknowledged for sender in senders), "somebody did not get through even once"
    print(f"{connection.vendor}: {len(acknowledged)} records of {SENDERS} senders")
    _is_all_there_once(acknowledged)


def _is_all_there_once(acknowledged: list[tuple[str, str]]) -> None:
    drafts = {str(one.pk): one.incident_id for one in Draft.objects.filter(state=DraftState.SENT)}
    assert drafts.keys() == {draft for draft, _words in acknowledged}
    written = Counter((one.incident_id, one.text) for one in Statement.objects.select_related("incident__key"))
    assert written == Counter((drafts[draft], words) for draft, words in acknowledged)
    assert Incident.objects.count() == len(acknowledged)
    assert Draft.objects.exclude(state=DraftState.SENT).count() == 0
    concerns = Counter(Concern.objects.values_list("incident_id", flat=True))
    assert set(concerns.values()) == {2} and len(concerns) == len(acknowledged)
    recorded = Counter(AuditEvent.objects.filter(event=events.RECORD_SENT).values_list("subject_id", flat=True))
    assert recorded == Counter(Concern.objects.values_list("pk", flat=True))
    assert AuditEvent.objects.filter(event=events.DRAFT_STARTED).count() == len(acknowledged)
    said = StringIO()
    call_command("verify_audit", stdout=said)
