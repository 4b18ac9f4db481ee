"""Nobody else on paper: names planted in all that is typed into linked records, and what is printed of them."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.apps import apps
from django.db.models.signals import pre_save

from incidents.documents import child_paper, parent_letter
from incidents.documents.audit_report import pages_of
from incidents.families import LETTER
from incidents.models import (
    CheckedPaper,
    Concern,
    ContactingAccount,
    Incident,
    Note,
    Pattern,
    PatternLink,
    ReportFile,
    SafetyCheck,
    SignObserved,
)
from incidents.selectors.report_entries import entries_of, span_of
from incidents.spelling import tokens, words
from safeguarding import clock
from safeguarding.directory.selectors import letter_for
from safeguarding.schools.models import Pupil
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey, Purpose
from tests import environment
from tests.cast import make_pupil
from tests.makers import make_audit_report, make_concern, make_referral
from tests.papers import check_and_confirm
from tests.safeguarding.audit.test_refused_writes import live_one_record

FORENAMES = ["Branwen", "Tomos", "Zoë", "Gruffydd", "Oluwaseun", "Caradog", "Siân", "Mary-Ann", "Llŷr", "Heledd"]
# None of them can be spelt by chance in the hashes of a report.
SURNAMES = ["Okonkwo", "Siôn-Parry", "O'Brien", "Łukaszewicz", "Madog", "Beynon", "van der Berg", "Quaye", "Tregaron"]
FORMS = ["9X", "9Y", "8Q", "7Z"]
FILLER = "told me at break that somebody had written to them and that it went on for the whole evening".split()


def make_roll(school, number: int, chance: random.Random) -> list[Pupil]:
    """Children with names that differ, known as something else, each with a number and a form."""
    pairs = [(forename, surname) for forename in FORENAMES for surname in SURNAMES]
    roll = []
    for count, (forename, surname) in enumerate(chance.sample(pairs, number)):
        known = chance.choice([name for name in FORENAMES if name != forename])
        roll.append(
            make_pupil(
                school,
                surname,
                forename,
                preferred_forename=known,
                number=f"W{chance.randrange(10**8, 10**9)}",
                upn=f"X{chance.randrange(10**11, 10**12)}",
                form=FORMS[count % len(FORMS)],
                year_group=9,
                born_on=date(2012, 1 + count % 12, 3),
            )
        )
    return roll


def known(pupil: Pupil) -> str:
    """What a child is called."""
    return pupil.preferred_forename or pupil.legal_forename


def initials_of(pupil: Pupil) -> str:
    """A child's initials."""
    return f"{known(pupil)[0]}.{pupil.legal_surname[0].upper()}."


def account_of(pupil: Pupil) -> str:
    """A child's name as the name of an account."""
    return "".join(words(f"{known(pupil)} {pupil.legal_surname}"))


def mailbox_of(pupil: Pupil) -> str:
    """The initial and the surname, as in an address."""
    return "".join(words(known(pupil)))[0] + "".join(words(pupil.legal_surname))


def ways_of(pupil: Pupil) -> list[str]:
    """Each way of naming a child."""
    legal, surname = pupil.legal_forename, pupil.legal_surname
    ways = [
        known(pupil),
        legal,
        surname,
        f"{known(pupil)} {surname}",
        f"{surname}, {legal}",
        f"{known(pupil).upper()}’s",
        initials_of(pupil),
        pupil.upn,
        pupil.school_number,
        f"form {pupil.form}",
        f"the {surname}s",
        f"@{account_of(pupil)}07",
        f"{account_of(pupil)} online",
        mailbox_of(pupil) + "@school.example",
    ]
    return [way for way in ways if way]


def sentence(about: list[Pupil], chance: random.Random) -> str:
    """Ordinary words with these children named among them."""
    said = []
    for pupil in about:
        said += [*chance.sample(FILLER, 4), chance.choice(ways_of(pupil))]
    return " ".join([*said, *chance.sample(FILLER, 3)]) + "."


