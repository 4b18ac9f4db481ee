"""How long the screen of texts takes: over the written notes one after the other, and over a longest field."""

from safeguarding.screening import screened
from tests.bench.measuring import once, timed
from tests.safeguarding.screening.encodings import ENCODINGS, picture
from tests.safeguarding.screening.notes import read_notes


def measure(quick: bool) -> list[dict]:
    """Characters per second over the notes; milliseconds for a field of 10,000 characters, of words or of a picture."""
    notes = [note["text"] for note in read_notes()][:: 10 if quick else 1]
    _results, seconds = once(lambda: [screened(note, "[1]", "[2]") for note in notes])
    words = " ".join(notes)[:10_000]
    base64 = ENCODINGS["base64 in lines of 76"](picture(7_300))[:10_000]
    return [
        {
            "what": f"screen of texts, {len(notes):,} notes",
            "seconds": seconds,
            "characters_per_second": round(sum(map(len, notes)) / seconds),
        },
        {"what": "screen of texts, 10,000 characters of words", **timed(lambda: screened(words, "[1]", "[2]"), 20)},
        {
            "what": "screen of texts, 10,000 characters of a picture",
            **timed(lambda: screened(base64, "[1]", "[2]"), 20),
        },
    ]
