"""Nobody else on paper: names planted in linked records, and what is printed about one child of them."""

import json
import random
import re
from datetime import date

import pytest
from django.core.management import call_command

from incidents.documents import child_paper
from incidents.models import (
    CheckedPaper,
    ChildPreference,
    ContactingAccount,
    Note,
    Pattern,
    PatternLink,
    SafetyCheck,
    SignObserved,
)
from incidents.spelling import tokens, words
from safeguarding import clock
from safeguarding.schools.models import Pupil
from safeguarding.vault.models import DataKey, Purpose
from tests.cast import make_pupil
from tests.makers import make_concern, make_referral
from tests.papers import check_and_confirm

FORENAMES = ["Branwen", "Tomos", "Zoë", "Gruffydd", "Oluwaseun", "Caradog", "Siân", "Mary-Ann", "Llŷr", "Heledd"]
SURNAMES = ["Okonkwo", "Siôn-Parry", "O'Brien", "Łukaszewicz", "Madog", "Bebb", "van der Berg", "Quaye", "Tregaron"]
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


def ways_of(pupil: Pupil, chance: random.Random) -> str:
    """One way of naming a child."""
    known, legal, surname = pupil.preferred_forename, pupil.legal_forename, pupil.legal_surname
    initials = f"{known[0]}.{surname[0].upper()}."
    return chance.choice(
        [
            known,
            legal,
            surname,
            f"{known} {surname}",
            f"{surname}, {legal}",
            f"{known.upper()}’s",
            initials,
            pupil.upn,
            pupil.school_number,
            f"form {pupil.form}",
        ]
    )


def sentence(about: list[Pupil], chance: random.Random) -> str:
    """Ordinary words with these children named among them."""
    said = []
    for pupil in about:
        said += [*chance.sample(FILLER, 4), ways_of(pupil, chance)]
    return " ".join([*said, *chance.sample(FILLER, 3)]) + "."


def linked_records(cast, roll: list[Pupil], chance: random.Random) -> list:
    """A pattern of two to five children. Every text on each record names the others, and children who are in none."""
    size = chance.randint(2, 5)
    pattern = Pattern(school=cast.afon, key=DataKey.objects.make(Purpose.PATTERN), by=cast.mair)
    pattern.save()
    found = []
    for child in chance.sample(roll, size):
        others = [pupil for pupil in roll if pupil.pk != child.pk]

        def named(others=others) -> str:
            return sentence(chance.sample(others, chance.randint(1, 3)), chance)

        concern = make_concern(cast.afon, cast.nia, child, text=named(), about=("THREATS_OR_MONEY",))
        PatternLink(pattern=pattern, concern=concern, parts="CONTACTED", by=cast.mair).save()
        by = {"concern": concern, "by": cast.mair}
        SignObserved(sign="THREAT_TO_SHARE", said_by="CHILD", words=named(), **by).save()
        ContactingAccount(
            kind="NOT_KNOWN", handle=f"x_{others[0].upn}", display_name=named(), words=named(), **by
        ).save()
        SafetyCheck(self_harm="POSSIBLE", observed_words=named(), put_in_place=named(), **by).save()
        ChildPreference(preference="TOGETHER", words=named(), language="en", **by).save()
        Note(concern=concern, author=cast.mair, text=named(), language="en").save()
        said = {"agreed": named(), "child_told": "TOLD", "child_told_words": named()}
        make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101", spoke_to=named(), **said)
        found.append(concern)
    return found


def printed_words(checked: CheckedPaper) -> str:
    """All that stands on the paper, without its markup."""
    paper = CheckedPaper.objects.select_related("concern__key", "concern__school__key", "checked_by").get(pk=checked.pk)
    html = child_paper.page_of(paper, printed_by="Mair Prosser", printed_at=clock.now())
    return re.sub(r"<[^>]+>", " ", html.partition("</style>")[2])


def leaks(text: str, child: Pupil, roll: list[Pupil]) -> list[str]:
    """What of another child the text says, that is not the child's own name too."""
    own = {
        word for name in (child.legal_forename, child.preferred_forename, child.legal_surname) for word in words(name)
    }
    left, said = {token.word for token in tokens(text)}, text.casefold()
    found = []
    for other in roll:
        if other.pk == child.pk:
            continue
        names = (other.legal_forename, other.preferred_forename, other.legal_surname)
        fragments = {"o", "d", "s", "van", "der", "ann", "mary"}
        found += [word for name in names for word in words(name) if word in left - own - fragments]
        found += [number for number in (other.upn, other.school_number) if number.casefold() in said]
        initials = f"{other.preferred_forename[0]}.{other.legal_surname[0].upper()}."
        mine = {
            f"{name[0]}.{child.legal_surname[0].upper()}." for name in (child.preferred_forename, child.legal_forename)
        }
        found += [initials] if initials in text and initials not in mine else []
        found += [other.form] if other.form != child.form and re.search(rf"\b{other.form}\b", text) else []
    return found


@pytest.mark.parametrize("part", range(4))
def test_packs_and_chronologies_name_no_other_child(cast, full, part):
    """200 generated patterns in the full run, each child's papers in one language; fewer otherwise."""
    call_command("load_reference", verbosity=0)
    for number in range(50 if full else 2):
        chance = random.Random(f"{part} {number}")
        Pupil.objects.filter(school=cast.afon).update(left_on=date(2020, 1, 1))
        roll = make_roll(cast.afon, 12, chance)
        for concern in linked_records(cast, roll, chance):
            for kind in (0, 1):
                checked = check_and_confirm(concern, cast.mair, kind, chance.choice(["cy", "en"]))
                text = printed_words(checked)
                assert concern.pupil.preferred_forename in text
                assert leaks(text, concern.pupil, roll) == [], json.dumps([part, number, kind])
