"""What is shown when something goes wrong: calm, in both languages, and telling nothing."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from safeguarding.resending import Held

FRAMED = ["400", "403", "403_csrf", "404", "405", "413", "415", "429"]
ALONE = ["500", "503", "503_altered", "503_busy"]


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


def test_a_stale_page_says_what_became_of_the_words():
    assert "Open the page again" in render_to_string("403_csrf.html")
    assert "kept for them" in render_to_string("403_csrf.html", {"kept_for_another": True})


@pytest.mark.parametrize("name", ALONE)
def test_a_page_that_stands_alone_holds_what_was_typed_and_escapes_it(name):
    words = '<b>She said</b> "don\'t" & left at noon'
    held = Held(path="/record/?a=1&b=2", fields=[("words", words)], token="t0k3n")
    html = render_to_string(f"{name}.html", {"held": held})
    assert "<b>She" not in html and "&lt;b&gt;She said&lt;/b&gt;" in html
    assert ('name="csrfmiddlewaretoken" value="t0k3n"' in html) is (name != "503_altered")
