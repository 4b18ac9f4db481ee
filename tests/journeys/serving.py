"""The record as a school's machine serves it: gunicorn with several processes, on the database of the test."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from tests import environment

START_SECONDS = 60
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy: this machine only


class DidNotStart(RuntimeError):
    """The server ended or did not answer; what it wrote is the message."""


@contextmanager
def gunicorn(log: Path, workers: int = 4) -> Iterator[str]:
    """The address (host:port) of a running server; it is stopped at the end of the block, whatever happens in it."""
    connections.close_all()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(256)
        host, port = listening.getsockname()
        address = f"{host}:{port}"
        with log.open("w") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "safeguarding.wsgi", "--bind", f"fd://{listening.fileno()}",
                 "--workers", str(workers), "--no-control-socket", "--log-level", "warning"],
                cwd=environment.ROOT, env=dict(os.environ), pass_fds=[listening.fileno()], stdout=out, stderr=out,
            )  # fmt: skip
            try:
                _wait_for(server, address, log)
                yield address
            finally:
                server.terminate()
                try:
                    server.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    server.kill()
                    server.wait()


def _wait_for(server: subprocess.Popen, address: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            DIRECT.open(f"http://{address}/healthz", timeout=START_SECONDS).close()
            return
        except (urllib.error.URLError, ConnectionError):
            continue
    raise DidNotStart(log.read_text())
