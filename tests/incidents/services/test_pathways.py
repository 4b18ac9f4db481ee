"""Recording signs and saying which pathway applies: who may, what stands afterwards, and what the trail says."""

import pytest

from incidents.indicators import THREATS, Pathway, Sign
from incidents.models import PathwayChoice, SignObserved
from incidents.selectors.categories import categories_of
from incidents.selectors.decisions import triggers_ever_applied
from incidents.selectors.pathway import (
    found_on,
    is_about_images,
    is_sextortion,
    proposal_for,
    standing_pathway,
    standing_signs,
)
from incidents.services import pathways, triage
from incidents.services.holding import ChangedMeanwhile
from incidents.services.pathways import Noticed
from incidents.workflow import MoveRefused, State
from safeguarding.audit import events
from safeguarding.policy import NotThere
from tests.incidents.moves import judged
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, events_of, last_body
from tests.makers import make_concern

WORDS = "Pay me or everyone sees it."


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def sign(concern, actor, *noticed, seen=None, why_gone=""):
    """Records that these are the signs that are known."""
    concern.refresh_from_db()
    noticed = [one if isinstance(one, Noticed) else Noticed(one) for one in noticed]
    version = concern.version if seen is None else seen
    said = {"reference": concern.reference, "seen_version": version, "why_gone": why_gone}
    return pathways.record_signs(actor=actor, noticed=noticed, **said)


def choose(concern, actor, chosen, reasons="", seen=None):
    """Says which pathway applies."""
    concern.refresh_from_db()
    version = concern.version if seen is None else seen
    return pathways.choose_pathway(
        actor=actor, reference=concern.reference, seen_version=version, chosen=chosen, reasons=reasons
    )


