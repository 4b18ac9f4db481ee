"""The meaning of a piece of HTML as a list of lines: the order of attributes and classes and blanks do not count."""

from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "link", "meta", "path"}


class _Outline(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.depth = 0
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self._say()
        self.lines.append("  " * self.depth + f"<{tag}{''.join(sorted(map(_attribute, attrs)))}>")
        if tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "textarea" and self.words.startswith("\n"):
            self.words = self.words[1:]  # browsers drop it
        self._say(exactly=tag == "textarea")
        if tag not in VOID:
            self.depth -= 1

    def handle_data(self, data):
        self.words += data

    def _say(self, exactly=False):
        words = repr(self.words) if exactly and self.words else " ".join(self.words.split())
        if words:
            self.lines.append("  " * self.depth + words)
        self.words = ""


def _attribute(attribute) -> str:
    name, value = attribute
    if name == "class":
        value = " ".join(sorted(value.split()))
    return f" {name}" if value is None else f' {name}="{value}"'


def outline(html: str) -> list[str]:
    """One line for each tag and each run of words, indented by depth."""
    reader = _Outline()
    reader.feed(html)
    reader.close()
    reader._say()
    return reader.lines
