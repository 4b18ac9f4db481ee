"""Paper is drawn in a process of its own: accessible, the same each time, fetching nothing, within its limits."""

import io
import subprocess

import pikepdf
import pytest

from incidents.documents import renderer
from incidents.documents.renderer import CannotDraw, render, render_all

PAGE = """<html lang="cy"><head><title>Adroddiad</title><style>body { font-family: "DejaVu Sans" }</style></head>
<body><h1>Adroddiad ŵŷâ</h1><table><thead><tr><th scope="col">Pryd</th></tr></thead>
<tbody><tr><td>heddiw</td></tr></tbody></table></body></html>"""


@pytest.fixture(scope="module")
def pdf():
    return render(PAGE)


def test_it_is_tagged_titled_and_says_its_language(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "cy"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo.Title) == "Adroddiad"
        assert opened.open_metadata().get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
        tags = _tags(opened.Root.StructTreeRoot)
    assert {"/H1", "/Table", "/TH", "/TD"} <= tags


def test_its_letters_can_be_read_back(pdf):
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "Adroddiad ŵŷâ" in done.stdout.decode()


def test_the_same_paper_has_the_same_bytes(pdf):
    assert render_all([PAGE, PAGE]) == [pdf, pdf]


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import url("http://127.0.0.1:9/a.css")</style>',
        '<style>body { background: url("file:///etc/hostname") }</style>',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_nothing_is_fetched(inside):
    with pytest.raises(CannotDraw, match="fetches nothing"):
        render(PAGE.replace("<h1>", inside + "<h1>"))


def test_the_process_knows_nothing_of_the_record(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "a secret")
    process = renderer._start()
    with open(f"/proc/{process.pid}/environ", "rb") as opened:
        known = opened.read()
    process.kill()
    process.communicate()
    assert b"DATABASE_URL" not in known and b"VAR_DIR" not in known


def test_a_paper_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(renderer, "SECONDS", 0.01)
    with pytest.raises(CannotDraw, match="longer than"):
        render(PAGE)


def test_a_paper_that_needs_too_much_memory_is_given_up(monkeypatch, tmp_path):
    """The limit is set by the process itself, before it reads anything."""
    source = renderer.Path(renderer.__file__).read_text()
    small = tmp_path / "renderer.py"
    small.write_text(source.replace("MEMORY_BYTES = 3 * 1024**3", "MEMORY_BYTES = 40 * 1024**2"))
    monkeypatch.setattr(renderer, "__file__", str(small))
    with pytest.raises(CannotDraw):
        render(PAGE)


def _tags(element, found=None) -> set[str]:
    found = set() if found is None else found
    if "/S" in element:
        found.add(str(element["/S"]))
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            _tags(child, found)
    return found
