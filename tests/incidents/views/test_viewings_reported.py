"""What one person reported after the fact: no page calls it a record before others have answered and signed."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.selectors.chronology import chronology
from safeguarding import clock
from tests.incidents.views.pages import text_of
from tests.incidents.views.test_viewings import of_record, page
from tests.lives.viewing import allowed, asked, recorded
from tests.makers import make_concern


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


def test_a_report_says_that_it_is_not_yet_a_record_on_each_page_and_in_the_chronology(cast, signed_in, concern):
    afterwards = {"ground": "UNAVOIDABLE", "is_retrospective": True, "place": "NOT_CHOSEN"}
    with time_machine.travel(clock.now() - timedelta(minutes=5)):
        request = asked(cast.mair, concern, cast.mair, cast.dafydd, **afterwards)
        recorded(cast.mair, request)
    words = "Not yet a record of a viewing: waiting for the answer of the headteacher or of somebody named"
    team = text_of(signed_in("dafydd").get(of_record("viewing", concern)))
    assert words in team and "Reported, not confirmed" in team
    assert "not yet confirmed by a second person" in text_of(signed_in("huw").get(reverse("viewings")))
    assert "a report and not a record" in text_of(signed_in("huw").get(page("answer", request)))
    assert "One person reported this" in text_of(signed_in("dafydd").get(page("sign", request)))

    def titles() -> dict:
        fresh = type(concern).objects.with_keys().get(pk=concern.pk)
        return {entry.title: entry.text for entry in chronology([fresh])}

    assert words in titles()["Exceptional viewing that had already happened was written down"]
    assert "What took place was reported" in titles() and "Exceptional viewing recorded" not in titles()
    allowed(cast.huw, request)
    assert "The report of a viewing became its record" not in titles()
    signed_in("dafydd").post(page("sign", request), {"present": ["YES", "COPIES"]})
    assert titles()["Exceptional viewing that had already happened was written down"] == ""
    assert "The report of a viewing became its record" in titles()
    assert "Not yet a record" not in text_of(signed_in("dafydd").get(of_record("viewing", concern)))