class TestSigns:
    def test_stand_with_who_said_them_and_the_words(self, cast, concern):
        sign(concern, cast.mair, Noticed(Sign.MONEY_DEMANDED, "CHILD", WORDS), Sign.CHANGED)
        standing = standing_signs(concern)
        assert list(standing) == [Sign.MONEY_DEMANDED, Sign.CHANGED]
        row = standing[Sign.MONEY_DEMANDED]
        assert (row.said_by, row.words, row.by) == ("CHILD", WORDS, cast.mair)

    def test_add_what_is_new_and_say_what_is_none_and_leave_the_rest(self, cast, concern):
        sign(concern, cast.mair, Sign.CHANGED, Noticed(Sign.PRESSURED, "CHILD", WORDS))
        sign(concern, cast.dafydd, Noticed(Sign.PRESSURED, "CHILD", WORDS), Sign.FAKE_PROFILE)
        assert set(standing_signs(concern)) == {Sign.PRESSURED, Sign.FAKE_PROFILE}
        assert SignObserved.objects.count() == 4 and standing_signs(concern)[Sign.PRESSURED].by == cast.mair

    def test_that_are_on_the_record_already_are_refused(self, cast, concern):
        sign(concern, cast.mair, Sign.CHANGED)
        with pytest.raises(MoveRefused) as refused:
            sign(concern, cast.mair, Sign.CHANGED)
        assert refused.value.missing == {"something_new"}

    def test_leave_an_event_with_neither_their_codes_nor_words(self, cast, concern):
        sign(concern, cast.mair, Noticed(Sign.MONEY_DEMANDED, "CHILD", WORDS))
        assert events_of(concern) == [events.SIGNS_RECORDED]
        assert "MONEY_DEMANDED" not in last_body(concern) and WORDS not in last_body(concern)

    @pytest.mark.parametrize("state", [State.PLANNED, State.NO_FURTHER_ACTION])
    def test_of_blackmail_take_a_record_that_rests_back_into_review(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
        sign(concern, cast.mair, Sign.CHANGED)
        concern.refresh_from_db()
        assert concern.state == state
        sign(concern, cast.mair, Sign.CHANGED, Sign.THREAT_TO_SHARE)
        concern.refresh_from_db()
        assert concern.state == State.IN_REVIEW and events_of(concern)[-1] == events.CONCERN_MOVED


class TestPathway:
    def test_that_is_proposed_is_confirmed_without_reasons(self, cast, concern):
        sign(concern, cast.mair, Sign.MONEY_DEMANDED)
        made = choose(concern, cast.mair, Pathway.SEXTORTION)
        assert (made.proposed, made.rule, made.chosen) == ("SEXTORTION", "THREAT_SIGN", "SEXTORTION")
        assert standing_pathway(concern) == made

    def test_other_than_the_proposed_needs_reasons(self, cast, concern):
        sign(concern, cast.mair, Sign.MONEY_DEMANDED)
        with pytest.raises(MoveRefused) as refused:
            choose(concern, cast.mair, Pathway.NUDES)
        assert refused.value.missing == {"reasons"}
        choose(concern, cast.mair, Pathway.NUDES, "A joke between friends.")
        assert not is_sextortion(concern) and is_about_images(concern)

    def test_leaves_an_event_with_codes_and_no_words(self, cast, concern):
        choose(concern, cast.mair, Pathway.GROOMING, WORDS)
        assert events_of(concern) == [events.PATHWAY_CHOSEN]
        body = last_body(concern)
        assert '"chosen":"GROOMING"' in body and '"rule":"NOTHING"' in body and WORDS not in body

    def test_said_once_stays_sextortion_whatever_is_chosen_later(self, cast, concern):
        choose(concern, cast.mair, Pathway.SEXTORTION, "She said so.")
        choose(concern, cast.mair, Pathway.NONE, "It was not.")
        assert is_sextortion(concern) and standing_pathway(concern).chosen == "NONE"

    def test_chosen_before_something_pointed_to_sextortion_is_no_judgement_of_that(self, cast, concern):
        choose(concern, cast.mair, Pathway.NUDES, "Among friends.")
        sign(concern, cast.mair, Sign.IMAGES_AS_THREAT)
        assert is_sextortion(concern) and proposal_for(concern).pathway == Pathway.SEXTORTION
        choose(concern, cast.mair, Pathway.NUDES, "Among friends, we asked.")
        assert not is_sextortion(concern)

    def test_said_to_be_none_is_no_judgement_of_a_sign_that_is_recorded_later(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
        choose(concern, cast.mair, Pathway.NUDES, "A joke among friends.")
        assert not is_sextortion(concern)
        sign(concern, cast.mair, Noticed(Sign.MONEY_DEMANDED, "CHILD", WORDS))
        assert is_sextortion(concern)

    def test_chosen_again_in_the_same_words_is_refused(self, cast, concern):
        choose(concern, cast.mair, Pathway.GROOMING, "A stranger.")
        with pytest.raises(MoveRefused) as refused:
            choose(concern, cast.mair, Pathway.GROOMING, "A stranger.")
        assert refused.value.missing == {"something_new"} and PathwayChoice.objects.count() == 1


WHY = "She was asked, and it was a bill for a game."


class TestOncePointedTo:
    """A record to which anything pointed stays one of sextortion until a lead has said, with reasons, what it is."""

    @pytest.mark.parametrize("threat", sorted(THREATS))
    def test_a_threat_is_unticked_with_words_that_stay(self, cast, concern, threat):
        sign(concern, cast.mair, threat, Sign.CHANGED)
        for why in ("", "  \n"):
            with pytest.raises(MoveRefused) as refused:
                sign(concern, cast.mair, Sign.CHANGED, why_gone=why)
            assert refused.value.missing == {"why_gone"}
        [row] = sign(concern, cast.mair, Sign.CHANGED, why_gone=WHY)
        kept = SignObserved.objects.select_related("concern__key").get(pk=row.pk)
        assert (kept.is_present, kept.words) == (False, WHY) and WHY not in last_body(concern)

    def test_another_sign_is_unticked_without_words(self, cast, concern):
        sign(concern, cast.mair, Sign.CHANGED, Sign.FAKE_PROFILE)
        sign(concern, cast.mair, Sign.CHANGED)
        assert set(standing_signs(concern)) == {Sign.CHANGED}

    @pytest.mark.parametrize("left", [[], [Sign.FAKE_PROFILE], [Sign.CHANGED]])
    def test_unticking_alone_lifts_nothing_and_a_choice_with_reasons_does(self, cast, concern, left):
        sign(concern, cast.mair, Sign.MONEY_DEMANDED, *left)
        sign(concern, cast.mair, *left, why_gone=WHY)
        assert is_sextortion(concern) and is_about_images(concern) and triggers_ever_applied(concern)
        assert proposal_for(concern).rule == "SIGN_BEFORE"
        for reasons in ("", "  "):
            with pytest.raises(MoveRefused) as refused:
                choose(concern, cast.mair, Pathway.NONE, reasons)
            assert refused.value.missing == {"reasons"}
        choose(concern, cast.mair, Pathway.NONE, WHY)
        assert not is_sextortion(concern) and proposal_for(concern).rule != "SIGN_BEFORE"
        assert triggers_ever_applied(concern), "not to refer stays a decision for two"

    def test_a_threat_that_comes_and_goes_after_a_choice_asks_for_another(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
        choose(concern, cast.mair, Pathway.NUDES, "Among friends.")
        assert not is_sextortion(concern)
        sign(concern, cast.mair, Sign.THREAT_TO_SHARE)
        sign(concern, cast.mair, why_gone=WHY)
        assert is_sextortion(concern)
        choose(concern, cast.mair, Pathway.NUDES, "Among friends.")
        assert not is_sextortion(concern)

    def test_a_second_threat_of_the_same_kind_is_looked_at_anew_in_the_same_words(self, cast, concern):
        sign(concern, cast.mair, Sign.THREAT_TO_SHARE)
        choose(concern, cast.mair, Pathway.NONE, WHY)
        sign(concern, cast.mair, Sign.THREAT_TO_SHARE, Sign.MONEY_DEMANDED)
        assert is_sextortion(concern)
        choose(concern, cast.mair, Pathway.NONE, WHY)
        assert not is_sextortion(concern)

    def test_a_change_in_behaviour_is_no_new_pointer(self, cast, concern):
        sign(concern, cast.mair, Sign.THREAT_TO_SHARE)
        choose(concern, cast.mair, Pathway.NONE, WHY)
        sign(concern, cast.mair, Sign.THREAT_TO_SHARE, Sign.CHANGED)
        assert not is_sextortion(concern)

    @pytest.mark.parametrize("about", [(), ("THREATS_OR_MONEY",)])
    def test_only_an_email_lifts_nothing_before_it_was_chosen_with_reasons(self, cast, about):
        concern = make_concern(cast.afon, cast.nia, cast.amy, about=about)
        sign(concern, cast.mair, Sign.ONLY_EMAIL, Sign.MONEY_DEMANDED, Sign.THREAT_TO_SHARE)
        assert proposal_for(concern).pathway == Pathway.PHISHING and is_sextortion(concern)
        with pytest.raises(MoveRefused) as refused:
            choose(concern, cast.mair, Pathway.PHISHING)
        assert refused.value.missing == {"reasons"}
        choose(concern, cast.mair, Pathway.PHISHING, "Sent to the whole school.")
        assert not is_sextortion(concern)

    def test_only_an_email_after_all_is_no_longer_one(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
        sign(concern, cast.mair, Sign.ONLY_EMAIL)
        choose(concern, cast.mair, Pathway.PHISHING, "Sent to the whole school.")
        sign(concern, cast.mair)
        assert is_sextortion(concern)
        sign(concern, cast.mair, Sign.ONLY_EMAIL)
        assert is_sextortion(concern), "it was proposed meanwhile, and nobody has judged that"

    def test_an_email_to_which_nothing_points_is_no_sextortion_and_confirmed_without_reasons(self, cast, concern):
        sign(concern, cast.mair, Sign.ONLY_EMAIL, Sign.TOLD_HACKED)
        assert not is_sextortion(concern)
        choose(concern, cast.mair, Pathway.PHISHING)
        assert standing_pathway(concern).chosen == "PHISHING"


class TestCategories:
    @pytest.mark.parametrize(("school", "expected"), [("afon", ["SEXUAL", "FINANCIAL"]), ("riverside", ["SEXUAL"])])
    def test_of_sextortion_belong_to_the_record_once_it_is_chosen(self, cast, school, expected):
        lead, child = (cast.mair, cast.amy) if school == "afon" else (cast.rhys, cast.other)
        concern = make_concern(getattr(cast, school), lead, child)
        assert categories_of(concern, found_on(concern)) == []
        choose(concern, lead, Pathway.SEXTORTION, "She said so.")
        concern.refresh_from_db()
        assert concern.main_category == "SEXUAL" and categories_of(concern, found_on(concern)) == expected

    def test_that_triage_said_stand_first(self, cast, concern):
        triage.triage(actor=cast.mair, reference=concern.reference, seen_version=1, judged=judged(cast.mair))
        choose(concern, cast.mair, Pathway.SEXTORTION, "She said so.")
        concern.refresh_from_db()
        assert concern.main_category == "PHYSICAL"
        assert categories_of(concern, found_on(concern)) == ["PHYSICAL", "SEXUAL", "FINANCIAL"]


ACTS = {
    "signs": lambda concern, actor, seen=None: sign(concern, actor, Sign.CHANGED, seen=seen),
    "pathway": lambda concern, actor, seen=None: choose(concern, actor, Pathway.GROOMING, "A stranger.", seen=seen),
}


@pytest.mark.parametrize("act", ACTS)
class TestBoth:
    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_are_for_nobody_outside_the_team(self, cast, concern, act, who):
        with pytest.raises(NotThere):
            ACTS[act](concern, cast.people[who])

    def test_a_second_press_is_refused_and_writes_nothing(self, cast, concern, act):
        ACTS[act](concern, cast.mair, seen=1)
        rows = SignObserved.objects.count() + PathwayChoice.objects.count()
        with pytest.raises(ChangedMeanwhile):
            ACTS[act](concern, cast.mair, seen=1)
        assert SignObserved.objects.count() + PathwayChoice.objects.count() == rows

    def test_are_not_for_a_closed_record(self, cast, act):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        with pytest.raises(MoveRefused):
            ACTS[act](concern, cast.mair)
