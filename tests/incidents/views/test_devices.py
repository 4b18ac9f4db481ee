"""The pages of devices: what they say, what they ask, what they refuse, and what they cost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import AgencyRelease, Deletion, DeviceReceived, DeviceReleased
from incidents.selectors.chronology import chronology
from incidents.services import devices
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.answering import day, soon
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import problems_of
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_exception, make_referral

NOW = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
HOUR = timedelta(hours=1)
NEVER = "A child is never to blame"
MOST_QUERIES = 20
PAGES = ("devices", "device_add", "agency_release", "deletion", "device_release")


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def receive(concern, actor, **changes) -> DeviceReceived:
    concern.refresh_from_db()
    said = {"actor": actor, "reference": concern.reference, "seen_version": concern.version, "kind": "PHONE"}
    said |= {"whose": "CHILD", "handed_over_by": "Her tutor", "handed_over_at": NOW - HOUR, "state": "OFF"}
    return devices.receive_device(**said | {"place": "The safe"} | changes)


def at(name: str, moment) -> dict:
    local = clock.local(moment)
    return day(name, local.date()) | {f"{name}_time": f"{local:%H:%M}"}


def send(client, path: str, concern, **answers):
    concern.refresh_from_db()
    return client.post(path, {"version": concern.version} | answers)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_that_a_child_is_never_to_blame_and_asks_for_no_file(cast, concern, mair, name):
    more = {"device_id": receive(concern, cast.mair).pk} if name == "device_release" else {}
    response = mair.get(url(name, concern, **more))
    assert NEVER in text_of(response) and 'type="file"' not in response.content.decode()


@pytest.mark.parametrize("name", ["devices", "device_add"])
def test_nobody_searches_deletes_or_looks(concern, mair, name):
    text = text_of(mair.get(url(name, concern)))
    for words in ("Do not search it", "Do not delete anything", "Do not look at any image", "flight mode"):
        assert words in text


def test_a_device_is_kept_and_then_has_left(cast, concern, mair):
    sent = {"kind": "TABLET", "whose": "FAMILY", "handed_over_by": "Her aunt", "state": "AS_IT_WAS", "place": "Safe 2"}
    sent |= at("handed_over_at", NOW - HOUR)
    assert send(mair, url("device_add", concern), concern, **sent).url == url("devices", concern)
    text = text_of(mair.get(url("devices", concern)))
    assert all(words in text for words in ("Tablet", "Her aunt", "Left as it was", "Safe 2", "Mair Prosser"))
    device = DeviceReceived.objects.get()
    path = url("device_release", concern, device_id=device.pk)
    assert send(mair, path, concern, released_to="PC 4411", **at("released_at", NOW)).status_code == 302
    text = text_of(mair.get(url("devices", concern)))
    assert "No device is in our keeping." in text and "No longer in our keeping" in text and "PC 4411" in text
    assert mair.get(path).url == url("devices", concern)


def test_a_device_does_not_leave_before_it_came(cast, concern, mair):
    device = receive(concern, cast.mair)
    path = url("device_release", concern, device_id=device.pk)
    refused = send(mair, path, concern, released_to="PC 4411", **at("released_at", NOW - 2 * HOUR))
    assert [words for _place, words in problems_of(refused)] == [
        "This is before it was handed over to us. Check the date and time."
    ]
    assert DeviceReleased.objects.count() == 0 and "PC 4411" in refused.content.decode()


def test_a_device_that_left_meanwhile_keeps_what_was_typed(cast, concern, mair):
    device = receive(concern, cast.mair)
    said = {"actor": cast.dafydd, "reference": concern.reference, "device_id": device.pk}
    concern.refresh_from_db()
    devices.release_device(**said, seen_version=concern.version, released_to="Her mother", released_at=NOW)
    path = url("device_release", concern, device_id=device.pk)
    refused = send(mair, path, concern, released_to="PC 4411", **at("released_at", NOW))
    assert "Somebody has recorded already that it left" in text_of(refused) and "PC 4411" in refused.content.decode()
    assert DeviceReleased.objects.count() == 1


def test_only_agencies_that_were_told_are_offered(cast, concern, mair):
    page = mair.get(url("agency_release", concern))
    assert "No agency has been told about this record" in text_of(page) and 'name="agency"' not in page.content.decode()
    make_referral(concern, cast.mair, agency="CEOP", made_at=NOW - HOUR)
    page = mair.get(url("agency_release", concern)).content.decode()
    assert 'value="CEOP"' in page and 'value="POLICE"' not in page
    sent = {"agency": "POLICE", "from_whom": "DC Rowe"} | at("released_at", NOW)
    assert send(mair, url("agency_release", concern), concern, **sent).status_code == 200
    early = {"agency": "CEOP", "from_whom": "DC Rowe"} | at("released_at", NOW - 2 * HOUR)
    refused = send(mair, url("agency_release", concern), concern, **early)
    assert "This is before they were told last" in text_of(refused) and AgencyRelease.objects.count() == 0


def test_the_page_says_which_agency_has_said_so_and_which_has_not(cast, concern, mair):
    for agency in ("POLICE", "CHILDRENS_SERVICES"):
        make_referral(concern, cast.mair, agency=agency, made_at=NOW - HOUR)
    sent = {"agency": "POLICE", "from_whom": "DC Rowe", "agency_reference": "C-9"} | at("released_at", NOW)
    assert send(mair, url("agency_release", concern), concern, **sent).status_code == 302
    text = text_of(mair.get(url("devices", concern)))
    assert "DC Rowe" in text and "C-9" in text
    assert "Children’s services: told" in text and "They have not said that anything may go." in text
    assert "These agencies were told, and have not said since then that it may go: Children’s services" in text


def test_where_it_is_not_settled_that_no_agency_is_needed_the_page_leads_to_what_is_missing(cast, concern, mair):
    for name in ("devices", "deletion"):
        page = mair.get(url(name, concern))
        assert "Decide first whether an agency must be told." in text_of(page)
        assert url("decide", concern) in page.content.decode() and 'value="ASKED"' not in page.content.decode()
    refused = send(mair, url("deletion", concern), concern, state="ASKED", words="She will do it tonight.")
    assert "Decide first" in text_of(refused) and "She will do it tonight." in text_of(refused)
    make_exception(concern, cast.mair)
    page = mair.get(url("deletion", concern))
    assert "A second person has to agree to that first." in text_of(page)
    assert url("decide", concern) in page.content.decode() and Deletion.objects.count() == 0


def test_deleting_is_recorded_where_nothing_stands_against_it(cast, concern, mair):
    make_exception(concern, cast.mair, cast.huw)
    sent = {"state": "ASKED", "where": ["DEVICE", "CLOUD"], "parents_know": "NO", "words": "She will."} | soon("until")
    assert send(mair, url("deletion", concern), concern, **sent).status_code == 302
    row = Deletion.objects.select_related("concern__key").get()
    assert (row.state, row.where, row.parents_know, row.until is not None) == ("ASKED", "DEVICE,CLOUD", False, True)
    text = text_of(mair.get(url("devices", concern)))
    assert "They were asked to delete it" in text and "They do not know" in text and "She will." in text


def test_a_deletion_posted_while_an_agency_waits_is_refused_and_its_words_can_be_copied(cast, concern, mair):
    make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    refused = send(mair, url("deletion", concern), concern, state="ASKED", words="She will do it tonight.")
    assert refused.status_code == 200 and "She will do it tonight." in text_of(refused)
    assert "nobody is asked to delete anything" in text_of(refused) and Deletion.objects.count() == 0


def test_a_closed_record_offers_no_new_device_and_no_deletion(cast, mair):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    page = mair.get(url("devices", concern)).content.decode()
    assert url("device_add", concern) not in page and url("deletion", concern) not in page
    for name in ("device_add", "deletion"):
        assert "This cannot be done from there" in text_of(mair.get(url(name, concern)))


def test_it_stands_in_the_chronology_with_nobodys_name_in_a_title(cast, concern):
    receive(concern, cast.mair, handed_over_by="Marrowbright", place="Thistlemere", advice="Leave it off")
    device = DeviceReceived.objects.get()
    said = {"actor": cast.mair, "reference": concern.reference}
    concern.refresh_from_db()
    devices.release_device(
        **said, seen_version=concern.version, device_id=device.pk, released_to="Quagbrook", released_at=NOW
    )
    make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    concern.refresh_from_db()
    devices.record_release(
        **said, seen_version=concern.version, agency="POLICE", released_at=NOW, from_whom="Oakhollow", words="Go on"
    )
    concern.refresh_from_db()
    devices.record_deletion(**said, seen_version=concern.version, state="CONFIRMED", where=["SOCIAL"], words="Done")
    lines = {entry.title: entry.words for entry in chronology([concern])}
    assert lines["A device was taken into keeping: Phone"] == (
        "Handed over by: Marrowbright\nWhere it is kept: Thistlemere\nWhat the police advised: Leave it off"
    )
    assert lines["A device was given out of keeping: Phone"] == "Who has it now: Quagbrook"
    assert lines["Nothing needs to be kept any longer: Police"] == "Who said so: Oakhollow\nWhat they said: Go on"
    assert lines["Deleting: They say it is deleted"] == "Done"
    assert not any(name in title for title in lines for name in ("Marrow", "Thistle", "Quag", "Oakhollow"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_few_rows_and_for_many(cast, concern, mair, name):
    counts = []
    for more in (1, 10):
        for _time in range(more):
            device = receive(concern, cast.mair)
            gone = receive(concern, cast.mair)
            concern.refresh_from_db()
            said = {"actor": cast.mair, "reference": concern.reference}
            given = {"device_id": gone.pk, "released_to": "PC 4411", "released_at": NOW}
            devices.release_device(**said, seen_version=concern.version, **given)
            make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - HOUR)
            concern.refresh_from_db()
            told = {"agency": "POLICE", "released_at": NOW, "from_whom": "DC Rowe"}
            devices.record_release(**said, seen_version=concern.version, **told)
            concern.refresh_from_db()
            devices.record_deletion(**said, seen_version=concern.version, state="ASKED", where=["DEVICE"])
        path = url(name, concern, **({"device_id": device.pk} if name == "device_release" else {}))
        mair.get(path)
        with queries() as sent:
            assert mair.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)


def test_the_address_of_a_device_of_another_record_is_not_there(cast, concern, mair):
    device, other = receive(concern, cast.mair), make_concern(cast.afon, cast.nia, cast.eli)
    assert mair.get(reverse("device_release", args=[other.reference, device.pk])).status_code == 404
