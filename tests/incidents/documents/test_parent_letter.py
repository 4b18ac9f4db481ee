"""The letter to parents and carers on paper: what stands in it and what never may, for everybody to read."""

import io
import subprocess

import pikepdf
import pytest
from django.core.management import call_command
from django.utils import translation

from incidents.documents import parent_letter
from incidents.documents.parent_letter import Part, parts_of
from incidents.families import LETTER
from safeguarding.directory.models import ContactPoint, Letter
from safeguarding.directory.selectors import letter_for, tools_for

SAID = {
    "en": (
        "A child is never to blame",
        "financially motivated sexual extortion",
        "child sexual abuse",
        "listen without judging",
        "Do not pay",
        "Do not reply",
        "delete nothing",
        "Report Remove",
        "Take It Down",
        "StopNCII.org",
        "self-harm and suicide",
        "999",
        "Childline",
        "another format or language",
    ),
    "cy": (
        "Nid yw plentyn byth ar fai",
        "blacmel rhywiol ag ysgogiad ariannol",
        "gam-drin plant yn rhywiol",
        "gwrandewch heb farnu",
        "Peidiwch â thalu",
        "Peidiwch ag ateb",
        "peidiwch â dileu dim",
        "Report Remove",
        "Take It Down",
        "StopNCII.org",
        "hunan-niweidio a hunanladdiad",
        "999",
        "Childline",
        "mewn fformat neu iaith arall",
    ),
}
NUMBERS = ("101", "0800 1111", "0300 123 2040", "0345 6000 459", "childline.org.uk/remove", "takeitdown.ncmec.org")


@pytest.fixture
def directory(cast):
    call_command("load_reference", verbosity=0)


def words(pdf: bytes) -> str:
    """What the pages say, on one line."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def elements(node):
    """The kinds of the elements of a tagged document, from the top down."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from elements(node.K)


@pytest.mark.parametrize("code", ["cy", "en"])
@pytest.mark.parametrize("school", ["afon", "riverside"])
def test_the_letter_says_what_it_must_in_its_own_language_whoever_prints_it(directory, cast, code, school):
    school = getattr(cast, school)
    letter = letter_for(school, LETTER, code)
    with translation.override("en" if code == "cy" else "cy"):
        pdf = parent_letter.draw(school, letter)
    said = words(pdf)
    assert [phrase for phrase in (*SAID[code], *NUMBERS, school.name, letter.title) if phrase not in said] == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == code and str(opened.docinfo.Title) == letter.title
        assert opened.open_metadata().get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
        assert bool(opened.Root.MarkInfo.Marked) and len(opened.pages) == 2
        found = list(elements(opened.Root.StructTreeRoot.K))
    assert found.count("/H1") == 1 and found.count("/H2") == 9
    assert {"/L", "/LI", "/Table", "/TH", "/TD"} <= {*found}
    assert {"cy": "Tudalen 1 o 2", "en": "Page 1 of 2"}[code] in said


def test_it_names_no_child_no_day_and_no_record(directory, cast):
    for code in ("cy", "en"):
        html = parent_letter.page_of(cast.afon, letter_for(cast.afon, LETTER, code))
        assert not [name for name in ("Amy", "Eli", "Cai", "2026", "{{", "Mair", "Prosser") if name in html]


def test_the_same_letter_is_the_same_bytes(directory, cast):
    letter = letter_for(cast.afon, LETTER, "en")
    assert parent_letter.draw(cast.afon, letter) == parent_letter.draw(cast.afon, letter)


def test_whom_to_call_is_read_from_the_directory_and_only_where_there_is_a_way(directory, cast):
    services = ContactPoint(school=cast.afon, kind="CHILDRENS_SERVICES", phone="01970 555 001", source="The school")
    services.name_en = services.name_cy = "Plant Ceredigion"
    before = parent_letter.page_of(cast.afon, letter_for(cast.afon, LETTER, "en"))
    assert "Children’s services of your local authority" not in before and "Your school adds" not in before
    services.save()
    after = parent_letter.page_of(cast.afon, letter_for(cast.afon, LETTER, "en"))
    assert "Plant Ceredigion" in after and "01970 555 001" in after
    assert "Meic" in after and "Meic" not in parent_letter.page_of(
        cast.riverside, letter_for(cast.riverside, LETTER, "en")
    )
    assert all(after.count(f">{tool.web}<") == 1 for tool in tools_for(cast.afon) if tool.web)


def test_what_a_school_writes_is_text_on_paper(cast):
    letter = Letter(
        school=cast.afon, code=LETTER, language="en", title="A & <b>B</b>", text="# <i>Help</i>\n\n- “1” < 2"
    )
    html = parent_letter.page_of(cast.afon, letter)
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in html and "&lt;i&gt;Help" in html and "“1” &lt; 2" in html


def test_a_text_is_headings_paragraphs_and_lists():
    text = "Dear all,\n\n# Signs \n- One\n- Two\nThen this\nand that.\n\n\n- Three\r\n\r\nThe school"
    assert parts_of(text) == [
        Part(paragraph="Dear all,"),
        Part(heading="Signs"),
        Part(points=("One", "Two")),
        Part(paragraph="Then this\nand that."),
        Part(points=("Three",)),
        Part(paragraph="The school"),
    ]
    assert parts_of("") == parts_of("\n\n \n") == []


def test_the_two_languages_have_the_same_parts(directory, cast):
    shapes = [
        [(bool(part.heading), bool(part.paragraph), len(part.points)) for part in parts_of(letter.text)]
        for letter in (letter_for(cast.afon, LETTER, code) for code in ("cy", "en"))
    ]
    assert shapes[0] == shapes[1] and len(shapes[0]) > 15


def test_no_number_stands_in_the_text_itself_but_999(directory, cast):
    for code in ("cy", "en"):
        text = letter_for(cast.afon, LETTER, code).text
        assert {token.strip(".,:;") for token in text.split() if token.strip(".,:;").isdigit()} == {"14", "18", "999"}
