"""What stops the server before anything is served, in plain words: keys that do not fit, and a demo served as real."""

import base64
import os
import subprocess
import sys

import pytest
from django.db import connection

from incidents.models import Statement
from safeguarding import readiness
from safeguarding.schools.services import founding
from safeguarding.vault import hiding, master
from safeguarding.vault.fields import SealBroken
from safeguarding.vault.models import DataKey
from tests import environment
from tests.makers import make_incident

SPOILED = {
    "altered": lambda wrapped: wrapped[:-1] + bytes([wrapped[-1] ^ 1]),
    "cut short": lambda wrapped: wrapped[:20],
    "nearly empty": lambda wrapped: wrapped[:3],
}


@pytest.fixture
def key_file(tmp_path):
    """The master key of another installation."""
    path = tmp_path / "another.key"
    path.write_text(base64.urlsafe_b64encode(os.urandom(32)).decode())
    path.chmod(0o400)
    return path


@pytest.fixture(autouse=True)
def keys_read_anew():
    """What a process has read of the keys is read again in the next test."""
    yield
    master.master_key.cache_clear()
    hiding._installation_key.cache_clear()


def spoil(key: DataKey, how: str) -> None:
    DataKey.objects.filter(pk=key.pk).update(wrapped=SPOILED[how](bytes(DataKey.objects.get(pk=key.pk).wrapped)))


def starting(*command: str, **env: str) -> subprocess.CompletedProcess:
    """What a command says that is run from the outside on the test's own database."""
    connection.close()
    full = [sys.executable, *command]
    return subprocess.run(full, cwd=environment.ROOT, env=os.environ | env, capture_output=True, text=True)


def test_the_server_does_not_start_with_the_key_of_another_installation(fresh_database, key_file):
    said = starting("-c", "import safeguarding.wsgi", MASTER_KEY_FILE=str(key_file))
    assert said.returncode != 0
    last = said.stderr.strip().splitlines()[-1]
    assert f"MASTER_KEY_FILE names {key_file}, which is the master key of another installation" in last
    assert "Put the copy of that key back; nothing in the database is lost." in last


def test_the_server_does_not_start_with_a_key_that_was_cut_short(fresh_database, key_file):
    key_file.chmod(0o600)
    key_file.write_text(key_file.read_text()[:32])
    said = starting("-c", "import safeguarding.wsgi", MASTER_KEY_FILE=str(key_file))
    assert said.returncode != 0
    assert f"MASTER_KEY_FILE names {key_file}, which is cut short" in said.stderr.strip().splitlines()[-1]


def test_migrating_says_it_too_and_shows_no_traceback(fresh_database, key_file):
    said = starting("manage.py", "migrate", "--verbosity", "0", MASTER_KEY_FILE=str(key_file))
    assert said.returncode == 1
    assert said.stderr.startswith("CommandError: MASTER_KEY_FILE names") and "Traceback" not in said.stderr
    assert starting("manage.py", "migrate", "--verbosity", "0").returncode == 0


def test_an_empty_database_is_migrated_and_then_served(tmp_path, db, monkeypatch):
    """On PostgreSQL the template of these very tests begins so; here a file of SQLite, on both engines' runs."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}", "VAR_DIR": str(tmp_path / "var")}
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    before = starting("-c", "import safeguarding.wsgi", **env)
    assert before.returncode != 0 and "missing" in before.stderr
    for command in ("make_keys", "migrate"):
        done = starting("manage.py", command, **env)
        assert done.returncode == 0, done.stderr
    assert starting("-c", "import safeguarding.wsgi", **env).returncode == 0


@pytest.mark.parametrize("how", SPOILED)
def test_the_server_does_not_start_when_the_installations_own_key_was_spoiled(db, how):
    readiness.refuse_keys_that_do_not_fit()
    spoil(DataKey.objects.of_installation(), how)
    with pytest.raises(readiness.KeysDoNotFit, match="altered or moved.*Restore the database from a backup"):
        readiness.refuse_keys_that_do_not_fit()


def test_the_server_does_not_start_without_a_key_of_the_installation(db, monkeypatch):
    """Keys are never removed, so there is none only before the first `migrate`."""
    monkeypatch.setattr(type(DataKey.objects), "of_installation", lambda keys: keys.none().get())
    with pytest.raises(readiness.KeysDoNotFit, match="Run `manage.py migrate`"):
        readiness.refuse_keys_that_do_not_fit()


def test_readyz_names_the_keys(client, db):
    client.get("/healthz")  # the hashes of addresses hold their key from the first request on
    spoil(DataKey.objects.of_installation(), "altered")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: keys\n")


@pytest.mark.parametrize("how", SPOILED)
def test_a_wrapped_key_that_was_spoiled_is_the_vaults_own_error(cast, how):
    incident = make_incident(cast.nia, [cast.amy])
    spoil(incident.key, how)
    with pytest.raises(SealBroken, match=r"data key\|INCIDENT\|"):
        _ = Statement.objects.select_related("incident__key").get(incident=incident).text


def test_a_page_under_a_spoiled_key_is_withheld(cast, signed_in):
    incident = make_incident(cast.nia, [cast.amy])
    spoil(incident.key, "altered")
    response = signed_in("mair").get(f"/concerns/{incident.concerns.get().reference}/")
    assert response.status_code == 503 and "is not as it was written down" in response.content.decode()


def test_a_spoiled_key_that_every_request_needs_withholds_every_page(client, db):
    spoil(DataKey.objects.of_installation(), "altered")
    hiding._installation_key.cache_clear()
    client.raise_request_exception = False
    response = client.get("/sign-in/")
    assert response.status_code == 503 and "is not as it was written down" in response.content.decode()


def test_the_demo_school_is_never_served_as_a_real_one(fresh_database):
    founding.found_school(code="demo", name="Invented", jurisdiction="WALES", languages="cy,en", is_demo=True)
    real = {"DEMO": "0", "HTTPS": "1", "SITE_URL": "https://record.example.org/", "TRUSTED_PROXY_COUNT": "1"}
    said = starting("-c", "import safeguarding.wsgi", **real)
    assert said.returncode != 0 and "This database holds the demo school" in said.stderr.splitlines()[-1]
    assert starting("-c", "import safeguarding.wsgi", DEMO="1").returncode == 0


def test_a_real_school_is_never_founded_beside_a_demo(fresh_database):
    founding.found_school(code="demo", name="Invented", jurisdiction="WALES", languages="cy,en", is_demo=True)
    with pytest.raises(founding.DemoBesideReal):
        founding.found_school(code="real", name="A school", jurisdiction="WALES", languages="cy,en")
