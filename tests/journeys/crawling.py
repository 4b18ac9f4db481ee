"""Goes to every page that the access matrix knows, each as somebody who may see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Error, Page

from safeguarding.accounts.models import User
from tests.access import matrix
from tests.cast import STRANGER
from tests.journeys.walking import open_as

# Whoever may see most comes first, so that few people have to sign in.
ORDER = ("mair", "nia", "huw", "dafydd", "carys", "sam", "gwen", "owen", "rhys")
A_FILE = "Download is starting"
# Pages on which nothing has to be answered: an empty form is a good one there, or changes what the crawl goes through.
NOTHING_TO_ANSWER = {
    "account_logout",
    "account_language",  # one of two languages always stands selected
    "record_who",  # the draft has a child already
    "record_marks",
    "record_check",  # sends
    "check_copy",  # looks for names again
    "paper_check_chronology",
    "paper_check_pack",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
}


@dataclass(frozen=True)
class Visit:
    """A page of the matrix, open before somebody who may see it."""

    name: str
    page: Page

    def __str__(self) -> str:
        return f"{self.name} ({self.page.url.partition('//')[2].partition('/')[2]})"


def paths(world) -> dict[str, list[tuple[str, str]]]:
    """For each person the names and paths of the pages they go to; public pages are gone to signed in and not."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in matrix.rows():
        if row.get:
            place = (row.name, reverse(row.name, kwargs=row.on(world)))
            found.setdefault(next(name for name in ORDER if name in row.get), []).append(place)
            if row.public:
                found.setdefault(STRANGER, []).append(place)
    return found


def crawl(new_page, world, code: str, *, errors: bool = True, **options) -> Iterator[Visit]:
    """Every page in one language, as it opens; with `errors` also as it stands after its form was sent empty."""
    User.objects.update(language=code)
    for person, places in paths(world).items():
        if person == STRANGER:
            page = new_page(locale=code, **options)
        else:
            page = open_as(new_page, world.cast.people[person], reverse("account"), **options)
        seen = set()
        for name, path in places:
            if opened(page, path) and page.url not in seen:
                seen.add(page.url)
                yield Visit(name, page)
                if errors and sent_empty(page, name):
                    yield Visit(f"{name}, sent empty", page)


def opened(page: Page, path: str) -> bool:
    """Goes to a page; says whether it is one: files and answers for machines are not."""
    try:
        response = page.goto(path)
    except Error as error:
        if A_FILE in error.message:
            return False
        raise
    return response.headers.get("content-type", "").startswith("text/html")


def sent_empty(page: Page, name: str) -> bool:
    """Sends the page's form with nothing in it; says whether there was one that has to be answered."""
    hidden = ".govuk-visually-hidden"  # what Enter presses stands on a page that asks nothing any more too
    goes_on = page.locator(f"#page-form button:not([name]), button[form=page-form]:not([name]):not({hidden})")
    if name in NOTHING_TO_ANSWER or goes_on.count() == 0:
        return False
    with page.expect_navigation():
        page.evaluate(SEND_EMPTY)
    return True


SEND_EMPTY = """() => {
    for (const field of document.querySelectorAll("#page-form :is(input, textarea)")) {
        if (field.type === "hidden") continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
    }
    document.getElementById("page-form").requestSubmit();
}"""


def console_of(page: Page) -> list[str]:
    """What the browser has to say about the page from now on: blocked scripts and styles, errors, warnings."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(f"{page.url}: console: {message.text[:200]}")

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    return said
