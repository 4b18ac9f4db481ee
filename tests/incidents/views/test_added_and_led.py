"""A record that was added to since the team looked says so, and nobody takes the lead of it away unseen."""

import pytest

from incidents.services import recording, triage
from safeguarding import clock
from tests.incidents.views.record import text_of, url
from tests.makers import make_incident


@pytest.fixture
def concern(cast):
    return make_incident(cast.nia, [cast.amy]).concerns.get()


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def take_on(cast, concern, who="mair") -> None:
    triage.take_on(actor=cast.people[who], reference=concern.reference)


class TestWhatWasAddedSince:
    FLAG = "Added to since the team last looked"

    @pytest.fixture
    def looked(self, mair, concern):
        """Mair has looked, then Nia adds something."""
        mair.get(url("concern", concern))
        incident = concern.incident
        said = {"text": "He waits outside.", "language": "en"}
        recording.add_statement(actor=incident.reporter, reference=incident.reference, **said)
        return concern

    def test_is_flagged_until_somebody_has_looked(self, mair, looked):
        first, second = (text_of(mair.get(url("concern", looked))) for _look in range(2))
        assert self.FLAG in first and "He waits outside." in first
        assert self.FLAG not in second and "He waits outside." in second

    @pytest.mark.parametrize(
        "name", ["concern_chronology", "concern_actions", "concern_referrals", "concern_note", "concern_triage", "plan"]
    )
    def test_is_said_on_whichever_page_is_opened_first_with_the_way_to_it(self, cast, mair, looked, name):
        take_on(cast, looked)
        response = mair.get(url(name, looked))
        assert self.FLAG in text_of(response) and "Read what was added" in text_of(response)

    def test_is_not_said_of_a_record_that_nobody_had_opened(self, mair, concern):
        recording.add_statement(
            actor=concern.incident.reporter, reference=concern.incident.reference, text="More.", language="en"
        )
        assert self.FLAG not in text_of(mair.get(url("concern", concern)))

    def test_is_flagged_of_a_call_too_and_not_of_one_sent_along(self, cast, mair):
        sent = {"called": "POLICE", "called_at": clock.now().isoformat(), "spoke_to": "", "agency_reference": ""}
        concern = make_incident(cast.nia, [cast.amy], calls=[sent]).concerns.get()
        for _look in range(2):
            assert self.FLAG not in text_of(mair.get(url("concern", concern)))
        call = {"called": "EMERGENCY", "called_at": clock.now(), "spoke_to": "", "agency_reference": ""}
        recording.record_direct_call(actor=cast.nia, reference=concern.incident.reference, **call)
        assert self.FLAG in text_of(mair.get(url("concern", concern)))

    def test_makes_an_older_page_stale(self, mair, looked):
        page = url("concern_triage", looked)
        answer = {"review": "NOW", "main_category": "SEXUAL", "level": "STATUTORY", "version": 1}
        answer["owner"] = str(mair.get(page).context["form"]["owner"].value())
        assert "This record has changed since you opened this page" in text_of(mair.post(page, answer))


class TestWhoLeads:
    def test_a_late_press_takes_nothing_away_and_says_so(self, cast, mair, concern):
        take_on(cast, concern, "dafydd")
        response = mair.post(url("concern_take_on", concern), follow=True)
        assert "Dafydd Rees leads this record already. Nothing was changed." in text_of(response)
        concern.refresh_from_db()
        assert concern.owner == cast.dafydd

    def test_is_taken_over_by_a_press_that_carries_what_was_seen(self, cast, mair, concern):
        take_on(cast, concern, "dafydd")
        page = mair.get(url("concern", concern)).content.decode()
        assert f'"{url("concern_take_over", concern)}"' in page and 'name="version" value="2"' in page
        mair.post(url("concern_take_over", concern), {"version": "2"})
        concern.refresh_from_db()
        assert concern.owner == cast.mair

    @pytest.mark.parametrize("version", ["1", "", "²", "9" * 30])
    def test_is_not_taken_over_by_an_older_page(self, cast, mair, concern, version):
        take_on(cast, concern, "dafydd")
        response = mair.post(url("concern_take_over", concern), {"version": version}, follow=True)
        assert "Somebody else has acted on this record since you opened it." in text_of(response)
        concern.refresh_from_db()
        assert concern.owner == cast.dafydd
