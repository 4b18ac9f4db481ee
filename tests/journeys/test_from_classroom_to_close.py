"""The main job from end to end: Nia records, Mair opens, decides, refers and closes, Huw has the trail checked."""

import re
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import Closing, Concern, Incident, Referral
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit.verify_export import pack, unpack
from tests.forging import signed_anew
from tests.journeys.looking import kept_in_browser, press
from tests.journeys.walking import MAIN_BUTTON, Counting, answer, open_as, typed_day, url_of

PHONE = {"width": 390, "height": 844}
WORDS = (
    "Amy and Eli stayed behind after period 4. Amy said, “Somebody says he will send a picture of me to everyone "
    "unless I pay him.” Eli said he had the same message. I said they were right to tell me."
)
MOST_PAGES, MOST_ACTIVATIONS = 5, 12

pytestmark = [pytest.mark.both_engines, pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])]


def record(nia: Page, cast) -> Counting:
    """Nia records what Amy and Eli told her, on her phone."""
    count = Counting(nia)
    count.press("form[action='/record/'] button")
    count.type(sought="jon")
    count.press("[name=save_and][value=search]")
    for pupil in (cast.amy, cast.eli):
        count.choose("pupils", str(pupil.pk))
    count.press(MAIN_BUTTON)
    count.type(words=WORDS)
    count.press(MAIN_BUTTON)
    for name in ("safe_1", "safe_2", "told_in_person"):
        count.choose(name, "YES")
    count.choose("about", "THREATS_OR_MONEY")
    count.press(MAIN_BUTTON)
    count.press(MAIN_BUTTON)
    return count


def steps(count: Counting) -> list[str]:
    """The pages of recording that were met, without what stands behind the path."""
    return list(dict.fromkeys(re.sub(r"\?.*", "", url) for url in count.pages))


def open_from_the_queue(mair: Page, concern: Concern) -> None:
    """Two presses lead from the first page to the record, and the next one takes it on."""
    press(mair, f".govuk-service-navigation__list a[href='{reverse('queue')}']")
    press(mair, f"main a[href='{url_of('concern', concern)}']")
    mair.wait_for_url(f"**{url_of('concern', concern)}")


def triage(mair: Page, concern: Concern) -> None:
    """Mair takes the record on and says what it is."""
    press(mair, f"form[action='{url_of('concern_take_on', concern)}'] button")
    press(mair, f"main a[href='{url_of('concern_triage', concern)}']")
    mair.wait_for_url(f"**{url_of('concern_triage', concern)}")
    answer(mair, [("review", "NOW"), ("main_category", "SEXUAL"), ("topics", "SEXTORTION"), ("level", "STATUTORY")])
    assert mair.url.endswith(url_of("concern", concern))


def refer(mair: Page, concern: Concern) -> None:
    """Mair rings the police and children's services, confirms in writing, and both reply."""
    mair.goto(url_of("add_referral", concern))
    answer(mair, [("agency", "POLICE"), ("method", "POLICE_101")], spoke_to="PC 4411")
    mair.goto(url_of("add_referral", concern))
    answer(mair, [("agency", "CHILDRENS_SERVICES"), ("method", "PHONE")], spoke_to="Delyth Howells")
    assert mair.url.endswith(url_of("referral", concern, number=2))
    press(mair, f"main a[href='{url_of('referral_written', concern, number=2)}']")
    answer(mair, how="Their form by secure e-mail")
    press(mair, f"main a[href='{url_of('referral_reply', concern, number=2)}']")
    answer(mair, [("outcome", "STRATEGY")], from_whom="Delyth Howells")
    mair.goto(url_of("referral_reply", concern, number=1))
    answer(mair, [("outcome", "INVESTIGATING")], from_whom="PC 4411")


def plan_and_close(mair: Page, concern: Concern) -> None:
    """Mair plans, and closes with what Amy says of it herself."""
    mair.goto(url_of("safety_check", concern))
    answer(mair, [("self_harm", "NONE"), ("observed", "NONE")])
    mair.goto(url_of("plan", concern))
    answer(mair, [("kind", "MONITORING")], **typed_day("review_on", clock.today()))
    press(mair, f"main a[href='{url_of('close', concern)}']")
    closing = [("outcome", "AGENCY_LEADS"), ("view", "SAID")]
    answer(mair, closing, reasons="The police lead, and she has support.", child_view="I am glad that I told")


