"""Papers about one child: what they say, that no other child is named, and that nothing prints unchecked."""

import io
import json
import subprocess
from datetime import date

import pikepdf
import pytest

from incidents.documents import child_paper
from incidents.forms.papers import PaperForm
from incidents.models import CheckedPaper, TriggersFound
from incidents.selectors import paper_list
from incidents.selectors.paper_list import Wanted
from incidents.selectors.referral_pack import referral_pack
from incidents.services import copying, noting, papers, pathways, referring
from incidents.services.papers import AddedMeanwhile, NotChecked
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.cast import make_pupil
from tests.linked import link
from tests.makers import make_concern, make_referral
from tests.papers import check_and_confirm, check_of

TEXT = "Amy said that Eli Jonas from 12A showed her a message. Amy was upset."


@pytest.fixture
def concern(cast):
    found = make_concern(cast.afon, cast.nia, cast.amy, text=TEXT, about=("THREATS_OR_MONEY",))
    make_referral(found, cast.mair, agency="POLICE", agreed="They speak with Eli tonight.")
    return found


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def drawn(paper, language="en") -> bytes:
    return child_paper.draw(paper, printed_by="Mair Prosser", printed_at=clock.now())


def line_of(paper, name) -> str:
    return next(line.value for part in paper.parts for line in part.lines if line.name == name)


def test_a_pack_says_all_the_categories_and_the_pathway(cast, concern):
    referral = concern.referrals.get()
    pack = referral_pack(concern, referral, "en")
    assert (line_of(pack, "Categories"), line_of(pack, "Pathway")[:9]) == ("not known", "Proposed:")
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    pathways.choose_pathway(**said, chosen="SEXTORTION")
    concern.refresh_from_db()
    pack = referral_pack(concern, referral, "en")
    assert line_of(pack, "Categories") == "Sexual abuse; Financial abuse"
    assert line_of(pack, "Pathway") == "Financially motivated sexual extortion (often called ‘sextortion’)"


@pytest.mark.parametrize(("code", "titles"), [("en", ["Page 1 of", "Referral to"]), ("cy", ["Tudalen 1 o"])])
@pytest.mark.parametrize("number", [0, 1])
def test_a_paper_is_readable_by_everybody_and_names_this_child_alone(cast, concern, code, titles, number):
    checked = check_and_confirm(concern, cast.mair, number, code)
    pdf = drawn(
        CheckedPaper.objects.select_related("concern__key", "concern__school__key", "checked_by").get(pk=checked.pk)
    )
    said = words(pdf)
    assert "Amy Jones" in said or number == 0
    assert [name for name in ("Eli", "Jonas", "12A") if name in said] == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == code
        assert opened.open_metadata().get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
        assert str(opened.docinfo.Title)
    assert all(title in said for title in titles[:1])


def test_what_is_printed_is_what_was_checked_whatever_is_added_to_the_record(cast, concern):
    checked = check_and_confirm(concern, cast.mair)
    before = checked.text
    noting.add_note(actor=cast.mair, reference=concern.reference, text="Cai knows about it.", language="en")
    assert CheckedPaper.objects.select_related("concern__key").get(pk=checked.pk).text == before


def test_a_paper_prints_once_it_was_checked_and_leaves_an_event(cast, concern):
    checked = check_and_confirm(concern, cast.mair, 1)
    papers.print_paper(actor=cast.dafydd, reference=concern.reference, paper_id=checked.pk)
    event = AuditEvent.objects.get(event=events.PAPER_PRINTED)
    assert (event.actor_id, json.loads(event.body)["details"]["kind"]) == (cast.dafydd.pk, "PACK")


@pytest.mark.parametrize("number", [0, 1])
def test_a_paper_that_says_something_else_by_now_is_refused(cast, concern, number):
    checked = check_and_confirm(concern, cast.mair, number)
    concern.refresh_from_db()
    if number:
        referring.add_to_referral(
            actor=cast.mair, reference=concern.reference, number=1, seen_version=concern.version, agreed="Cai too."
        )
    else:
        noting.add_note(actor=cast.mair, reference=concern.reference, text="Cai knows.", language="en")
    with pytest.raises(NotChecked):
        papers.print_paper(actor=cast.mair, reference=concern.reference, paper_id=checked.pk)
    assert not AuditEvent.objects.filter(event=events.PAPER_PRINTED).exists()


def test_a_pack_that_was_checked_before_a_child_was_linked_is_checked_again(cast, concern):
    checked = check_and_confirm(concern, cast.mair, 1)
    link(cast.mair, concern, make_concern(cast.afon, cast.owen, None, unlisted="Wilf from the chess club"))
    with pytest.raises(NotChecked):
        papers.print_paper(actor=cast.mair, reference=concern.reference, paper_id=checked.pk)
    again = check_and_confirm(concern, cast.mair, 1)
    assert papers.print_paper(actor=cast.mair, reference=concern.reference, paper_id=again.pk) == again


@pytest.mark.parametrize("number", [0, 1])
def test_a_paper_that_names_a_child_who_came_to_the_roll_since_is_checked_again(cast, number):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Amy said that Zebedee Quill saw it.")
    make_referral(concern, cast.mair)
    checked = check_and_confirm(concern, cast.mair, number)
    assert "Zebedee" in checked.text  # nobody of that name was on the roll, and the lead left it
    make_pupil(cast.afon, "Oakhollow", "Wren", number="X8", year_group=9, born_on=date(2013, 2, 3))
    printed = {"actor": cast.mair, "reference": concern.reference}
    assert papers.print_paper(**printed, paper_id=checked.pk) == checked  # who came is not named in it

    make_pupil(cast.afon, "Quill", "Zebedee", number="X9", year_group=9, born_on=date(2013, 2, 3))
    with pytest.raises(NotChecked):
        papers.print_paper(**printed, paper_id=checked.pk)
    again = check_and_confirm(concern, cast.mair, number)
    assert "Zebedee" not in again.text
    assert papers.print_paper(**printed, paper_id=again.pk) == again


