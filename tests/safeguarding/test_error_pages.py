"""What is shown when something goes wrong: calm, in both languages, and telling nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

FRAMED = ["400", "403", "403_csrf", "404", "405", "413", "415", "429"]
ALONE = ["500", "503", "503_altered"]


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_says_what_to_do_when_a_child_cannot_wait(name):
    html = render_to_string(f"{name}.html", {"person_name": "Nia Rees"})
    assert "tell your safeguarding lead in person" in html and "call 999" in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", ALONE)
def test_a_page_that_stands_alone_needs_nothing_and_speaks_both_languages(name, settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "no.such.Storage"}}
    html = render_to_string(f"{name}.html")
    assert "call 999" in html and "ffoniwch 999" in html and 'lang="cy"' in html
    assert "{%" not in html and "{{" not in html


def test_a_page_not_found_does_not_repeat_the_address():
    languages = [{"code": "cy", "name": "Cymraeg", "current": False}, {"code": "en", "name": "English", "current": 1}]
    pages = [
        render_to_string("404.html", {"languages": languages, "request": RequestFactory().get(path)})
        for path in ("/concerns/7F3K-92QD/", "/concerns/AAAA-AAAA/")
    ]
    assert pages[0] == pages[1]


def test_a_stale_page_says_whether_the_words_were_kept():
    kept = render_to_string("403_csrf.html", {"saved_at": datetime(2026, 6, 4, 9, 42, tzinfo=UTC)})
    assert "What you typed was saved at 10:42." in re.sub(r"\s+", " ", kept)
    assert "nothing from that page was sent" in render_to_string("403_csrf.html")
