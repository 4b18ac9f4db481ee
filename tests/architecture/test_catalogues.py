"""English and Welsh are equal: every string is in the Welsh catalogue, translated, and nobody still doubts it."""

import os
import shutil
import subprocess
import sys

import polib

from tests.architecture import house

WELSH = house.ROOT / "locale/cy/LC_MESSAGES/django.po"


def test_every_string_of_the_sources_is_in_the_welsh_catalogue(tmp_path):
    known = {_key(entry) for entry in polib.pofile(str(WELSH)) if not entry.obsolete}
    asked = {_key(entry): entry for entry in _extracted(tmp_path)}
    house.nothing_of(sorted(asked[key].msgid for key in asked.keys() - known))


def test_every_string_is_translated():
    untranslated = [
        entry.msgid
        for entry in polib.pofile(str(WELSH))
        if not entry.obsolete and not (entry.translated() or entry.fuzzy)
    ]
    house.nothing_of(untranslated)


def test_no_translation_is_in_doubt():
    assert [entry.msgid for entry in polib.pofile(str(WELSH)) if entry.fuzzy and not entry.obsolete] == []


def test_the_catalogue_can_be_compiled_and_keeps_every_placeholder(tmp_path):
    done = subprocess.run(
        ["msgfmt", "--check", "-o", str(tmp_path / "django.mo"), str(WELSH)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def _key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _extracted(folder) -> polib.POFile:
    """What the sources ask to be translated, read in a copy so that the catalogue itself is never touched."""
    for name in (*house.PACKAGES, "templates"):
        shutil.copytree(house.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (folder / "locale").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "cy", "--no-location"],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return polib.pofile(str(folder / "locale/cy/LC_MESSAGES/django.po"))
