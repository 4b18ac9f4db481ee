"""A real browser and a real server for tests: Debian's Chromium, driven; the record served on localhost."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import got_request_exception
from django.test import override_settings
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the page under test may use the network, and a page under test may reach nothing but its server.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
WIDE = {"width": 1280, "height": 900}
PATIENCE_MS = 15_000


class NoBrowser(RuntimeError):
    """No Chromium was found: browser tests are never skipped."""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Headless Chromium, until the end of the block."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise NoBrowser("No Chromium was found. `script/setup --tests` installs it or says what to install.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def pages(browser: Browser, base_url: str):
    """A function that opens pages, each in a context of its own: no cookie passes from one to the next."""
    contexts = []

    def new_page(*, js: bool = True, viewport: dict | None = None, **options):
        context = browser.new_context(base_url=base_url, java_script_enabled=js, viewport=viewport or WIDE, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


class AsSent(QuietWSGIRequestHandler):
    """Passes on the headers that were sent: the library behind it makes up a Content-Type where there is none."""

    def get_environ(self) -> dict:
        """What the request says, as production's server would put it."""
        environ = super().get_environ()
        if self.headers.get("content-type") is None:
            environ.pop("CONTENT_TYPE", None)
        return environ


class Server(LiveServerThread):
    """The record, served by a thread of the test."""

    daemon = True

    def _create_server(self, connections_override=None):
        return self.server_class((self.host, self.port), AsSent, allow_reuse_address=False)


@contextmanager
def running_server(errors: list[BaseException]) -> Iterator[str]:
    """The address of the record, served from the database in use; what its pages raise is put into `errors`."""
    thread = Server("localhost", StaticFilesHandler)
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error

    def note(sender, **_) -> None:
        errors.append(sys.exception())

    got_request_exception.connect(note)
    url = f"http://localhost:{thread.port}"
    try:
        with override_settings(SITE_URL=f"{url}/"):
            yield url
    finally:
        got_request_exception.disconnect(note)
        thread.terminate()
