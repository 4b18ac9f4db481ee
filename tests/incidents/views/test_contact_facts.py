"""The page of what else is known of a contact: what it takes, keeps, and opens with."""

from datetime import timedelta

import pytest

from incidents.models import KnownFacts
from safeguarding import clock
from tests.incidents.views.answering import day
from tests.incidents.views.record import send, text_of, url
from tests.lives.contact import add_facts
from tests.makers import make_concern
from tests.tabs import answers_in


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


class TestFacts:
    @staticmethod
    def at(name: str, moment) -> dict:
        local = clock.local(moment)
        return day(name, local) | {f"{name}_time": f"{local:%H:%M}"}

    def test_are_recorded_and_shown(self, mair, concern):
        begun = clock.now().replace(second=0, microsecond=0) - timedelta(days=1)
        typed = self.at("first_contact_at", begun) | self.at("threatened_at", begun + timedelta(minutes=40))
        typed |= {"surfaced": "DISCLOSED", "origins": ["RECORDED", "CLAIMED"], "media": ["LIVE"], "around": ["TRUST"]}
        typed |= {
            "shared": "YES",
            "shared_where": "A group",
            "deleted": "SOME",
            "deleted_words": "The chat",
            "impact": "Sad",
        }
        answered = send(mair, url("contact_facts", concern), typed)
        assert answered.url == url("contact", concern)
        text = text_of(mair.get(answered.url))
        for words in (
            *("The child told somebody", "Recorded without the child knowing", "not seen by the child"),
            *("Live stream or webcam", "A group", "The chat", "Sad", "won the child’s trust"),
            "From first contact to threat 40 minutes",
        ):
            assert words in text

    def test_say_nothing_of_how_long_it_took_where_one_moment_is_not_known(self, cast, mair, concern):
        add_facts(cast, concern)
        assert "From first contact to threat" not in text_of(mair.get(url("contact", concern)))

    def test_open_with_what_was_recorded_last_and_keep_both(self, cast, mair, concern):
        add_facts(cast, concern, impact="She was afraid.", origins="CLAIMED,NONE_KNOWN", around="TRUST,LONELY")
        kept = answers_in(mair.get(url("contact_facts", concern)))
        assert (kept["impact"], kept["around"]) == (["She was afraid."], ["TRUST", "LONELY"])
        assert set(kept["origins"]) == {"CLAIMED", "NONE_KNOWN"}
        send(mair, url("contact_facts", concern), {"impact": "She sleeps again."})
        assert KnownFacts.objects.count() == 2
        text = text_of(mair.get(url("contact", concern)))
        assert text.index("She sleeps again.") < text.index("What was recorded before") < text.index("She was afraid.")

    def test_saved_without_a_change_are_not_recorded_again(self, mair, concern):
        begun = clock.now().replace(second=0, microsecond=0) - timedelta(days=1)
        send(mair, url("contact_facts", concern), self.at("threatened_at", begun) | {"origins": ["AI_MADE"]})
        assert "This is on the record already." in text_of(send(mair, url("contact_facts", concern), {}))
        assert KnownFacts.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"origins": ["NOT_KNOWN", "HACKED"]}, "“Not known” does not go with the other answers"),
            ({"origins": ["NONE_KNOWN", "HACKED"]}, "“No image is known to exist” does not go with the other answers"),
            ({"media": ["NOT_KNOWN", "PHOTO"]}, "“Not known” does not go with the other answers"),
            ({}, "Enter something to add"),
        ],
    )
    def test_that_cannot_be_are_refused_kindly(self, mair, concern, typed, says):
        assert says in text_of(send(mair, url("contact_facts", concern), typed))
        assert KnownFacts.objects.count() == 0

    def test_lie_in_the_past_and_the_threat_behind_the_first_contact(self, mair, concern):
        now = clock.now()
        wrong = self.at("first_contact_at", now + timedelta(days=1))
        assert "Date and time must be in the past" in text_of(send(mair, url("contact_facts", concern), wrong))
        wrong = self.at("first_contact_at", now - timedelta(days=1)) | self.at("threatened_at", now - timedelta(days=2))
        said = text_of(send(mair, url("contact_facts", concern), wrong))
        assert "The threat cannot lie before the first contact. Check both." in said
        assert KnownFacts.objects.count() == 0
