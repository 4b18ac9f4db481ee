"""Fills a database with invented records, many at a time, sealed as the services seal them."""

import os
import random
from datetime import timedelta

from incidents.models import Concern, Incident, Statement, StatementKind
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.schools.models import Pupil
from safeguarding.vault.models import DataKey, Purpose

BATCH = 1000
WORDS = "The child stayed behind and said that somebody keeps writing to them at night and that they cannot sleep. " * 4
# Of a hundred records of a school, most are closed; a few wait.
OPEN_SHARE = (
    (State.SENT, 20),
    (State.OPENED, 40),
    (State.IN_REVIEW, 40),
    (State.PLANNED, 100),
    (State.NO_FURTHER_ACTION, 50),
)


def fill_roll(school, size: int) -> list[Pupil]:
    """Pupils named by number."""
    pupils = [
        Pupil(
            school=school,
            identity_digest=Pupil.digest(school, "", f"bench{number}"),
            school_number=f"bench{number}",
            legal_surname=f"Surname{number % 400}",
            legal_forename=f"Forename{number}",
            born_on_text="2012-05-01",
            year_group=7 + number % 7,
            form=f"{7 + number % 7}{'ABCDE'[number % 5]}",
        )
        for number in range(size)
    ]
    return Pupil.objects.bulk_create(pupils, batch_size=BATCH)


def fill_concerns(school, reporter, pupils: list[Pupil], size: int) -> None:
    """Incidents of one child each, the newest first; the open ones as OPEN_SHARE says, the others closed."""
    states = [state for state, share in OPEN_SHARE for _ in range(min(share, size * share // 500))]
    chance = random.Random(1)
    for start in range(0, size, BATCH):
        _fill_batch(school, reporter, pupils, range(start, min(start + BATCH, size)), states, chance)


def _fill_batch(school, reporter, pupils, numbers, states, chance) -> None:
    incidents, concerns = [], []
    for number in numbers:
        at = clock.now() - timedelta(minutes=7 * number)
        state = states[number] if number < len(states) else State.CLOSED
        incidents.append(_incident(school, reporter, at))
        concerns.append(_concern(incidents[-1], chance.choice(pupils), state))
    DataKey.objects.bulk_create([row.key for row in (*incidents, *concerns)])
    Incident.objects.bulk_create(incidents)
    Statement.objects.bulk_create([_statement(incident) for incident in incidents])
    Concern.objects.bulk_create(concerns)


def _incident(school, reporter, at) -> Incident:
    return Incident(
        school=school,
        reporter=reporter,
        key=_key(Purpose.INCIDENT),
        became_aware_at=at,
        recorded_at=at,
        language="en",
        told_in_person="YES",
        about_codes="ONLINE",
    )


def _statement(incident: Incident) -> Statement:
    return Statement(
        incident=incident,
        kind=StatementKind.FIRST,
        author=incident.reporter,
        text=WORDS,
        language="en",
        written_at=incident.recorded_at,
    )


def _concern(incident: Incident, pupil: Pupil, state: State) -> Concern:
    return Concern(
        school=incident.school,
        incident=incident,
        key=_key(Purpose.CONCERN),
        recorded_at=incident.recorded_at,
        safe_now="YES",
        pupil=pupil,
        state=state,
        owner=None if state == State.SENT else incident.reporter,
    )


def _key(purpose: Purpose) -> DataKey:
    key = DataKey(purpose=purpose)
    key.wrap_material(os.urandom(64))
    return key


def fill_trail(school, actor, size: int) -> None:
    """Events of readings, in acts of a thousand."""

    @acts.act
    def many(times: int) -> None:
        for _ in range(times):
            acts.record(events.CONCERN_OPENED, actor=actor, school_id=school.pk, times=1)

    for start in range(0, size, BATCH):
        many(min(BATCH, size - start))
