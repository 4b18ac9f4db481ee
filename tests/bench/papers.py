"""Time and memory of an audit report, PDF and CSV, made in a process of its own so that its memory is its own."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

from tests.environment import ROOT


def measure(cast, quick: bool) -> list[dict]:
    """A report of 300 entries and, unless quick, one of 2,000: the most that stand on paper."""
    from tests.bench.data import fill_trail

    rows, filled = [], 0
    for size in [300] if quick else [300, 2_000]:
        fill_trail(cast.riverside, cast.rhys, size - filled)
        filled = size
        rows.append({"what": f"audit report, {size:,} entries", **_made(_asked(cast), size)})
    return rows


def _asked(cast):
    """A report of what was opened today at the other school, whose trail holds nothing else of the kind."""
    from incidents.sections import Section
    from incidents.services.reporting import Wish, request_report
    from safeguarding import clock

    wish = Wish(clock.today(), clock.today(), [Section.ACCESS], ["en"], ["PDF", "CSV"], "To measure")
    report, _by_worker = request_report(actor=cast.rhys, school=cast.riverside, wish=wish)
    return report


def _made(report, size: int) -> dict[str, object]:
    if report.entries != size:
        raise RuntimeError(f"The report has {report.entries} entries, not {size}.")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.papers", str(report.pk)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _make(report_id: UUID) -> dict[str, object]:
    """Seconds of making it, and the most memory of this process and of the one that draws."""
    import django

    django.setup()
    from incidents.models import FileKind, ReportFile
    from incidents.services.making import make_report

    begun = time.perf_counter()
    if not make_report(report_id):
        raise RuntimeError("The report could not be made.")
    seconds = round(time.perf_counter() - begun, 2)
    own, drawing = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = sum(usage.ru_utime + usage.ru_stime for usage in (own, drawing))
    pdf = ReportFile.objects.defer("content_text").get(report_id=report_id, kind=FileKind.PDF)
    return {
        "seconds": seconds,
        "cpu_s": round(worked, 2),  # of both processes, their start included
        "peak_mb": _own_peak_mb(),
        "drawing_peak_mb": drawing.ru_maxrss // 1024,
        "pdf_kb": pdf.size // 1024,
    }


def _own_peak_mb() -> int:
    """What this program itself held at most; the figure of getrusage begins with that of the program that began it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) // 1024


if __name__ == "__main__":
    print(json.dumps(_make(UUID(sys.argv[1]))))