def test_who_looked_at_it_before_a_child_came_to_the_roll_has_to_look_again(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Amy said that Zebedee Quill saw it.")
    seen = check_of(concern, Wanted("en")).basis
    make_pupil(cast.afon, "Quill", "Zebedee", number="X9", year_group=9, born_on=date(2013, 2, 3))
    said = {"actor": cast.mair, "reference": concern.reference, "wanted": Wanted("en"), "seen": seen}
    with pytest.raises(AddedMeanwhile):
        papers.confirm_paper(**said, parts=[], masks=[])
    assert not CheckedPaper.objects.exists()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_name_of_another_agency_is_masked_as_every_word_is_and_stands_in_no_title(cast, language):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    named = "Social worker of Eli Jonas (12A)"
    make_referral(concern, cast.mair, agency="OTHER", agency_name=named, method="PHONE", agreed="They call back.")
    referring.add_to_referral(
        actor=cast.mair, reference=concern.reference, number=1, seen_version=2, agency_reference="SW/7"
    )
    for number in (0, 1):
        check = check_of(concern, Wanted(language, number))
        ours = [check.paper.title, *(part.title for part in check.paper.parts)]
        lines = [line for part in check.paper.parts for line in part.lines]
        ours += [text for line in lines for text in (line.name, line.text, "" if line.is_words else line.value)]
        assert [text for text in ours if "Eli" in text or "Jonas" in text or "12A" in text] == []
        assert any(named in line.value for line in lines if line.is_words)
        checked = check_and_confirm(concern, cast.mair, number, language)
        assert [name for name in ("Eli", "Jonas", "12A") if name in checked.text] == []
    assert [row.name for row in paper_list.rows(concern) if "Eli" in row.name] == []


def test_an_earlier_check_does_not_print_beside_a_later_one(cast, concern):
    first = check_and_confirm(concern, cast.mair)
    check_and_confirm(concern, cast.mair)
    with pytest.raises(NotChecked):
        papers.print_paper(actor=cast.mair, reference=concern.reference, paper_id=first.pk)


def test_who_looked_at_it_before_something_was_added_has_to_look_again(cast, concern):
    seen = check_of(concern, Wanted("en")).basis
    noting.add_note(actor=cast.dafydd, reference=concern.reference, text="Cai knows.", language="en")
    said = {"actor": cast.mair, "reference": concern.reference, "wanted": Wanted("en"), "seen": seen}
    with pytest.raises(AddedMeanwhile):
        papers.confirm_paper(**said, parts=[], masks=[])
    assert not CheckedPaper.objects.exists()


@pytest.mark.parametrize("who", ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"])
def test_nobody_outside_the_team_checks_or_prints_one(cast, concern, who):
    checked = check_and_confirm(concern, cast.mair)
    with pytest.raises(NotThere):
        check_and_confirm(concern, cast.people[who])
    with pytest.raises(NotThere):
        papers.print_paper(actor=cast.people[who], reference=concern.reference, paper_id=checked.pk)


def test_phrases_masked_in_the_statement_are_masked_in_the_paper_too_and_a_letter_means_one_child(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Foxy and Eli Jonas told her. Mark knew.")
    masks = [
        {"words": "Eli Jonas", "letter": "B", "proposed": True, "masked": True},
        {"words": "Foxy", "letter": "B", "proposed": False, "masked": True},
    ]
    ids = list(concern.incident.statements.values_list("pk", flat=True))
    copying.confirm_copy(actor=cast.mair, reference=concern.reference, statement_ids=ids, parts=["x"], masks=masks)
    check = check_of(concern, Wanted("en"))
    [statement] = [words for words in check.parts({one.key for one in check.proposed.proposals}, ()) if "Mark" in words]
    assert statement == "another child (B) and another child (B) told her. Mark knew."


@pytest.mark.parametrize("ticked", [True, False])
def test_a_paper_follows_the_copy_in_what_may_be_a_word_and_no_further(cast, ticked):
    make_pupil(cast.afon, "Lister", "Mae", form="9R")
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Mae hi. She met Mae.")
    masks = [
        {"words": "Mae", "letter": "B", "proposed": True, "masked": True},
        {"words": "Mae", "letter": "B", "proposed": True, "masked": ticked, "doubtful": True},
    ]
    ids = list(concern.incident.statements.values_list("pk", flat=True))
    copying.confirm_copy(actor=cast.mair, reference=concern.reference, statement_ids=ids, parts=["x"], masks=masks)
    said = PaperForm(None, check=check_of(concern, Wanted("en"))).parts()
    head = "another child (B)" if ticked else "Mae"
    assert f"{head} hi. She met another child (B)." in said


def test_a_pack_says_not_known_and_is_never_held_up_by_it(cast):
    concern = make_concern(cast.afon, cast.nia, None, unlisted="A boy in green")
    make_referral(concern, cast.mair)
    paper = check_of(concern, Wanted("en", 1)).paper
    asked = {line.name: line.value for part in paper.parts for line in part.lines}
    assert asked["Address and phone"] == "not known"
    assert asked["Who has parental responsibility"] == "not known"


def test_a_pack_lists_the_reasons_that_the_review_found_too(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    make_referral(concern, cast.mair)
    TriggersFound(concern=concern, triggers="UNDER_13", by=cast.mair).save()
    paper = check_of(concern, Wanted("en", 1)).paper
    asked = {line.name: line.value for part in paper.parts for line in part.lines}
    assert asked["Reasons to refer at once"] == "Sexual acts and a child under 13"
