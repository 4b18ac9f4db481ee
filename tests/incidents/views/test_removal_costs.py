"""What the pages of steps and removal cost, in both languages; and what the chronology says of them."""

import pytest
import time_machine
from django.core.management import call_command

from incidents.models import Concern
from incidents.selectors.chronology import chronology
from incidents.selectors.identity import person_is_adult
from incidents.services import removal as removing
from incidents.services import steps as taking
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.incidents.grown_up import birthday, concern_about, concern_about_somebody
from tests.incidents.views.counting import queries
from tests.incidents.views.removal_pages import url_of
from tests.lives.removal import live
from tests.makers import make_concern

MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


PAGES = [
    ("steps", "keep-safe"),
    ("step", "keep-safe", "keep-messages"),
    ("removal",),
    ("removal_step", "platform"),
    ("age",),
    ("adult_consent",),
]


@pytest.mark.parametrize("more", PAGES, ids=lambda more: "-".join(more))
def test_a_page_costs_the_same_for_few_rows_and_for_many(cast, signed_in, more):
    name, *rest = more
    with time_machine.travel(clock.now(), tick=False):
        concern, client, counts = concern_about(cast, birthday(clock.today(), 15)), signed_in("mair"), []
        client.get(url_of(name, concern, *rest))
        for again in (1, 10):
            for number in range(again):
                live_again(cast, concern, f"{again} {number}")
            with queries() as sent:
                assert client.get(url_of(name, concern, *rest)).status_code == 200
            counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)


def test_the_lines_about_somebody_not_on_the_list_ask_once_whether_they_are_an_adult(cast):
    concern, counts = concern_about_somebody(cast), []
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    removing.record_consent(**said, consent="GIVEN", connection="STAFF")
    for again in (1, 5):
        for number in range(again):
            concern.refresh_from_db()
            said = {"actor": cast.dafydd, "reference": concern.reference, "seen_version": concern.version}
            taking.take_steps(
                **said, list_slug="keep-safe", codes=["never-pay"], state="DONE", words=f"{again} {number}"
            )
        fresh = Concern.objects.with_keys().get(pk=concern.pk)
        with queries() as sent:
            lines = [entry for entry in chronology([fresh]) if entry.title.endswith("Done by them")]
        counts.append((len(lines), len(sent)))
    assert [lines for lines, _sent in counts] == [1, 6]
    assert counts[0][1] == counts[1][1], str(sent)


def test_what_is_said_meanwhile_of_somebody_not_on_the_list_counts_from_then_on(cast):
    concern = concern_about_somebody(cast)
    assert not person_is_adult(concern)
    said = {"actor": cast.mair, "reference": concern.reference}
    removing.record_consent(**said, seen_version=concern.version, consent="GIVEN", connection="STAFF")
    concern.refresh_from_db()
    assert person_is_adult(concern)


def live_again(cast, concern, words: str) -> None:
    """Further rows of what a page lists."""
    for platform in ("instagram", "snapchat", "discord"):
        concern.refresh_from_db()
        said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
        removing.record_removal(**said, tool="platform", platform=platform, state="SENT", words=words)
    concern.refresh_from_db()
    said = {"actor": cast.dafydd, "reference": concern.reference, "seen_version": concern.version}
    taking.take_steps(**said, list_slug="keep-safe", codes=["keep-messages", "never-pay"], state="DONE", words=words)


def test_the_chronology_says_what_was_done_and_leaves_words_to_be_checked(cast, concern):
    live(cast, concern)
    entries = {entry.title: entry for entry in chronology([concern])}
    kept = entries["Keep the messages: Done by the child"]
    assert "Mrs Pugh" in kept.words and "She has them still." in kept.words and "Mrs Pugh" not in kept.text
    sent = entries["Report to the platform, Instagram: Sent by the child, waiting for an answer"]
    assert "RR-77" in sent.words
    assert all("Pugh" not in entry.title and "RR-77" not in entry.title for entry in entries.values())


def test_the_chronology_of_an_adult_says_what_was_asked(cast):
    adult = concern_about(cast, birthday(clock.today()))
    said = {"actor": cast.mair, "reference": adult.reference}
    removing.answer_age(**said, seen_version=1, taken_under_18="UNKNOWN")
    why = {"is_reported_all_the_same": True, "reasons": "She is not safe."}
    removing.record_consent(**said, seen_version=2, consent="REFUSED", **why)
    entries = {entry.title: entry for entry in chronology([adult])}
    assert entries["Whether an image was taken when they were under 18"].text == "Not known"
    wanted = entries["Whether they agree that it is reported"]
    assert wanted.text == "They do not agree. Reported all the same" and wanted.words == "She is not safe."


@pytest.mark.parametrize("more", PAGES, ids=lambda more: "-".join(more))
def test_every_page_is_there_in_welsh(cast, signed_in, more):
    User.objects.filter(pk=cast.mair.pk).update(language="cy")
    name, *rest = more
    concern = concern_about(cast, birthday(clock.today(), 18 if name in ("age", "adult_consent") else 15))
    page = signed_in("mair").get(url_of(name, concern, *rest))
    assert page.status_code == 200 and '<html lang="cy"' in page.content.decode()
