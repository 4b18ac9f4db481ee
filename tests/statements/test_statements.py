"""Every numbered statement of the guidance has its answer, every answer is there, and every proof is a test."""

import importlib
import inspect
import json
import re

import pytest
from django.conf import settings

from incidents import indicators
from tests.access import matrix
from tests.statements import ANSWERS, proving
from tests.statements.answer import FIXTURES

ROOT = settings.BASE_DIR
LATER = {40, 41, 69, 70, 71, 73, 74, 75, 76, *range(79, 85), 86}
BY = [(number, ref) for number, answer in ANSWERS.items() for ref in answer.by]
PROOF = sorted({proof for answer in ANSWERS.values() for proof in answer.proof})


def test_the_table_has_one_row_for_each_statement_and_leaves_to_later_work_what_it_may():
    assert sorted(ANSWERS) == list(range(1, 88))
    assert {number for number, answer in ANSWERS.items() if answer.later} == LATER
    assert [number for number, answer in ANSWERS.items() if not answer.later and not (answer.by and answer.proof)] == []


@pytest.mark.parametrize(("number", "ref"), BY)
def test_what_answers_it_is_there(number, ref):
    kind, _colon, what = ref.partition(":")
    assert FINDERS[kind](what), ref


@pytest.mark.parametrize("proof", PROOF)
def test_what_proves_it_is_a_test_that_can_fail(proof):
    path, _colons, name = proof.partition("::")
    assert name.startswith("test_") and name in proving.functions(path)
    assert proving.asserts(proving.reach(proof))


@pytest.mark.parametrize("number", sorted(number for number, answer in ANSWERS.items() if answer.by))
def test_what_proves_it_is_about_what_answers_it(number):
    """Each page, rule, field and entry that answers a statement is named in one of its proofs, or in what they use."""
    answer = ANSWERS[number]
    proved = "\n".join(proving.reach(proof) for proof in answer.proof)
    assert [ref for ref in answer.by if not proving.mentions(proved, ref)] == []


def test_a_proof_of_something_else_would_be_found():
    other = proving.reach(f"{FIXTURES}test_whom_to_call_is_there")
    assert not proving.mentions(other, "code:incidents.models.KnownFacts.impact")
    assert not proving.mentions(other, "page:home")


def _is_page(name: str) -> bool:
    return name in matrix.url_names()


def _is_code(path: str) -> bool:
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            fields = {field.name for field in found._meta.get_fields()} if hasattr(found, "_meta") else set()
            if name in fields:
                return True
            found = getattr(found, name, None)
        return found is not None
    return False


def _is_entry(what: str) -> bool:
    file, _hash, code = what.partition("#")
    rows = json.loads((ROOT / "fixtures" / file).read_text())
    return any(code in (row.get("code"), row.get("name_en")) for row in rows)


FINDERS = {"page": _is_page, "code": _is_code, "fixture": _is_entry}


# --- what the rows above rest on and no other test says


def test_no_rule_asks_for_age_or_sex():
    source = inspect.getsource(indicators)
    asked = set(inspect.signature(indicators.propose).parameters)
    assert not {name for name in asked if re.search(r"(^|_)(age|born|sex|gender|pupil|child)(_|$)", name)}
    assert not re.search(r"\b(age_on|born_on|sex\b|gender)", source)
