"""The master key and the keys it wraps: who may read the file, and what a wrong or missing key opens (nothing)."""

import base64
import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from incidents.models import Statement
from safeguarding.schools.models import Pupil
from safeguarding.vault import hiding, master
from safeguarding.vault.fields import SealBroken
from safeguarding.vault.models import DataKey, Purpose, WrongMasterKey
from tests import environment
from tests.makers import make_incident


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "master.key"
    path.write_text(base64.urlsafe_b64encode(os.urandom(32)).decode())
    path.chmod(0o400)
    return path


@pytest.fixture
def other_master(key_file, settings):
    """From here on the process runs with the master key of another installation."""
    settings.MASTER_KEY_FILE = key_file
    master.master_key.cache_clear()
    yield
    master.master_key.cache_clear()


def test_the_key_file_is_its_owners_alone():
    assert stat.S_IMODE(settings.MASTER_KEY_FILE.stat().st_mode) == 0o400


@pytest.mark.parametrize("mode", [0o404, 0o444, 0o420, 0o402, 0o401, 0o777])
def test_a_key_file_that_others_can_reach_is_refused(mode, key_file):
    key_file.chmod(mode)
    with pytest.raises(ImproperlyConfigured, match="others can reach"):
        master.read_master_key(key_file)


@pytest.mark.parametrize("mode", [0o400, 0o440, 0o600])
def test_a_key_file_of_ones_own_is_read(mode, key_file):
    key_file.chmod(mode)
    assert len(master.read_master_key(key_file).fingerprint) == 16


def test_a_missing_key_file_is_said(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="missing"):
        master.read_master_key(tmp_path / "nothing.key")


@pytest.mark.parametrize("content", ["", "short", "ŵ", base64.urlsafe_b64encode(bytes(31)).decode(), "A" * 43])
def test_a_file_that_holds_no_key_is_refused(content, key_file):
    key_file.chmod(0o600)
    key_file.write_text(content)
    with pytest.raises(ImproperlyConfigured):
        master.read_master_key(key_file)


def test_making_the_keys_never_overwrites_one(tmp_path):
    env = os.environ | {"VAR_DIR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "make_keys"]
    for _ in range(2):
        subprocess.run(command, cwd=environment.ROOT, env=env, check=True, capture_output=True)
        made = (tmp_path / "var" / "master.key").read_text()
    assert (tmp_path / "var" / "master.key").read_text() == made
    assert stat.S_IMODE((tmp_path / "var" / "master.key").stat().st_mode) == 0o400


def test_with_another_master_key_nothing_opens(cast, other_master):
    with pytest.raises(WrongMasterKey):
        _ = Pupil.objects.select_related("school__key").get(pk=cast.amy.pk).legal_surname


def test_a_wrapped_key_cannot_stand_in_for_another(cast):
    incident = make_incident(cast.nia, [cast.amy])
    other = make_incident(cast.nia, [cast.eli])
    DataKey.objects.filter(pk=incident.key_id).update(wrapped=DataKey.objects.get(pk=other.key_id).wrapped)
    with pytest.raises(SealBroken):
        _ = Statement.objects.get(incident=incident).text


def test_the_database_holds_no_key_in_clear(db):
    key = DataKey.objects.make(Purpose.CONCERN)
    stored = bytes(DataKey.objects.get(pk=key.pk).wrapped)
    assert key._material[:32] not in stored and key._material[32:] not in stored


def test_each_record_child_school_and_person_has_a_key_of_its_own(cast):
    first, second = make_incident(cast.nia, [cast.amy, cast.eli]), make_incident(cast.nia, [cast.amy])
    owners = [
        first,
        second,
        *first.concerns.all(),
        *second.concerns.all(),
        cast.afon,
        cast.riverside,
        cast.nia,
        cast.mair,
    ]
    assert len({owner.key_id for owner in owners}) == len(owners)


def test_a_commitment_proves_sameness_and_is_salted(db):
    key, other = DataKey.objects.make(Purpose.INCIDENT), DataKey.objects.make(Purpose.INCIDENT)
    assert key.commit("statement", "words") == DataKey.objects.get(pk=key.pk).commit("statement", "words")
    assert key.commit("statement", "words") != key.commit("statement", "Words")
    assert key.commit("statement", "words") != key.commit("reasons", "words")
    assert key.commit("statement", "words") != other.commit("statement", "words")


def test_what_is_hidden_can_be_compared_and_not_read(db):
    assert hiding.hidden("reference", "7F3K-92QD") == hiding.hidden("reference", "7F3K-92QD")
    assert hiding.hidden("reference", "7F3K-92QD") != hiding.hidden("address", "7F3K-92QD")
    assert "7F3K" not in hiding.hidden("reference", "7F3K-92QD")
    assert hiding.hidden("reference", "") == ""