# What is sealed in a record and nobody typed as words about something.
NOT_WORDS = {
    "CheckedCopy.masks": "what was masked",
    "CheckedCopy.text": "the statement, masked",
    "CheckedPaper.masks": "what was masked",
    "CheckedPaper.text": "the paper, masked",
    "Concern.unlisted_child": "what the child of the record is called: that stays",
    "PupilMatch.other_name": "what the child of the record is called: that stays",
}
OF_A_RECORD = ("concern", "incident", "pattern")  # the last but one step to the key of a record, or of linked records


def typed_columns() -> dict[str, SealedTextField]:
    """Every sealed column in which somebody's words about a record are kept, found where the models declare them."""
    return {
        f"{model.__name__}.{field.name}": field
        for model in apps.get_app_config("incidents").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField)
        and (field.key.split(".")[-2:][0] in OF_A_RECORD or model in (Concern, Incident))
        and f"{model.__name__}.{field.name}" not in NOT_WORDS
    }


@contextmanager
def planting(named: Callable[[], str]) -> Iterator[set[str]]:
    """Whatever is written meanwhile about a record names other children in each of its words. Gives where it did."""
    columns, planted = typed_columns(), set()

    def plant(sender, instance, **_more) -> None:
        if not instance._state.adding:
            return
        for field in sender._meta.concrete_fields:
            if (name := f"{sender.__name__}.{field.name}") in columns:
                setattr(instance, field.name, f"{getattr(instance, field.name) or ''} {named()}".strip())
                planted.add(name)

    pre_save.connect(plant)
    try:
        yield planted
    finally:
        pre_save.disconnect(plant)


def linked_records(cast, roll: list[Pupil], chance: random.Random) -> list[Concern]:
    """A pattern of two to five children. Every word on each record names the others, and children who are in none.

    The first has lived through everything that a record can, to its closing; with it comes whoever that life brings.
    """
    amy, *more = [cast.amy, *chance.sample(roll, chance.randint(1, 4))]
    everybody = [amy, *roll]
    pattern = Pattern(school=cast.afon, key=DataKey.objects.make(Purpose.PATTERN), by=cast.mair)
    pattern.save()

    def naming(child: Pupil) -> Callable[[], str]:
        others = [pupil for pupil in everybody if pupil.pk != child.pk]
        return lambda: sentence(chance.sample(others, chance.randint(1, 3)), chance)

    with planting(naming(amy)) as planted:
        found = [live_one_record(cast)]
    assert planted == set(typed_columns()), "words of a record in which no name was planted"
    for child in more:
        with planting(naming(child)):
            found.append(_short_record(cast, child))
    for concern in found:
        PatternLink(pattern=pattern, concern=concern, parts="CONTACTED", by=cast.mair).save()
    return list(Concern.objects.filter(school=cast.afon).with_keys())


def _short_record(cast, child: Pupil) -> Concern:
    concern = make_concern(cast.afon, cast.nia, child, about=("THREATS_OR_MONEY",))
    by = {"concern": concern, "by": cast.mair}
    SignObserved(sign="THREAT_TO_SHARE", said_by="CHILD", **by).save()
    ContactingAccount(kind="NOT_KNOWN", **by).save()
    SafetyCheck(self_harm="POSSIBLE", **by).save()
    Note(concern=concern, author=cast.mair, language="en").save()
    make_referral(concern, cast.mair, agency="OTHER", agency_name="Youth team", method="PHONE", child_told="TOLD")
    return concern


def papers_of(concern: Concern, actor, chance: random.Random) -> Iterator[str]:
    """What every paper about this record says, each in one language."""
    for number in (0, *concern.referrals.values_list("number", flat=True)):
        yield printed_words(check_and_confirm(concern, actor, number, chance.choice(["cy", "en"])))


def printed_words(checked: CheckedPaper) -> str:
    """All that stands on the paper, without its markup."""
    paper = CheckedPaper.objects.select_related("concern__key", "concern__school__key", "checked_by").get(pk=checked.pk)
    html = child_paper.page_of(paper, printed_by="Mair Prosser", printed_at=clock.now())
    return re.sub(r"<[^>]+>", " ", html.partition("</style>")[2])


