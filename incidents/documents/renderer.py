"""Draws paper: HTML in, PDF/UA out, in a process of its own that may fetch nothing and use only so much memory.

Run as a file it is that process; it then knows nothing of the record, its settings or its keys. No other module
imports WeasyPrint.
"""

import os
import subprocess
import sys
from pathlib import Path

MEMORY_BYTES = 3 * 1024**3  # about 3 MB a page, and what the libraries map
SECONDS = 300
# What the process may know of its surroundings: where programs and fonts are.
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_DATA_DIRS")


class CannotDraw(Exception):
    """The paper could not be drawn: too large, too slow, or the libraries are missing."""


def render_all(pages: list[str]) -> list[bytes]:
    """Each HTML text as a PDF; several are drawn side by side. Raises CannotDraw."""
    running = [_start() for _ in pages]
    try:
        for process, html in zip(running, pages, strict=True):
            process.stdin.write(html.encode())
            process.stdin.close()
        return [_finished(process) for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()


def render(html: str) -> bytes:
    """One HTML text as a PDF. Raises CannotDraw."""
    return render_all([html])[0]


def _start() -> subprocess.Popen:
    known = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return subprocess.Popen(  # noqa: S603  (our own file, with our own Python)
        [sys.executable, "-I", str(Path(__file__).resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**known, "LANG": "C.UTF-8", "HOME": os.devnull},
        cwd="/",
    )


def _finished(process: subprocess.Popen) -> bytes:
    process.stdin = None  # sent and closed already
    try:
        pdf, complaint = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise CannotDraw(f"The paper took longer than {SECONDS} seconds.") from error
    if process.returncode or not pdf.startswith(b"%PDF-"):
        last_line = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        raise CannotDraw(f"The paper could not be drawn: {last_line[:200]}")
    return pdf


def _draw() -> None:
    """The process of its own."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import weasyprint

    class FetchesNothing(weasyprint.URLFetcher):
        """A paper holds everything it needs; an address in it is a mistake or an attack."""

        def fetch(self, url, headers=None):
            raise weasyprint.urls.FatalURLFetchingError("a paper fetches nothing")

    html = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=FetchesNothing())
    # Fixed, where the library would choose something new each time: the same paper has the same bytes.
    pdf = html.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"safeguarding-record", custom_metadata=True)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    _draw()
