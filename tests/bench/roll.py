"""Time and memory of importing a roll of 1,500 pupils: the first time, and again when nothing has changed."""

import os
import subprocess
import sys
import time
import uuid

from tests.environment import ROOT

EXPORT = ROOT / "fixtures" / "roll" / "arbor_pupils.csv"


class ImportFailed(RuntimeError):
    """The command did not end well: there is nothing to measure."""


def bench_roll(engine: str) -> dict[str, object]:
    """Imports the Arbor export into a school of its own in the present database, twice, each in its own process."""
    from safeguarding.schools.services.founding import found_school

    code = f"roll-{uuid.uuid4().hex[:8]}"
    found_school(code=code, name="Ysgol y Fainc", jurisdiction="WALES", languages="cy,en")
    return {"engine": engine, **_import(code, "first"), **_import(code, "again")}


def _import(code: str, name: str) -> dict[str, float]:
    """Seconds by the clock, seconds of work and megabytes of `manage.py import_roll`, its start included."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "manage.py", "import_roll", str(EXPORT), "--school", code],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    ) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ImportFailed(f"import_roll ended with {process.returncode}.")
    return {
        f"{name}_s": round(time.perf_counter() - begun, 2),
        f"{name}_cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        f"{name}_mb": usage.ru_maxrss // 1024,
    }
