"""All that pages say, in both languages."""

import polib
import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def catalogue() -> list[str]:
    """Every text of the pages, English and Welsh."""
    file = polib.pofile(str(settings.BASE_DIR / "locale/cy/LC_MESSAGES/django.po"))
    return [
        text
        for entry in file
        for text in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values())
        if text
    ]
