"""Triage and handing over: what the pages ask, keep and say."""

import pytest

from incidents.models import Note, Triage
from incidents.services import noting
from incidents.workflow import State
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_incident, make_judgement

TRIAGE = {"review": "NOW", "main_category": "SEXUAL", "level": "STATUTORY"}


@pytest.fixture
def concern(cast):
    return make_incident(cast.nia, [cast.amy], about=["THREATS_OR_MONEY"]).concerns.get()


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


class TestTriage:
    def test_preselects_nothing_but_who_leads(self, cast, mair):
        concern = make_incident(cast.nia, [cast.amy], about=["IMAGES"]).concerns.get()
        form = mair.get(url("concern_triage", concern)).context["form"]
        assert form["owner"].value() == str(cast.mair.pk)
        assert [form[name].value() for name in ("level", "review", "main_category")] == [None, None, None]
        page = mair.get(url("concern_triage", concern)).content.decode()
        assert page.count(" checked") == 1

    @pytest.mark.parametrize(("person", "others"), [("mair", ["FINANCIAL"]), ("rhys", [])])
    def test_of_what_points_to_sextortion_opens_with_it_ticked_and_says_why(self, cast, signed_in, person, others):
        school, pupil = (cast.afon, cast.amy) if person == "mair" else (cast.riverside, cast.other)
        concern = make_concern(school, cast.people[person], pupil, about=("THREATS_OR_MONEY",))
        response = signed_in(person).get(url("concern_triage", concern))
        form = response.context["form"]
        assert (form["main_category"].value(), form["other_categories"].value()) == ("SEXUAL", others)
        assert (form["topics"].value(), form["level"].value()) == (["SEXTORTION"], None)
        assert "What was recorded points to sextortion. It stands ticked below" in response.text

    def test_of_a_chosen_pathway_says_so_and_of_a_judged_record_ticks_nothing(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
        make_judgement(concern, cast.mair)
        response = mair.get(url("concern_triage", concern))
        assert not response.context["form"]["topics"].value() and "stands ticked below" not in response.text
        make_judgement(concern, cast.mair, "SEXTORTION")
        assert "Sextortion was chosen as the pathway of this record" in mair.get(url("concern_triage", concern)).text

    def test_keeps_the_categories_judged_last_where_sextortion_is_found_later(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy)
        answer = TRIAGE | {
            "owner": str(cast.mair.pk),
            "version": 1,
            "main_category": "EMOTIONAL",
            "topics": ["BULLYING"],
        }
        mair.post(url("concern_triage", concern), answer)
        make_judgement(concern, cast.mair, "SEXTORTION")
        form = mair.get(url("concern_triage", concern)).context["form"]
        assert (form["main_category"].value(), form["other_categories"].value()) == (
            "EMOTIONAL",
            ["SEXUAL", "FINANCIAL"],
        )
        assert form["topics"].value() == ["BULLYING", "SEXTORTION"]

    def test_of_sextortion_without_its_categories_adds_them_and_says_so(self, cast, mair, concern):
        answer = TRIAGE | {"owner": str(cast.mair.pk), "version": concern.version, "topics": ["SEXTORTION"]}
        mair.post(url("concern_triage", concern), answer | {"main_category": "EMOTIONAL", "other_categories": []})
        text = text_of(mair.get(url("concern", concern)))
        assert (
            "Sexual abuse was added to the categories" in text
            and "Financial abuse was added to the categories" in text
            and "Emotional or psychological abuse, Sexual abuse, Financial abuse" in text
        )

    def test_a_later_one_opens_with_the_categories_as_judged_last_and_neither_level_nor_review(
        self, cast, mair, concern
    ):
        kinds = {"other_categories": ["EMOTIONAL", "FINANCIAL"], "topics": ["SEXTORTION", "GROOMING"]}
        mair.post(url("concern_triage", concern), TRIAGE | kinds | {"owner": str(cast.mair.pk), "version": 1})
        form = mair.get(url("concern_triage", concern)).context["form"]
        assert {name: form[name].value() for name in kinds} == kinds
        assert [form[name].value() for name in ("main_category", "level", "review")] == ["SEXUAL", None, None]

    def test_asks_at_most_six_things_and_none_of_what_the_author_wrote(self, mair, concern):
        form = mair.get(url("concern_triage", concern)).context["form"]
        asked = set(form.fields) - {"version", "reasons"}
        assert asked == {"owner", "review", "main_category", "other_categories", "topics", "level"}

    @pytest.mark.parametrize(("who", "has_financial"), [("mair", True), ("rhys", False)])
    def test_offers_the_categories_of_the_jurisdiction(self, cast, signed_in, who, has_financial):
        concern = make_concern(cast.afon if who == "mair" else cast.riverside, cast.nia, None, unlisted="X")
        page = signed_in(who).get(url("concern_triage", concern)).content.decode()
        assert ("Financial abuse" in page) == has_financial

    def test_of_images_or_threats_says_to_refer_at_once_and_leads_there(self, mair, concern):
        page = mair.get(url("concern_triage", concern)).content.decode()
        assert page.index("The guidance is to refer at once") < page.index("Who leads?")
        assert url("add_referral", concern) in page and url("decide", concern) in page

    def test_is_recorded_and_shown(self, cast, mair, concern):
        answer = TRIAGE | {"owner": str(cast.dafydd.pk), "version": concern.version, "topics": ["SEXTORTION"]}
        assert mair.post(url("concern_triage", concern), answer).url == url("concern", concern)
        text = text_of(mair.get(url("concern", concern)))
        assert "Lead: Dafydd Rees" in text and "4: protection or statutory help" in text and "Sexual abuse" in text

    def test_without_a_review_asks_why(self, cast, mair, concern):
        answer = TRIAGE | {"owner": str(cast.mair.pk), "version": concern.version, "review": "NOT_NEEDED"}
        assert "Enter why no review is needed" in text_of(mair.post(url("concern_triage", concern), answer))
        assert Triage.objects.count() == 0

    def test_of_a_record_that_changed_meanwhile_keeps_what_was_chosen_and_can_be_sent_again(self, cast, mair, concern):
        stale = TRIAGE | {"owner": str(cast.mair.pk), "version": concern.version}
        noting.add_note(actor=cast.dafydd, reference=concern.reference, text="First.", language="en")
        response = mair.post(url("concern_triage", concern), stale)
        assert "This record has changed since you opened this page" in text_of(response) and Triage.objects.count() == 0
        form = response.context["form"]
        assert form["level"].value() == "STATUTORY"
        again = stale | {"version": form["version"].value()}
        assert mair.post(url("concern_triage", concern), again).status_code == 302

    def test_of_a_closed_record_says_that_it_cannot_be_done(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        assert "This cannot be done from there." in text_of(mair.get(url("concern_triage", concern)))

    @pytest.mark.parametrize("name", ["concern_triage", "concern_note", "concern_action"])
    def test_a_change_of_language_keeps_what_was_typed_and_says_nothing_of_it(self, mair, concern, name):
        response = mair.post(url(name, concern), {"language": "cy", "words": "Half a sente", "what": "Half a sente"})
        page = response.content.decode()
        assert '<html lang="cy"' in page and "govuk-error-summary" not in page
        assert "Half a sente" in page or name == "concern_triage"
        assert Note.objects.count() == 0


class TestHandingOver:
    @pytest.fixture
    def concern(self, cast):
        return make_concern(cast.afon, cast.nia, cast.amy, state=State.IN_REVIEW, owner=cast.mair)

    def test_offers_the_rest_of_the_team_and_nobody_is_chosen_beforehand(self, cast, mair, concern):
        form = mair.get(url("concern_hand_over", concern)).context["form"]
        assert form.fields["owner"].choices == [(str(cast.dafydd.pk), "Dafydd Rees")] and form["owner"].value() is None

    def test_names_who_leads_from_now_on_and_the_chronology_keeps_it(self, cast, mair, concern):
        answer = {"owner": str(cast.dafydd.pk), "reason": "I am away on Friday.", "version": concern.version}
        assert mair.post(url("concern_hand_over", concern), answer).url == url("concern", concern)
        text = text_of(mair.get(url("concern", concern)))
        assert "Dafydd Rees leads from now on." in text and "Lead: Dafydd Rees" in text
        text = text_of(mair.get(url("concern_chronology", concern)))
        assert "Dafydd Rees leads from now on" in text and "I am away on Friday." in text

    def test_of_a_record_that_changed_meanwhile_keeps_what_was_typed(self, cast, mair, concern):
        noting.add_note(actor=cast.dafydd, reference=concern.reference, text="First.", language="en")
        answer = {"owner": str(cast.dafydd.pk), "reason": "I am away on Friday.", "version": concern.version}
        response = mair.post(url("concern_hand_over", concern), answer)
        assert "This record has changed since you opened this page" in text_of(response)
        assert "I am away on Friday." in response.content.decode()
        concern.refresh_from_db()
        assert concern.owner == cast.mair

    def test_of_a_closed_record_says_that_it_cannot_be_done(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED, owner=cast.mair)
        assert "This cannot be done from there." in text_of(mair.get(url("concern_hand_over", concern)))

    def test_where_nobody_else_could_lead_it_says_so(self, cast, signed_in):
        concern = make_concern(cast.riverside, cast.rhys, cast.other, owner=cast.rhys)
        text = text_of(signed_in("rhys").get(url("concern_hand_over", concern)))
        assert "There is nobody else in the safeguarding team who could lead." in text
