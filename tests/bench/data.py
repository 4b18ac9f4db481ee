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
    keys, incidents, statements, concerns = [], [], [], []
    for number in numbers:
        at = clock.now() - timedelta(minutes=7 * number)
        incident_key, concern_key = _key(Purpose.INCIDENT), _key(Purpose.CONCERN)
        keys += [incident_key, concern_key]
        incident = Incident(
            school=school,
            reporter=reporter,
            key=incident_key,
            became_aware_at=at,
            recorded_at=at,
            language="en",
            told_in_person="YES",
            about_codes="ONLINE",
        )
        incidents.append(incident)
        statements.append(
            Statement(
                incident=incident,
                kind=StatementKind.FIRST,
                author=reporter,
                text=WORDS,
                language="en",
                written_at=at,
            )
        )
        state = states[number] if number < len(states) else State.CLOSED
        concerns.append(
            Concern(
                school=school,
                incident=incident,
                key=concern_key,
                recorded_at=at,
                safe_now="YES",
                pupil=chance.choice(pupils),
                state=state,
                owner=None if state == State.SENT else reporter,
            )
        )
    DataKey.objects.bulk_create(keys)
    Incident.objects.bulk_create(incidents)
    Statement.objects.bulk_create(statements)
    Concern.objects.bulk_create(concerns)


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
