"""What was selected about a child stands in no event as it was selected: the trail is read by others, and for good."""

import json
from collections import defaultdict

import pytest

from incidents.families import Preference, Telling
from incidents.indicators import SaidBy, Sign
from incidents.models import AdultConsent, AgeAnswer, CheckInDone, ChildPreference, SignObserved, TellingDecision
from incidents.removing import Connection, Consent, Taken
from incidents.services.committing import chosen
from incidents.wellbeing import Happened, Observed, SelfHarm
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.safeguarding.audit.test_refused_writes import live_a_whole_life

ABOUT_THE_CHILD = {
    events.SIGNS_RECORDED: (Sign, SaidBy),
    events.SAFETY_CHECKED: (SelfHarm, Observed),
    events.AGE_ANSWERED: (Taken,),
    events.CONSENT_RECORDED: (Connection, Consent),
    events.PREFERENCE_RECORDED: (Preference,),
    events.TELLING_DECIDED: (Telling,),
    events.CHECK_IN_DONE: (Happened,),
}
COMMITTED = {
    AgeAnswer: ("taken_under_18",),
    AdultConsent: ("connection", "consent", "is_reported_all_the_same"),
    ChildPreference: ("preference",),
    TellingDecision: ("telling", "follows_preference", "why_not"),
    CheckInDone: ("happened",),
}


@pytest.fixture
def said(cast) -> dict[str, list[dict]]:
    """The details of every event by its name, of a record in which every kind of row was written."""
    concern = live_a_whole_life(cast)
    assert SignObserved.objects.filter(concern=concern).exists()
    found = defaultdict(list)
    for name, body in AuditEvent.objects.values_list("event", "body"):
        found[name].append(json.loads(body)["details"])
    return found


def values(details) -> list:
    """Every value in the details, however deep."""
    if isinstance(details, dict | list):
        inner = details.values() if isinstance(details, dict) else details
        return [value for each in inner for value in values(each)]
    return [details]


def test_no_event_says_in_the_clear_what_was_selected_about_the_child(said):
    for name, enums in ABOUT_THE_CHILD.items():
        codes = {code for enum in enums for code in enum.values}
        assert said[name], name
        found = values(said[name])
        assert [value for value in found if value in codes or isinstance(value, bool)] == [], name
    # A sign can only mean the child, in whichever event it stands.
    assert {name for name, details in said.items() if set(Sign.values) & set(map(str, values(details)))} == set()


def test_an_event_holds_a_commitment_to_what_was_selected(said):
    there = {value for details in said.values() for value in values(details)}
    for model, names in COMMITTED.items():
        rows = list(model.objects.all())
        assert rows, model
        for row in rows:
            concern = row.check_in.concern if model is CheckInDone else row.concern
            assert chosen(row, concern, *names) in there, row
