"""How long the pages take that people wait for: the queue, a concern, sending; beside a bare page of the same size."""

from django.test import Client, override_settings

from incidents.models import Concern
from incidents.workflow import State
from tests.bench import bare
from tests.bench.measuring import timed
from tests.makers import make_incident


def measure(cast, size: int, times: int) -> list[dict]:
    """A row for each page, with its ratio to a bare Django page of as many bytes in the same run."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.mair)
    concern = Concern.objects.filter(school=cast.afon, state=State.IN_REVIEW).earliest("recorded_at")
    rows = []
    for what, url in (("queue", "/queue/"), ("concern page", f"/concerns/{concern.reference}/")):
        rows.append(_row(f"{what}, {size:,} concerns", lambda url=url: client.get(url), times))
    rows.append(_row(f"send, {size:,} concerns", lambda: make_incident(cast.nia, [cast.amy]), times))
    return rows


def _row(what: str, call, times: int) -> dict:
    answer = call()
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"{what} answered {answer.status_code}: there is nothing to measure.")
    bare.content = getattr(answer, "content", b"sent")
    row = {"what": what, **timed(call, times)}
    with override_settings(ROOT_URLCONF="tests.bench.bare", MIDDLEWARE=[]):
        bare_client = Client(SERVER_NAME="localhost")
        yardstick = timed(lambda: bare_client.get("/"), times)
    row["times_a_bare_page"] = round(row["p50_ms"] / yardstick["p50_ms"], 1)
    row["bytes"] = len(bare.content)
    return row
