"""Notes in scripts whose words no blanks set apart, and in languages of simple syllables: all of it words.

Invented, and longer than the stretch that the screen looks at.
"""

import json
from pathlib import Path

FILE = Path(__file__).with_name("languages.jsonl")
LANGUAGES: dict[str, str] = {
    note["language"]: note["text"] for note in map(json.loads, FILE.read_text("utf-8").splitlines())
}
