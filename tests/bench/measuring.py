"""Times a call many times over and reads the memory of the process."""

import resource
import statistics
import time
from collections.abc import Callable


def timed(call: Callable[[], object], times: int) -> dict[str, float]:
    """Median and 95th percentile of a call, in milliseconds, after two calls to warm up."""
    call(), call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50_ms": round(statistics.median(taken), 2), "p95_ms": round(taken[int(len(taken) * 0.95)], 2)}


def once(call: Callable[[], object]) -> tuple[object, float]:
    """The result of a call and how many seconds it took."""
    start = time.perf_counter()
    result = call()
    return result, round(time.perf_counter() - start, 3)


def peak_memory_mb() -> int:
    """The most memory this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
