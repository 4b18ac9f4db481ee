"""Sixty canaries typed into the forms: not one can be read in the database, a dump, a session or a log."""

import io
import json
import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from incidents.models import Agreement, AuditReport, CheckedCopy, Closing, Concern, Draft, StateChange
from incidents.services import noting
from incidents.workflow import State
from safeguarding import clock, logs
from tests.cast import PASSWORD
from tests.clients import FormClient
from tests.incidents.test_words_are_sealed import shapes, stored

ENOUGH = 60
PARTS = ("brin", "dle", "wick", "mar", "row", "quag", "fern", "clat", "snork", "plum", "thist", "ober", "zol", "hazel")


class Canaries(list):
    """Invented words, each typed in one place only."""

    def word(self) -> str:
        """A word that nothing else in the record can contain."""
        number = len(self) + 100
        picks = [PARTS[number * step % len(PARTS)] for step in (3, 5, 11)]
        self.append("".join(picks) + f"q{number}x")
        return self[-1]

    def sentence(self) -> str:
        """What somebody might write."""
        return f"“Nobody must know about {self.word()},” she said."

    def name(self) -> str:
        """What somebody might be called."""
        return f"{self.word().capitalize()} Jones"

    def handle(self) -> str:
        """What an account might be called."""
        return f"@{self.word()}"


def day(name: str, on) -> dict:
    """A date as its three fields."""
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def moment(name: str) -> dict:
    """Just after midnight today, as its four fields."""
    return day(name, clock.today()) | {f"{name}_time": "00:00"}


class Typist:
    """Somebody at the pages of one concern; every form must be taken, else its canary proves nothing."""

    def __init__(self, browser, birds: Canaries) -> None:
        self.browser, self.birds, self.concern = browser, birds, None

    def send(self, page: str, *args, status: int = 302, **data):
        response = self.browser.post(reverse(page, args=args), data)
        assert response.status_code == status, (page, response.context and response.context["form"].errors)
        return response

    def act(self, page: str, *args, **data):
        self.concern.refresh_from_db()
        return self.send(page, self.concern.reference, *args, version=self.concern.version, **data)


def record(nia: Typist) -> Concern:
    """Nia's record: a child not on the list, words, place, mark, a call, something added, and one given up."""
    birds = nia.birds
    nia.send("record_start")
    draft = Draft.objects.get()
    nia.send("record_who", draft.pk, sought=birds.word(), save_and="search")
    nia.send("record_who", draft.pk, unlisted=birds.name(), save_and="another")
    nia.send("record_what", draft.pk, words=birds.sentence() + birds.handle(), place=birds.word(), text_language="en",
             **moment("became_aware_at"))  # fmt: skip
    call = {"called": "POLICE", "spoke_to": birds.name(), "agency_reference": birds.word()} | moment("called_at")
    nia.send("record_checks", draft.pk, safe_1="YES", told_in_person="YES", about="INJURY", call_made="YES", **call)
    nia.send("record_marks", draft.pk, regions_1="CHEST", mark_words_1=birds.sentence())
    nia.send("record_check", draft.pk)
    concern = Concern.objects.select_related("incident").get()
    for _ in range(2):
        nia.send("my_record_add", concern.incident.reference, words=birds.sentence(), text_language="en")
    later = {"called": "POLICE", "spoke_to": birds.name(), "agency_reference": birds.word()} | moment("called_at")
    nia.send("my_record_called", concern.incident.reference, **later)
    nia.send("record_start")
    other = Draft.objects.get(state="UNSENT")
    nia.send("record_what", other.pk, words=birds.sentence(), place=birds.word(), save_and="leave")
    nia.send("record_discard", other.pk, reason="STARTED_BY_MISTAKE")
    return concern


def work_on(mair: Typist, team) -> None:
    """Mair triages, matches, notes, plans, refers, hears back, disagrees and copies."""
    birds = mair.birds
    mair.act("concern_take_on")
    judged = {"review": "NOT_NEEDED", "main_category": "SEXUAL", "level": "STATUTORY"}
    mair.act("concern_triage", owner=str(team.pk), reasons=birds.sentence(), **judged)
    mair.act("concern_match", other_name=birds.name(), other_school=birds.word(), save_and="not-ours")
    for _ in range(4):
        mair.act("concern_note", words=birds.sentence(), text_language="en")
    for _ in range(3):
        due = day("due_on", clock.today() + timedelta(days=2))
        mair.act("concern_action", what=birds.sentence(), owner=str(team.pk), **due)
        action = mair.concern.actions.filter(done__isnull=True).get()
        mair.act("concern_action_done", action.pk, was_needed="YES", note=birds.sentence())
    for number in (1, 2):
        mair.act("add_referral", agency="CHILDRENS_SERVICES", method="PHONE", spoke_to=birds.name(),
                 agency_reference=birds.word(), agreed=birds.sentence(), child_told="TOLD",
                 child_told_what=birds.sentence(), parents_told="NOT_TOLD", parents_not_told_why=birds.sentence(),
                 **moment("made_at"))  # fmt: skip
        mair.act("referral_written", number, how=birds.word(), **moment("sent_at"))
        mair.act("referral_reply", number, outcome="STRATEGY", from_whom=birds.name(), words=birds.sentence(),
                 **moment("replied_at"))  # fmt: skip
        mair.act("referral_disagree", number, step="MANAGER", with_whom=birds.name(), reasons=birds.sentence())
    copy = reverse("check_copy", args=[mair.concern.reference])
    phrase = {"words_1": "Nobody must know", "as_1": "NEW"}
    shown = mair.browser.post(copy, phrase).context["form"]["shown"].value()
    assert mair.browser.post(copy, phrase | {"shown": shown, "save_and": "confirm"}).status_code == 302


