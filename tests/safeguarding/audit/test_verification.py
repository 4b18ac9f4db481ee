"""The verifier on trails that are whole, on entries that make no sense, and on chains that are gone."""

import uuid

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeguarding.audit import acts, events, verification
from safeguarding.audit import chain as links
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead
from safeguarding.audit.verification import verify, verify_chain

_codes = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ_.:-0123456789", max_size=64)
_details = st.dictionaries(
    st.sampled_from(["number", "codes", "version", "label"]),
    st.none() | st.booleans() | st.integers(0, 2**53 - 1) | _codes | st.lists(_codes, max_size=3) | st.uuids(),
    max_size=4,
)
_acts = st.lists(
    st.lists(st.tuples(st.sampled_from(sorted(events.TITLES)), _details, st.booleans()), min_size=1, max_size=3),
    max_size=4,
)
IN_ONE_TRANSACTION = [HealthCheck.function_scoped_fixture]


@acts.act
def _do(school_id, several) -> None:
    for event, details, about_adults in several:
        details = {f"d_{name}": value for name, value in details.items()}
        acts.record(event, school_id=school_id, about_adults=about_adults, **details)


@given(trail=_acts)
@settings(suppress_health_check=IN_ONE_TRANSACTION)
def test_clean_trails_raise_nothing(trail, db):
    @acts.act
    def begin(school_id) -> None:
        acts.open_chains(school_id)

    school_id = uuid.uuid4()
    begin(school_id)
    for several in trail:
        _do(school_id, several)
    verdict = verify(school_id)
    assert verdict.fault is None
    assert (verdict.chains, verdict.entries) == (2, 2 + sum(len(several) for several in trail))


def _append_nonsense(chain: AuditChain, body: str) -> None:
    """An entry whose hashes and links all fit, as somebody who knows the format could write it."""
    head = AuditHead.objects.get(chain=chain)
    last = AuditEvent.objects.get(chain=chain, seq=head.size)
    seq, body_hash = head.size + 1, links.hash_of_body(body)
    entry_hash = links.hash_of_entry(chain.pk, seq, head.last_hash, body_hash)
    row = AuditEvent(chain=chain, seq=seq, body=body, body_hash=body_hash, prev_hash=head.last_hash, at=last.at)
    row.entry_hash, row.event, row.outcome, row.role = entry_hash, last.event, last.outcome, last.role
    row.save()
    AuditHead.objects.filter(chain=chain).update(size=seq, last_hash=entry_hash)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"v":1}',
        '{"chain":"CHAIN","seq":SEQ,"v":2}',
        '{"chain":"CHAIN","seq":SEQ,"v":1}',
        '{"actor":5,"at":7,"chain":"CHAIN","event":"x","outcome":"ok","role":"","seq":SEQ,"subject":[],"v":1}',
        '{ "chain":"CHAIN","seq":SEQ,"v":1}',
    ],
)
def test_a_body_that_makes_no_sense_is_a_fault_and_no_crash(body, cast):
    chain = AuditChain.objects.get(school_id=cast.afon.pk, kind="SCHOOL")
    size = AuditHead.objects.get(chain=chain).size
    _append_nonsense(chain, body.replace("CHAIN", str(chain.pk)).replace("SEQ", str(size + 1)))
    _checked, fault = verify_chain(chain)
    assert fault.seq == size + 1
    assert "body" in fault.what


def test_a_long_trail_is_read_in_batches(cast, monkeypatch):
    monkeypatch.setattr(verification, "BATCH", 3)
    assert verify().fault is None
    assert verify().entries == AuditEvent.objects.count() > 12


def test_a_chain_that_is_gone_altogether_is_named(fresh_database, cast, capsys):
    """Its entries, its head and the chain itself removed underneath: the school is still there and misses it."""
    assert verify(schools=[cast.afon.pk]).is_whole
    gone = uuid.uuid4()
    assert f"the chain ADULT of {gone} is missing" in verify(schools=[gone]).fault.what
    assert not verify(gone).is_whole


def test_exchanging_the_chains_of_two_schools_is_named(cast, monkeypatch):
    afon = AuditChain.objects.get(school_id=cast.afon.pk, kind="SCHOOL")
    afon.school_id = cast.riverside.pk
    assert "does not begin as the chain of its school" in verify_chain(afon)[1].what


def test_one_school_alone_can_be_checked_and_answered_in_json(cast, capsys):
    call_command("verify_audit", school="afon", json=True)
    assert capsys.readouterr().out.startswith('{"whole": true, "chains": 2, ')


def test_an_unknown_school_is_said(cast):
    with pytest.raises(Exception, match="no school with the code"):
        call_command("verify_audit", school="nowhere")
