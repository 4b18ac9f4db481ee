"""Devices and deletion: by the team, one event each, and no child is asked to delete what an agency may need."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.urls import reverse

from incidents.models import AgencyRelease, Deletion, DeviceReceived, DeviceReleased
from incidents.outcomes import ReferralTo
from incidents.selectors.devices import agencies_involved, deleting
from incidents.services import agreeing, deciding, devices, recording
from incidents.services.deciding import Answered
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern, make_exception, make_referral

NOW = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def of(concern, actor) -> dict:
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def receive(concern, actor, **changes) -> DeviceReceived:
    said = {"kind": "PHONE", "whose": "CHILD", "handed_over_by": "Her tutor", "handed_over_at": NOW - HOUR}
    said |= {"state": "OFF", "place": "The safe", "advice": "Leave it off.", "seal": "Bag 4"}
    return devices.receive_device(**of(concern, actor) | said | changes)


def give(device, actor, **changes) -> DeviceReleased:
    said = {"device_id": device.pk, "released_to": "PC 4411", "released_at": NOW, "receipt": "R-9"}
    return devices.release_device(**of(device.concern, actor) | said | changes)


def release(concern, actor, agency="POLICE", at=None, **changes) -> AgencyRelease:
    said = {"agency": agency, "released_at": at or NOW, "from_whom": "DC Rowe", "words": "It may go."}
    return devices.record_release(**of(concern, actor) | said | changes)


def delete(concern, actor, **changes) -> Deletion:
    return devices.record_deletion(**of(concern, actor) | {"state": "ASKED", "where": ["DEVICE", "CLOUD"]} | changes)


# --- custody


@pytest.mark.parametrize("who", TEAM)
def test_the_team_takes_a_device_into_keeping_and_gives_it_out(cast, concern, who):
    device = receive(concern, cast.people[who])
    gone = give(device, cast.people[who])
    kept = DeviceReceived.objects.select_related("concern__key").get()
    assert (kept.kind, kept.whose, kept.state, kept.by) == ("PHONE", "CHILD", "OFF", cast.people[who])
    assert (kept.handed_over_by, kept.place, kept.advice, kept.seal) == (
        *("Her tutor", "The safe", "Leave it off.", "Bag 4"),
    )
    assert (gone.released_to, gone.receipt, gone.by) == ("PC 4411", "R-9", cast.people[who])


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does_any_of_it(cast, concern, who):
    device = receive(concern, cast.mair)
    make_referral(concern, cast.mair, agency="POLICE")
    before, person = stands(concern), cast.people[who]
    for act, row in ((receive, concern), (give, device), (release, concern), (delete, concern)):
        with pytest.raises(NotThere):
            act(row, person)
    assert stands(concern) == before


def test_a_device_is_not_given_out_before_it_came(cast, concern):
    device = receive(concern, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        give(device, cast.mair, released_at=NOW - 2 * HOUR)
    assert refused.value.missing == {"released_at"} and DeviceReleased.objects.count() == 0
    give(device, cast.mair, released_at=NOW - HOUR)  # in the same minute


def test_a_device_leaves_once(cast, concern):
    device = receive(concern, cast.mair)
    give(device, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        give(device, cast.dafydd, released_to="Her mother")
    assert refused.value.missing == {"device"}
    assert DeviceReleased.objects.select_related("device__concern__key").get().released_to == "PC 4411"


def test_a_device_of_another_record_is_not_there(cast, concern):
    device, other = receive(concern, cast.mair), make_concern(cast.afon, cast.nia, cast.eli)
    with pytest.raises(NotThere):
        devices.release_device(**of(other, cast.mair), device_id=device.pk, released_to="X", released_at=NOW)
    assert DeviceReleased.objects.count() == 0


def test_a_closed_record_takes_no_device_and_asks_for_no_deletion_but_lets_a_device_and_a_release_in(cast, concern):
    device = receive(concern, cast.mair)
    make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    type(concern).objects.update(state=State.CLOSED)
    for act in (receive, delete):
        with pytest.raises(MoveRefused):
            act(concern, cast.mair)
    give(device, cast.mair)
    release(concern, cast.mair)
    assert (DeviceReceived.objects.count(), Deletion.objects.count()) == (1, 0)


def test_who_has_seen_an_older_record_is_told_so(cast, concern):
    device = receive(concern, cast.mair)
    for act, row in ((receive, concern), (give, device), (delete, concern)):
        with pytest.raises(ChangedMeanwhile):
            act(row, cast.mair, seen_version=1)
    assert DeviceReceived.objects.count() == 1


def test_each_leaves_one_event_that_commits_to_its_words(cast, concern):
    device = receive(concern, cast.mair)
    assert concern.key.commit("devicereceived", "Her tutor\x00Leave it off.\x00The safe\x00Bag 4") in last_body(concern)
    give(device, cast.mair)
    assert concern.key.commit("devicereleased", "PC 4411\x00R-9") in last_body(concern)
    make_exception(concern, cast.mair, cast.huw)
    before = len(events_of(concern))
    delete(concern, cast.mair, words="She will.")
    assert concern.key.commit("deletion", "She will.") in last_body(concern) and "She" not in last_body(concern)
    assert events_of(concern)[:2] == [events.DEVICE_RECEIVED, events.DEVICE_RELEASED]
    assert events_of(concern)[before:] == [events.DELETION_RECORDED]


def test_what_cannot_be_recorded_leaves_nothing(cast, concern, unrecordable):
    make_exception(concern, cast.mair, cast.huw)
    device = receive(concern, cast.mair)
    before = stands(concern)
    unrecordable()
    for act, row in ((receive, concern), (give, device), (delete, concern)):
        with pytest.raises(NotRecorded):
            act(row, cast.mair)
    assert stands(concern) == before
    assert (DeviceReceived.objects.count(), DeviceReleased.objects.count(), Deletion.objects.count()) == (1, 0, 0)


# --- what the agencies said


def test_a_direct_call_counts_like_a_referral(cast, concern):
    for called, agency in (("EMERGENCY", "POLICE"), ("POLICE", "POLICE"), ("CHILDRENS_SERVICES", "CHILDRENS_SERVICES")):
        one = make_concern(cast.afon, cast.nia, cast.amy)
        said = {"called": called, "called_at": NOW - HOUR, "spoke_to": "The desk", "agency_reference": ""}
        recording.record_direct_call(actor=cast.nia, reference=one.incident.reference, **said)
        assert [(found.agency, found.told_at) for found in agencies_involved(one)] == [(agency, NOW - HOUR)]


@pytest.mark.parametrize("agency", ReferralTo)
def test_an_agency_that_was_not_told_releases_nothing(cast, concern, agency):
    other = next(one for one in ReferralTo if one != agency)
    make_referral(concern, cast.mair, agency=other, made_at=NOW - HOUR)
    with pytest.raises(MoveRefused) as refused:
        release(concern, cast.mair, agency=agency)
    assert refused.value.missing == {"agency"} and AgencyRelease.objects.count() == 0


def test_an_agency_releases_nothing_before_it_was_told_last(cast, concern):
    for hours in (3, 1):
        make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - hours * HOUR)
    with pytest.raises(MoveRefused) as refused:
        release(concern, cast.mair, at=NOW - 2 * HOUR)
    assert refused.value.missing == {"released_at"}
    release(concern, cast.mair, at=NOW - HOUR)


# --- deleting: the whole grid

TOLD = {
    "nobody": (),
    "police": ("POLICE",),
    "children’s services": ("CHILDRENS_SERVICES",),
    "both": ("POLICE", "CHILDRENS_SERVICES"),
    "adult services": ("ADULT_SERVICES",),
    "CEOP": ("CEOP",),
    "another": ("OTHER",),
    "police, by a call": ("CALL",),
}
RELEASED = ("no", "first", "all", "all, and told again")


@pytest.mark.parametrize("sextortion", [False, True], ids=["no sextortion", "sextortion"])
@pytest.mark.parametrize(("told", "released"), list(product(TOLD, RELEASED)))
def test_a_child_is_asked_only_when_every_agency_that_was_told_has_released_it(cast, sextortion, told, released):
    about = ("IMAGES", "THREATS_OR_MONEY") if sextortion else ()
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=about)
    for agency in TOLD[told]:
        tell(cast, concern, agency, NOW - 3 * HOUR)
    involved = [one.agency for one in agencies_involved(concern)]
    for agency in {"no": [], "first": involved[:1]}.get(released, involved):
        release(concern, cast.mair, agency=agency, at=NOW - 2 * HOUR)
    if released == "all, and told again":
        for agency in TOLD[told]:
            tell(cast, concern, agency, NOW - HOUR)
    freed = {"no": 0, "first": 1, "all": len(involved)}.get(released, 0)
    may = bool(involved) and freed >= len(involved)
    assert deleting(concern).is_possible is may
    if may:
        assert delete(concern, cast.mair).where == "DEVICE,CLOUD"
        return
    before = stands(concern)
    for state in ("ASKED", "CONFIRMED", "NOT_WANTED"):
        with pytest.raises(MoveRefused) as refused:
            delete(concern, cast.mair, state=state)
        assert refused.value.missing == {"agency_release" if involved or sextortion else "DECIDE"}
    assert stands(concern) == before and Deletion.objects.count() == 0


@pytest.mark.parametrize("sextortion", [False, True], ids=["no sextortion", "sextortion"])
@pytest.mark.parametrize(
    ("police", "services", "agrees", "missing"),
    [
        ("NO", "NO", True, ""),
        ("NO", "NO", False, "AGREE"),
        ("NO", "NOT_YET", False, "DECIDE"),
        ("NOT_YET", "NO", False, "DECIDE"),
        ("NOT_YET", "NOT_YET", False, "DECIDE"),
        ("YES", "NO", False, "TELL"),
        ("NOT_YET", "YES", False, "TELL"),
    ],
)
def test_where_nobody_was_told_two_people_settle_first_that_nobody_needs_to_be(
    cast, sextortion, police, services, agrees, missing
):
    about = ("IMAGES", "THREATS_OR_MONEY") if sextortion else ()
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=about)
    answers = {"police": Answered(police, "Considered."), "childrens_services": Answered(services, "Considered.")}
    asked = deciding.decide(**of(concern, cast.mair), triggers=[], **answers)
    if agrees:
        agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=True, reasons="")
    if not missing and not sextortion:
        assert delete(concern, cast.mair).state == "ASKED"
        return
    with pytest.raises(MoveRefused) as refused:
        delete(concern, cast.mair)
    assert refused.value.missing == {"agency_release" if sextortion else missing} and Deletion.objects.count() == 0


def test_a_decision_made_anew_settles_it_no_longer(cast, concern):
    make_exception(concern, cast.mair, cast.huw)
    anew = {"police": Answered("NOT_YET", "Something new."), "childrens_services": Answered("NO", "Considered.")}
    deciding.decide(**of(concern, cast.mair), triggers=[], **anew)
    with pytest.raises(MoveRefused):
        delete(concern, cast.mair)


def tell(cast, concern, agency, at) -> None:
    if agency == "CALL":
        said = {"called": "POLICE", "called_at": at, "spoke_to": "The desk", "agency_reference": ""}
        reporter = concern.incident.reporter
        recording.record_direct_call(actor=reporter, reference=concern.incident.reference, **said)
    else:
        make_referral(concern, cast.mair, agency=agency, made_at=at)


@pytest.mark.parametrize("sextortion", [False, True])
def test_the_page_of_an_agency_that_waits_offers_nothing_to_press(cast, signed_in, sextortion):
    about = ("IMAGES", "THREATS_OR_MONEY") if sextortion else ()
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=about)
    make_referral(concern, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    client = signed_in("mair")
    overview, page = (
        client.get(reverse(name, args=[concern.reference])).content.decode() for name in ("devices", "deletion")
    )
    assert reverse("deletion", args=[concern.reference]) not in overview
    assert "nobody is asked to delete anything" in page and "page-form" in page
    assert 'name="state"' not in page and "govuk-button-group" not in page
    release(concern, cast.mair)
    assert (
        reverse("deletion", args=[concern.reference])
        in client.get(reverse("devices", args=[concern.reference])).content.decode()
    )