def move_on(mair: Typist, huw: Typist) -> None:
    """Not referring is decided with a second person; the record is planned, ended, reopened and closed."""
    birds = mair.birds
    mair.act("decide", triggers="COERCED", police="NO", police_no=birds.sentence(), services="NOT_YET",
             services_not_yet=birds.sentence())  # fmt: skip
    agreement = Agreement.objects.get()
    huw.send("agree", agreement.pk, answer="REFUSE", reasons=birds.sentence())
    mair.act("plan", kind="MONITORING", words=birds.sentence(), **day("review_on", clock.today() + timedelta(days=9)))
    mair.act("safety_check", self_harm="NONE", observed="NONE")
    mair.act("end_without_action", reasons=birds.sentence())
    mair.act("close", reasons=birds.sentence())  # what was refused once is not closed by one person
    asked = Agreement.objects.get(answer=None)
    huw.send("agree", asked.pk, answer="AGREE", comment=birds.sentence())
    mair.act("close", outcome="RISK_REMOVED", reasons=birds.sentence(), view="SAID", child_view=birds.sentence())
    mair.act("reopen", reasons=birds.sentence())


def look_around(mair: Typist, huw: Typist) -> None:
    """What is typed without being kept at all: searches, a wrong password, a question, a page that breaks."""
    birds = mair.birds
    mair.send("pupils", sought=birds.word(), status=200)
    mair.browser.get(reverse("audit"), {"event": birds.word(), "person": birds.word()})
    mair.browser.get(f"/no-such-page/?asked={birds.word()}")
    huw.send("verify", asked=birds.word(), status=200)
    wish = {"period": "DATES", "sections": "WORK", "staff": "REFERENCES", "languages": "en", "formats": "CSV"}
    days = day("first_day", clock.today()) | day("last_day", clock.today())
    huw.send("report_new", reason=birds.sentence(), **wish, **days)


def sign_in(browser, person, birds: Canaries) -> None:
    """Signs in for real (the head exports, which needs a fresh sign-in), after a mistake."""
    url = reverse("account_login")
    browser.post(url, {"login": f"{birds.word()}@demo.example", "password": birds.word()})
    assert browser.post(url, {"login": person.email, "password": PASSWORD}).status_code == 302


@pytest.fixture
def lines():
    """What the record writes into its log, down to the smallest."""
    out, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(out), root.level
    handler.setFormatter(logs.Plain())
    handler.addFilter(logs.WithoutContents())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def break_a_page(mair: Typist, monkeypatch) -> None:
    """A mistake of ours whose message quotes what was typed: the log must not."""

    def fail(*, text: str, **_) -> None:
        raise ValueError(f"could not keep {text}")

    monkeypatch.setattr(noting, "add_note", fail)
    mair.browser.raise_request_exception = False
    mair.send("concern_note", mair.concern.reference, words=mair.birds.sentence(), text_language="en", status=500)


def held_in_sessions() -> str:
    """What every session holds, taken out of its wrapping."""
    return json.dumps([session.get_decoded() for session in Session.objects.all()], ensure_ascii=False)


def test_sixty_canaries_are_nowhere_to_be_read(fresh_database, cast, lines, monkeypatch):
    birds = Canaries()
    typists = {name: Typist(FormClient(), birds) for name in ("nia", "mair", "huw")}
    for name, typist in typists.items():
        sign_in(typist.browser, cast.people[name], birds)
    nia, mair, huw = typists.values()
    mair.concern = record(nia)
    held = stored()
    work_on(mair, cast.mair)
    held += stored()
    move_on(mair, huw)
    look_around(mair, huw)
    sessions = held_in_sessions()
    break_a_page(mair, monkeypatch)
    held += stored()

    assert len(set(birds)) == len(birds) >= ENOUGH
    assert (Closing.objects.count(), CheckedCopy.objects.count(), AuditReport.objects.count()) == (1, 1, 1)
    assert StateChange.objects.filter(end=State.CLOSED).exists()
    in_database = [bird for bird in birds if any(shape in held for shape in shapes(bird))]
    elsewhere = [bird for bird in birds if bird in sessions or bird in lines.getvalue()]
    assert (in_database, elsewhere) == ([], [])
    # The searches work: what is no secret is found where it lies.
    assert b"report.requested" in held
    assert str(cast.mair.pk) in sessions
    assert "ValueError" in lines.getvalue() and "could not keep" not in lines.getvalue()
