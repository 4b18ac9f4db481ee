"""A sealed value in full: every bit of it counts, any length comes back, and opening a list costs no further query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Concern, Statement
from safeguarding.schools.models import Pupil
from safeguarding.vault.fields import HEADER, STEP, SealBroken, seal, unseal
from safeguarding.vault.models import DataKey, Purpose
from tests.makers import make_incident

TAG = 16


@pytest.fixture
def key(db):
    return DataKey.objects.make(Purpose.CONCERN)


def test_not_one_bit_can_be_flipped(key):
    sealed = seal("Amy", key, "place")
    assert len(sealed) == HEADER + STEP + TAG
    passed = []
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            unseal(bytes(changed), key, "place")
            passed.append(bit)
        except SealBroken:
            pass
    assert passed == []


def test_nothing_can_be_added_and_nothing_cut_off(key):
    sealed = seal("Amy", key, "place")
    for changed in [sealed[:end] for end in range(len(sealed))] + [sealed + b"\x00", b"\x01" + sealed]:
        with pytest.raises(SealBroken):
            unseal(changed, key, "place")


@pytest.mark.parametrize("letter", ["a", "ŵ", "ł", "ش", "😟"])
def test_ten_thousand_characters_come_back(letter, key):
    text = letter * 10_000
    assert unseal(seal(text, key, "place"), key, "place") == text


def test_a_length_is_known_to_64_bytes_only(key):
    """Names of one to 63 bytes lie there alike; beyond, only the step shows."""
    steps = {size: (len(seal("x" * size, key, "place")) - HEADER - TAG) / STEP for size in range(0, 400)}
    assert steps == {size: size // STEP + 1 for size in steps}


def test_places_that_join_to_the_same_text_do_not_exist(cast):
    """Table, row and field are joined by a sign that none of them holds."""
    places = {
        field.place_of(row)
        for row in (cast.amy, cast.eli, cast.other)
        for field in Pupil._meta.local_fields
        if hasattr(field, "place_of")
    }
    assert len(places) == 3 * 8
    assert {place.count("|") for place in places} == {2}


def test_opening_every_row_of_a_list_costs_no_further_query(cast):
    for pupil in (cast.amy, cast.eli, cast.cai):
        make_incident(cast.nia, [pupil], words="She said it again.")
    with CaptureQueriesContext(connection) as queries:
        opened = [
            (concern.pupil.full_name, concern.unlisted_child, concern.incident.place)
            for concern in Concern.objects.with_keys()
        ]
        said = [statement.text for statement in Statement.objects.select_related("incident__key")]
    assert (len(opened), len(said)) == (3, 3)
    assert len(queries) == 2


def test_a_value_that_nobody_reads_is_not_opened(cast):
    """So a list of a thousand children costs what it shows."""
    make_incident(cast.nia, [cast.amy])
    concern = Concern.objects.with_keys().get()
    assert concern.pupil.full_name == "Amy Jones"
    assert not isinstance(concern.pupil.__dict__["upn"], str)
    assert "aead" not in concern.key.__dict__
