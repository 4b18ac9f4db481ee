"""A browser as the server knows it: tokens are checked, each tab keeps that of its page, and all share a session."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.cast import PASSWORD
from tests.clients import FormClient

HERE = "http://testserver"
TOKEN = "csrfmiddlewaretoken"


class Browser(FormClient):
    """Posts with the token of the page it is on, and says from which site it posts, as browsers do."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def open(self, path: str) -> "Tab":
        """Opens a page in a tab of its own, wherever it leads."""
        response = self.get(path, follow=True)
        chain = getattr(response, "redirect_chain", [])
        return Tab(self, chain[-1][0] if chain else path, response)

    def sign_in(self, person, at: str = "/sign-in/?next=/account/") -> "Tab":
        """Signs somebody in; the tab stands where that leads."""
        done = self.open(at).send({"login": person.email, "password": PASSWORD})
        return self.open(done.url)

    def sign_out(self) -> None:
        """From a tab of its own."""
        self.open("/sign-out/").send({})


class Tab:
    """One page, as it was when it was opened."""

    def __init__(self, browser: Browser, path: str, response) -> None:
        self.browser, self.path, self.response = browser, path, response
        self.token = token_of(response)

    def send(self, data: dict, *, origin: str | None = HERE, **headers):
        """Sends the page's form."""
        if origin is not None:
            headers["HTTP_ORIGIN"] = origin
        return self.browser.post(self.path, data | {TOKEN: self.token}, **headers)


def token_of(response) -> str:
    """The token in a page's forms."""
    found = re.search(rf'name="{TOKEN}" value="([^"]+)"', response.content.decode())
    return found[1] if found else ""


def sent_again(browser: Browser, response, **more):
    """Presses the button of a page that holds what was posted; `more` is what another button would add."""
    return browser.post(action_of(response), answers_in(response) | more, HTTP_ORIGIN=HERE)


def action_of(response) -> str:
    """Where the page's own form is sent."""
    tag = re.search(r'<form[^>]*id="page-form"[^>]*>', response.content.decode())
    found = tag and re.search(r'action="([^"]+)"', tag[0])
    return unescape(found[1]) if found else ""


def answers_in(response, form_id: str = "page-form") -> dict[str, list[str]]:
    """What a browser would send of the page's form as it stands, buttons aside."""
    reader = _Answers(form_id)
    reader.feed(response.content.decode())
    return reader.found


class _Answers(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside, self.writing, self.choosing, self.found = form_id, False, "", "", {}

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        name = given.get("name")
        if tag == "option" and self.choosing and ("selected" in given or self.choosing not in self.found):
            self.found[self.choosing] = [given.get("value") or ""]
        if not self.inside or not name:
            return
        if tag == "select":
            self.choosing = name
        if tag == "textarea":
            self.writing = name
            self.found.setdefault(name, []).append("")
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.found.setdefault(name, []).append(given.get("value") or "")

    def handle_data(self, data) -> None:
        if self.writing:
            self.found[self.writing][-1] += data

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.choosing = ""
        if tag == "textarea" and self.writing:
            self.found[self.writing][-1] = self.found[self.writing][-1].removeprefix("\n")
            self.writing = ""


def path_of(url: str) -> str:
    """An address without its query."""
    return urlsplit(url).path
