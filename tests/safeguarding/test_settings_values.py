"""The settings as a school would set them: nothing for `check --deploy` to find, and bad values refused by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
SCHOOL = {"DEMO": "0", "HTTPS": "1", "SITE_URL": "https://record.example.org/", "TRUSTED_PROXY_COUNT": "1"}


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess:
    """Runs a command as a school would, with the keys of this test run."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "VAR_DIR", "DATABASE_URL", "DATABASE_OWNER_URL")
        if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env={**kept, **variables}, capture_output=True, text=True
    )


def test_check_finds_nothing_in_the_settings_of_a_school():
    done = manage("check", "--deploy", "--fail-level", "DEBUG", **SCHOOL)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_check_finds_a_demo_that_is_served():
    done = manage("check", "--deploy", "--fail-level", "ERROR", **SCHOOL | {"DEMO": "1"})
    assert done.returncode == 1 and "house.E002" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEMO", "yes", "must be 1 or 0"),
        ("HTTPS", "true", "must be 1 or 0"),
        ("SSL_REDIRECT", "on", "must be 1 or 0"),
        ("SITE_URL", "http://record.example.org/", "must be an address that begins with https://"),
        ("SITE_URL", "record.example.org", "must be an address"),
        ("SESSION_IDLE_MINUTES", "0", "whole number from 2 to 60"),
        ("SESSION_IDLE_MINUTES", "-5", "whole number"),
        ("SESSION_IDLE_MINUTES_SAFEGUARDING", "600", "whole number from 2 to 60"),
        ("SESSION_ABSOLUTE_MINUTES", "never", "whole number"),
        ("FRESH_SIGN_IN_MINUTES", "9999", "whole number from 1 to 30"),
        ("TRUSTED_PROXY_COUNT", "many", "whole number from 0 to 5"),
        ("DEFAULT_LANGUAGE", "fr", "one of cy, en"),
        ("LOG_LEVEL", "DEBUG", "one of INFO, WARNING, ERROR"),
        ("SECRET_KEY_FILE", "/nowhere/secret.key", "which is missing"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(name, value, said):
    done = manage("check", **SCHOOL | {name: value})
    assert done.returncode != 0
    assert name in done.stderr and said in done.stderr and "Traceback" not in done.stderr


def test_a_school_must_say_where_its_record_is():
    done = manage("check", **{name: value for name, value in SCHOOL.items() if name != "SITE_URL"})
    assert done.returncode != 0 and "SITE_URL" in done.stderr


@pytest.mark.parametrize(
    ("mode", "refused"), [(0o400, False), (0o440, False), (0o444, True), (0o602, True), (0o460, True)]
)
def test_a_key_that_others_can_reach_is_refused(tmp_path, mode, refused):
    key = tmp_path / "secret.key"
    key.write_text("k" * 64)
    key.chmod(mode)
    done = manage("check", **SCHOOL | {"SECRET_KEY_FILE": str(key)})
    assert (done.returncode != 0) is refused, done.stderr
    assert not refused or "SECRET_KEY_FILE" in done.stderr


@pytest.mark.parametrize("holds", ["", "short", "k" * 42])
def test_a_key_that_is_too_short_is_refused(tmp_path, holds):
    key = tmp_path / "secret.key"
    key.write_text(holds)
    key.chmod(0o400)
    done = manage("check", **SCHOOL | {"SECRET_KEY_FILE": str(key)})
    assert done.returncode != 0 and "SECRET_KEY_FILE" in done.stderr


def asked(expression: str, **variables: str) -> str:
    """What a setting is, as a school has it."""
    code = f"from django.conf import settings; print({expression})"
    done = manage("shell", "--no-imports", "-c", code, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_cookies_of_a_school_go_to_this_host_alone_over_https_and_to_no_script():
    names = "[settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME]"
    assert asked(names, **SCHOOL) == "['__Host-session', '__Host-csrf', '__Host-language']"
    each = "for name in ('SESSION', 'CSRF', 'LANGUAGE') for flag in ('SECURE', 'HTTPONLY')"
    flags = "{getattr(settings, f'{name}_COOKIE_{flag}') " + each + "}"
    assert asked(flags, **SCHOOL) == "{True}"


def test_the_host_of_the_site_is_allowed_without_being_named_twice():
    hosts = asked("settings.ALLOWED_HOSTS", **SCHOOL)
    assert hosts == "['record.example.org', '127.0.0.1', 'localhost']"
    hosts = asked("settings.ALLOWED_HOSTS", **SCHOOL | {"ALLOWED_HOSTS": "10.0.0.7"})
    assert hosts == "['record.example.org', '10.0.0.7']"


def test_the_keys_are_made_where_the_settings_say(tmp_path):
    paths = {"MASTER_KEY_FILE": str(tmp_path / "master.key"), "SECRET_KEY_FILE": str(tmp_path / "other.key")}
    assert manage("make_keys", **SCHOOL | paths).returncode == 0
    assert manage("check", **SCHOOL | paths).returncode == 0
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "master.key": 0o400,
        "other.key": 0o400,
    }


def test_debug_cannot_be_turned_on():
    assert asked("settings.DEBUG", **SCHOOL | {"DEBUG": "1", "DJANGO_DEBUG": "1"}) == "False"


def test_the_times_are_the_settled_ones():
    assert settings.SESSION_IDLE_SECONDS == 20 * 60
    assert settings.SESSION_IDLE_SECONDS_SAFEGUARDING == 30 * 60
    assert settings.SESSION_ABSOLUTE_SECONDS == 8 * 3600 < settings.SESSION_COOKIE_AGE
    assert settings.FRESH_SIGN_IN_SECONDS == 10 * 60


def test_the_shared_cache_is_never_culled_by_an_ordinary_day():
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_the_settings_can_be_read_in_one_go():
    assert len((ROOT / "safeguarding/settings.py").read_text().splitlines()) <= 300
