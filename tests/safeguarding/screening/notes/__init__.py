"""Notes as they are written in schools, in seven languages, by people who had not seen the screen.

They judge the screen of texts. They were kept before it was tuned, and are not edited: who finds a note that the screen
should not touch, mends the screen.
"""

import json
from pathlib import Path


def read_notes() -> list[dict]:
    """All notes: {"language": "cy", "kind": "disclosure", "text": "..."}."""
    files = sorted(Path(__file__).parent.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
