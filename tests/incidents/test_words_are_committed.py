"""For every word that is sealed in a record an event holds a commitment, which proves later that it is the same."""

import json
from collections.abc import Iterator
from itertools import combinations

import pytest
from django.apps import apps
from django.db.models import Model

from incidents.models import Draft, Statement
from incidents.services import recording
from incidents.services.committing import words_of
from safeguarding.audit.models import AuditEvent
from safeguarding.vault.fields import SealedTextField
from tests.safeguarding.audit.test_refused_writes import live_a_whole_life

# Not of a record: an unsent draft is no event, and a report's files are vouched for by their plain hashes.
ELSEWHERE = {"Draft": "unsent, and saved at every button", "ReportFile": "signed as a whole in the report's manifest"}
# What is committed to by itself, under this label; everything else as the words of its row.
ALONE = {
    "AgreementAnswer.reasons": "answer",
    "AuditReport.reason": "report reason",
    "Closing.child_view": "child_view",
    "Closing.left_open": "left_open",
    "Closing.reasons": "reason",
    "Decision.reasons": "decision",
    "PathwayChoice.reasons": "pathway",
    "PatternStepTaken.words": "pattern_step",
    "StateChange.reason": "reason",
    "Statement.text": "statement",
}
# What is written in one go and committed to together.
TOGETHER = {"Mark": "marks", "SignObserved": "signs", "StepTaken": "steps"}


@pytest.fixture
def committed_to(cast) -> set:
    """Every detail of every event of a record in which every kind of row was written."""
    live_a_whole_life(cast)
    details = [json.loads(body)["details"] for body in AuditEvent.objects.values_list("body", flat=True)]
    return {value for each in details for value in each.values() if isinstance(value, str) and len(value) == 64}


def models() -> list[type[Model]]:
    found = [model for model in apps.get_app_config("incidents").get_models() if sealed(model)]
    return [model for model in found if model.__name__ not in ELSEWHERE]


def sealed(model) -> list[SealedTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]


def of_the_row(row) -> str:
    return sealed(type(row))[0].key_of(row).commit(row._meta.model_name, words_of(row))


def together(row) -> set[str]:
    """The commitments to any rows of this kind on this record of which this is one."""
    rows = {each.pk: each for each in type(row).objects.filter(concern=row.concern)}
    others = [each for pk, each in rows.items() if pk != row.pk]
    sets = [(row, *chosen) for size in range(len(others) + 1) for chosen in combinations(others, size)]
    label, key = TOGETHER[type(row).__name__], row.concern.key
    return {key.commit(label, "\x00".join(made)) for each in sets for made in _orders(each)}


def _orders(rows: tuple) -> list[list[str]]:
    """As they were made, and sorted."""
    made = [of_the_row(row) for row in sorted(rows, key=lambda row: str(getattr(row, "at", "")))]
    return [made, sorted(made)]


def proofs(row, field: SealedTextField) -> set[str]:
    """The commitments of which one must stand in an event."""
    name, key, words = f"{type(row).__name__}.{field.name}", field.key_of(row), getattr(row, field.name)
    if name == "Concern.unlisted_child":
        return {key.commit("answers", recording.answered_about(row))}
    if name in ALONE:
        return {key.commit(ALONE[name], words)}
    return together(row) if type(row).__name__ in TOGETHER else {of_the_row(row)}


def written() -> Iterator[tuple[Model, SealedTextField]]:
    """Every sealed word there is, with its row, but of reports that a test has put there and nobody has sent."""
    sent = set(Draft.objects.values_list("incident", flat=True))
    for model in models():
        for row in model.objects.all():
            if model is Statement and row.incident_id not in sent:
                continue
            yield from ((row, field) for field in sealed(model) if getattr(row, field.name))


def test_an_event_holds_a_commitment_to_every_sealed_word(committed_to):
    proved, without = set(), set()
    for row, field in written():
        (proved if proofs(row, field) & committed_to else without).add(f"{type(row).__name__}.{field.name}")
    assert without == set(), "written without a commitment to it"
    # Nothing was passed over: of a row whose words are committed to as one, one is enough, though it was left empty.
    assert set(ALONE) <= proved
    silent = [model for model in models() if not any(name.startswith(f"{model.__name__}.") for name in proved)]
    assert [model for model in silent if not any(of_the_row(row) in committed_to for row in model.objects.all())] == []


def test_words_that_were_changed_are_not_those_committed_to(committed_to):
    """The proof that the test above could fail."""
    for row, field in written():
        setattr(row, field.name, getattr(row, field.name) + " ")
        assert not proofs(row, field) & committed_to, field
