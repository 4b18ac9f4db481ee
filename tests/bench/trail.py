"""How fast the audit trail is checked."""

from safeguarding.audit.verification import verify
from tests.bench.data import fill_trail
from tests.bench.measuring import once, peak_memory_mb


def measure(cast, quick: bool) -> list[dict]:
    """Rows per second of `verify_audit` over a trail of 20,000 entries (2,000 when quick)."""
    fill_trail(cast.afon, cast.mair, 2_000 if quick else 20_000)
    verdict, seconds = once(verify)
    if not verdict.is_whole:
        raise RuntimeError(f"The trail of the benchmark is not whole: {verdict.fault}")
    return [
        {
            "what": f"verify_audit, {verdict.entries:,} entries",
            "seconds": seconds,
            "entries_per_second": round(verdict.entries / seconds),
            "peak_mb": peak_memory_mb(),
        }
    ]
