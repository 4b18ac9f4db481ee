"""The format of an entry: it cannot change, so it is compared with hashes worked out once and for all."""

import hashlib
import json
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from safeguarding.audit import chain

BODY = '{"at":"2026-11-24T09:00:00.000000Z","seq":1,"v":1}'
CHAIN = UUID("6f1c1df0-0000-4000-8000-00000000abcd")

_names = st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
_whole = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
_values = st.recursive(
    st.none() | st.booleans() | _whole | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=8,
)


def test_the_hashes_are_those_of_the_written_format():
    body_hash = hashlib.sha256(b"\x00" + BODY.encode()).hexdigest()
    assert chain.hash_of_body(BODY) == body_hash
    link = b"\x01" + CHAIN.bytes + (1).to_bytes(8, "big") + bytes(32) + bytes.fromhex(body_hash)
    assert chain.hash_of_entry(CHAIN, 1, chain.NOTHING_BEFORE, body_hash) == hashlib.sha256(link).hexdigest()


def test_the_hashes_have_not_changed_since_the_first_row():
    assert chain.hash_of_body(BODY) == "c97aa197237691ec23f0bf01fc495d14d5cf97b61dcb9368ace2060ca795893f"
    assert (
        chain.hash_of_entry(CHAIN, 1, chain.NOTHING_BEFORE, chain.hash_of_body(BODY))
        == "3d4acdd5bacc80d6f38e07e450c7b67b20b6a0a7bc163f68765a5cf5f9090ad0"
    )


@given(st.dictionaries(_names, _values, max_size=6))
def test_the_quick_writing_is_the_canonical_one(body):
    text = chain.canonical(body)
    assert json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text
    assert chain.is_canonical(text, body)


@given(st.dictionaries(_names, _values, min_size=1, max_size=6))
def test_another_writing_of_the_same_body_is_not_canonical(body):
    for text in (json.dumps(body), json.dumps(body, indent=1), chain.canonical(body) + " "):
        assert not chain.is_canonical(text, body) or text == chain.canonical(body)


@given(st.integers(min_value=0, max_value=len(BODY) - 1), st.integers(min_value=1, max_value=127))
def test_every_change_of_a_body_changes_its_hash(place, change):
    altered = BODY[:place] + chr(ord(BODY[place]) ^ change) + BODY[place + 1 :]
    assert chain.hash_of_body(altered) != chain.hash_of_body(BODY)