def have_the_trail_checked(huw: Page) -> str:
    """Huw opens the audit trail and presses the button; what the page then says."""
    press(huw, "main form[method=post] button")
    return huw.inner_text("main")


def export_the_report(huw: Page) -> tuple[bytes, str]:
    """Huw asks for the report of today and downloads it; the archive, and the printed fingerprint."""
    huw.goto(reverse("report_new"))
    days = typed_day("first_day", clock.today()) | typed_day("last_day", clock.today())
    chosen = [("period", "DATES"), ("languages", "cy"), ("languages", "en")]
    answer(huw, chosen, reason="For the meeting of the governors", **days)
    assert huw.locator("h1").inner_text().startswith("Audit report")
    with huw.expect_download() as fetching:
        huw.locator("a[download]").first.click()
    archive = Path(fetching.value.path()).read_bytes()
    paper = next(content for name, content in unpack(archive).items() if name.endswith("-en.pdf"))
    read = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True)
    return archive, re.search(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", read.stdout.decode())[0]


def assert_only_the_true_report_is_accepted(archive: bytes, printed: str, folder: Path) -> None:
    """The check accepts what was downloaded, and neither a changed byte nor a manifest recomputed to match it."""
    files = unpack(archive)
    table = next(name for name in files if name.endswith(".csv"))
    lying = files | {table: files[table].replace(b"concern.opened", b"concern.missed")}
    assert lying != files
    changed = bytearray(archive)
    changed[archive.index(files[table][:40])] ^= 1
    forgeries = [
        bytes(changed),
        pack(lying),
        pack(signed_anew(lying)),
        pack(signed_anew(lying, Ed25519PrivateKey.generate())),
    ]
    for number, (content, code) in enumerate([(archive, 0), *((forged, 1) for forged in forgeries)]):
        path = folder / f"report-{number}.zip"
        path.write_bytes(content)
        assert checked(path, printed) == code, number


def checked(path: Path, printed: str) -> int:
    """What the check of an export ends with."""
    try:
        call_command("verify_export", str(path), f"--fingerprint={printed}")
    except SystemExit as ended:
        return ended.code
    return 0


def state_for_nia(nia: Page) -> str:
    """What Nia sees of her records."""
    nia.goto(reverse("my_records"))
    return nia.inner_text("main")


def test_what_nia_hears_in_the_classroom_is_followed_to_its_close(new_page, cast, tmp_path, js):
    nia = open_as(new_page, cast.nia, reverse("home"), js=js, viewport=PHONE)
    count = record(nia, cast)
    assert nia.url.endswith("/sent/") and len(steps(count)) <= MOST_PAGES and count.activations <= MOST_ACTIVATIONS
    assert Incident.objects.count() == 1
    amys, elis = (Concern.objects.get(pupil=pupil) for pupil in (cast.amy, cast.eli))
    assert amys.reference in nia.inner_text("main") and elis.reference in nia.inner_text("main")
    assert state_for_nia(nia).count("Sent, not yet opened") == 2

    mair = open_as(new_page, cast.mair, reverse("home"), js=js)
    open_from_the_queue(mair, amys)
    assert WORDS in mair.inner_text("main")
    shown = state_for_nia(nia)
    assert "Opened by the safeguarding team on" in shown and shown.count("Sent, not yet opened") == 1

    triage(mair, amys)
    refer(mair, amys)
    plan_and_close(mair, amys)
    amys.refresh_from_db()
    elis.refresh_from_db()
    assert (amys.state, amys.owner, elis.state) == (State.CLOSED, cast.mair, State.SENT)
    assert [one.state.name for one in Referral.objects.order_by("number")] == ["REPLIED", "REPLIED"]
    assert Closing.objects.select_related("concern__key").get().child_view == "I am glad that I told"
    shown = state_for_nia(nia)
    assert "Being dealt with" in shown and "I am glad" not in shown and "police" not in shown.lower()

    huw = open_as(new_page, cast.huw, reverse("audit"), js=js)
    assert "the trail is whole" in have_the_trail_checked(huw)
    archive, printed = export_the_report(huw)
    assert_only_the_true_report_is_accepted(archive, printed, tmp_path)
    assert [kept_in_browser(page) for page in (nia, mair, huw)] == [[], [], []]
