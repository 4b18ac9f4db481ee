"""Looks at a page as everybody has to be able to: with a screen reader, on a narrow screen, without scripts."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map((database) => database.name), ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope),
]"""
NARROW = {"width": 320, "height": 700}


def press(page: Page, selector: str) -> None:
    """Presses what leads to another page, and waits until that is there."""
    with page.expect_navigation():
        page.click(selector)


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands: what axe finds, a sideways scroll, anything kept in the browser."""
    found = [
        f"{page.url}: {violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in Axe()
        .run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        .response["violations"]
    ]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        found.append(f"{page.url}: {wider} pixels too wide at {page.viewport_size['width']}")
    return found + [f"{page.url}: kept in the browser: {what}" for what in kept_in_browser(page)]


def kept_in_browser(page: Page) -> list[str]:
    """What the page has left in the browser for the next person at the same computer."""
    return page.evaluate(KEPT)
