"""A record is shown only when the showing could be recorded: otherwise 503 and not one word of it."""

import pytest

from incidents.models import Reading
from tests.makers import make_incident

CANARY = "She said the blue gate is never locked."


def test_a_concern_is_shown_when_its_reading_is_recorded(cast, signed_in):
    concern = make_incident(cast.nia, [cast.amy], words=CANARY).concerns.get()
    response = signed_in("mair").get(f"/concerns/{concern.reference}/")
    assert CANARY in response.content.decode()
    assert Reading.objects.filter(concern=concern, reader=cast.mair).count() == 1


@pytest.mark.parametrize(
    "page", ["", "chronology/", "actions/", "referrals/", "access/", "triage/", "hand-over/", "note/", "copy/"]
)
def test_nothing_is_shown_when_the_reading_cannot_be_recorded(page, cast, signed_in, unrecordable):
    concern = make_incident(cast.nia, [cast.amy], words=CANARY).concerns.get()
    client = signed_in("mair")
    unrecordable()
    response = client.get(f"/concerns/{concern.reference}/{page}")
    assert response.status_code == 503
    shown = response.content.decode()
    assert CANARY not in shown
    assert "Amy" not in shown
    assert Reading.objects.count() == 0


def test_the_reporters_own_words_are_not_shown_either(cast, signed_in, unrecordable):
    incident = make_incident(cast.nia, [cast.amy], words=CANARY)
    client = signed_in("nia")
    unrecordable()
    response = client.get(f"/my-records/{incident.reference}/")
    assert response.status_code == 503
    assert CANARY not in response.content.decode()
