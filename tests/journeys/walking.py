"""Goes through the record as people do: signs in, opens a page, answers its questions, presses its button."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import Concern
from tests.conftest import PASSWORD
from tests.journeys.looking import press

MAIN_BUTTON = "#page-form .govuk-button:not(.govuk-button--secondary)"


def open_as(new_page, person, path: str, **options) -> Page:
    """Somebody signs in and opens a page."""
    page = new_page(**options)
    page.goto(f"/sign-in/?next={path}")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")
    return page


def url_of(name: str, concern: Concern, **more) -> str:
    """The path of a page of this record."""
    return reverse(name, kwargs={"reference": concern.reference} | more)


def typed_day(name: str, day: date) -> dict[str, str]:
    """A day as it is typed into the three fields of a date."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def answer(page: Page, choices=(), **words: str) -> None:
    """Chooses options by name and value, types words, and presses the main button."""
    for name, value in choices:
        page.check(f"[name={name}][value='{value}']")
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    press(page, MAIN_BUTTON)


class Counting:
    """Somebody at a page, and how much they have to do there: every press and every choice counts, typing does not."""

    def __init__(self, page: Page) -> None:
        self.page, self.activations, self.pages = page, 0, []

    def press(self, selector: str) -> None:
        """Presses what leads to another page."""
        press(self.page, selector)
        self._did()

    def choose(self, name: str, value: str) -> None:
        """Chooses an option by pressing the words beside it."""
        field = self.page.locator(f"[name={name}][value='{value}']")
        self.page.click(f"label[for={field.get_attribute('id')}]")
        assert field.is_checked()
        self._did()

    def type(self, **words: str) -> None:
        """Types into fields."""
        for name, text in words.items():
            self.page.fill(f"[name={name}]", text)

    def _did(self) -> None:
        self.activations += 1
        if not self.pages or self.pages[-1] != self.page.url:
            self.pages.append(self.page.url)