def leaks(text: str, child: Pupil | None, roll: list[Pupil]) -> list[str]:
    """What of another child the text says, that is not the child's own name too."""
    own = {word for name in _names(child) for word in words(name)} if child else set()
    mine = {f"{name[0]}.{child.legal_surname[0].upper()}." for name in _names(child)[:2]} if child else set()
    mine |= {account_of(child), mailbox_of(child), *_other_accounts(child)} if child else set()
    whole = {" ".join(words(name)) for name in _names(child)} if child else set()
    left, said = {token.word for token in tokens(text)}, text.casefold()
    line = f" {' '.join(words(text))} "
    found = []
    for other in (one for one in roll if child is None or one.pk != child.pk):
        fragments = {"o", "d", "s", "van", "der", "ann", "mary"}
        found += [word for name in _names(other) for word in words(name) if word in left - own - fragments]
        several = {" ".join(words(name)) for name in _names(other) if len(words(name)) > 1} - whole
        found += [name for name in several if f" {name} " in line]
        found += [number for number in (other.upn, other.school_number) if number and number.casefold() in said]
        found += [initials_of(other)] if initials_of(other) in text and initials_of(other) not in mine else []
        is_own_form = child is not None and other.form == child.form
        found += [one for one in (account_of(other), mailbox_of(other)) if one in left - mine]
        found += [f"{name}s" for name in words(other.legal_surname)[-1:] if f"{name}s" in left and name not in own]
        found += [other.form] if not is_own_form and re.search(rf"\b{other.form}\b", text) else []
    return found


def _other_accounts(pupil: Pupil) -> set[str]:
    """What may be an account of the child too, by the name that is not used."""
    forename, surname = ("".join(words(name)) for name in (pupil.legal_forename, pupil.legal_surname))
    return {forename + surname, forename[0] + surname}


def _names(pupil: Pupil) -> tuple[str, str, str]:
    return pupil.legal_forename, known(pupil), pupil.legal_surname


NUMBERS = range(200 if environment.full() else 1)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_paper_names_another_child(cast, number):
    """200 generated patterns in the full run, one otherwise: packs and chronologies, the letter and the report."""
    chance = random.Random(str(number))
    Pupil.objects.filter(school=cast.afon).exclude(pk=cast.amy.pk).update(left_on=date(2020, 1, 1))
    roll = make_roll(cast.afon, 12, chance)
    concerns = linked_records(cast, roll, chance)
    found = []
    for concern in concerns:
        for text in papers_of(concern, cast.mair, chance):
            assert concern.pupil is None or known(concern.pupil) in text
            found += [(concern.reference, leak) for leak in leaks(text, concern.pupil, [cast.amy, *roll])]
    assert found == []
    for text in (*letters(cast), *report_texts(cast)):
        assert leaks(text, None, [cast.amy, *roll]) == []


def letters(cast) -> list[str]:
    """The letter to parents and carers in each language."""
    return [parent_letter.page_of(cast.afon, letter_for(cast.afon, LETTER, code)) for code in ("cy", "en")]


def report_texts(cast) -> list[str]:
    """All that an audit report gives out, of everything, with staff by their names."""
    report = make_audit_report(cast.huw, staff_by_name=True, languages=["cy", "en"])
    span = span_of(report)
    entries = list(entries_of(report, span, set()))
    kept = [file.content.decode() for file in ReportFile.objects.filter(report=report).exclude(kind="BUNDLE")]
    return [*kept, *(pages_of(report, span, entries, "", code) for code in ("cy", "en"))]


def test_a_name_that_stands_on_a_paper_is_found(cast):
    """The proof that the test above could fail."""
    roll = make_roll(cast.afon, 12, random.Random("0"))
    for other in roll:
        said = {way: f"She said {way} too." for way in ways_of(other)}
        assert [way for way in said if not leaks(said[way], cast.amy, [cast.amy, other])] == []
