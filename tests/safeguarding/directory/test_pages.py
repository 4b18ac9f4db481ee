"""The pages on which a school keeps its contacts and guidance: its own in place of its country's, and what is stale."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.services import support as supporting
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.directory import selectors
from safeguarding.directory.guidance_pages import is_old
from safeguarding.directory.kinds import Kind
from safeguarding.directory.models import AgencyKind, ContactPoint, GuidedStep, Letter, Platform
from tests.incidents.views.counting import queries
from tests.incidents.views.record import text_of
from tests.makers import make_concern
from tests.safeguarding.directory.keeping import change, happened, kept, page_of, press, the
from tests.tabs import answers_in

pytestmark = pytest.mark.usefixtures("reference")

DUTY = {"name_en": "Duty team", "name_cy": "Tîm dyletswydd", "phone": "01632 960100", "source": "The council"}


class TestTheList:
    def test_shows_each_kind_with_how_many_should_be_looked_at(self, mair):
        text = text_of(mair.get(reverse("guidance")))
        for kind in Kind:
            assert str(kind.label) in text
        # Children's services, out of hours, the officer, adult safeguarding and the police specialist have no number.
        assert "5 to look at" in text and "2 to look at" in text and "Nothing to look at" in text

    def test_says_whose_each_is_and_when_it_was_checked(self, cast, mair):
        ContactPoint.objects.create(
            school=cast.afon, kind=AgencyKind.CHILDRENS_SERVICES, checked_on=date(2026, 11, 20), **DUTY
        )
        text = text_of(mair.get(reverse("guidance_list", args=["contacts"])))
        assert (
            "Duty team Children&#x27;s services 01632 960100 Your school’s own Last checked on 20 November 2026" in text
        )
        assert "For schools in Wales" in text and "For every school" in text
        assert "Children’s services of your local authority" not in text and "LADO" not in text

    def test_of_another_school_nothing_is_seen(self, cast, mair):
        ContactPoint.objects.create(school=cast.riverside, kind=AgencyKind.OTHER, **DUTY)
        assert "Duty team" not in text_of(mair.get(reverse("guidance_list", args=["contacts"])))

    def test_every_kind_can_be_read(self, mair):
        for kind in Kind:
            assert mair.get(reverse("guidance_list", args=[kind.value])).status_code == 200

    def test_addresses_are_shown_as_text_and_never_as_a_link(self, mair):
        for kind in ("contacts", "platforms", "tools"):
            page = mair.get(reverse("guidance_list", args=[kind])).content.decode()
            assert 'href="http' not in page and "childline" in page or kind == "platforms"

    def test_documents_cannot_be_changed(self, mair):
        page = mair.get(reverse("guidance_list", args=["documents"])).content.decode()
        assert "270/2021" in page and "/guidance/documents/" not in page.partition("<main")[2]

    @pytest.mark.parametrize("kind", [kind.value for kind in Kind])
    def test_costs_the_same_for_few_and_many(self, cast, mair, kind):
        counts = []
        for more in (0, 40):
            for number in range(more):
                ContactPoint.objects.create(school=cast.afon, kind=AgencyKind.OTHER, **DUTY | {"place": number})
                Platform.objects.create(school=cast.afon, code=f"own-{number}", name_en="P", name_cy="P")
            with time_machine.travel(clock.now(), tick=False):
                mair.get(reverse("guidance_list", args=[kind]))
                with queries() as found:
                    mair.get(reverse("guidance_list", args=[kind]))
            counts.append(len(found))
        assert counts[0] == counts[1] <= 20

    def test_the_first_page_costs_at_most_20_queries(self, mair):
        mair.get(reverse("guidance"))
        with queries() as found:
            mair.get(reverse("guidance"))
        assert len(found) <= 20, found


class TestWhatIsStale:
    @pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True)])
    def test_is_what_nobody_checked_for_more_than_a_year(self, days, stale):
        assert is_old(clock.today() - timedelta(days=days)) is stale

    def test_is_said_in_words_and_ends_when_it_is_checked(self, mair):
        step = the(GuidedStep, code="never-pay")
        GuidedStep.objects.filter(pk=step.pk).update(checked_on=clock.today() - timedelta(days=400))
        listed = reverse("guidance_list", args=["steps"])
        assert text_of(mair.get(listed)).count("Not checked for more than a year") == 1
        assert press(mair, "guidance_checked", "steps", step.pk).status_code == 302
        assert "Not checked for more than a year" not in text_of(mair.get(listed))

    def test_is_what_has_no_number_where_one_is_needed(self, mair):
        services = the(ContactPoint, kind=AgencyKind.CHILDRENS_SERVICES)
        page = mair.get(page_of("contacts", services))
        assert "No number yet" in text_of(page) and "adds the number" not in page.content.decode()
        change(mair, "contacts", services, phone="01632 960100", source="The council")
        assert text_of(mair.get(reverse("guidance_list", args=["contacts"]))).count("No number yet") == 4

    def test_a_letter_nobody_has_taken_on_is_said_to_be_so(self, mair):
        letter = the(Letter, language="en")
        assert "Draft wording" in text_of(mair.get(page_of("letters", letter)))


class TestAChange:
    def test_makes_the_schools_own_and_leaves_the_countrys_as_it_is(self, cast, mair):
        police = the(ContactPoint, kind=AgencyKind.POLICE)
        before = ContactPoint.objects.filter(school=None).order_by("pk").values()
        held = list(before)
        assert change(mair, "contacts", police, phone="01632 960999", unit="Cyber team").status_code == 302
        [ours, nationwide] = sorted(
            selectors.contacts_for(cast.afon, (AgencyKind.POLICE,)), key=lambda row: row.school_id is None
        )
        assert nationwide.phone == "101"
        assert (ours.school, ours.phone, ours.unit) == (cast.afon, "01632 960999", "Cyber team")
        assert (ours.checked_on, ours.name_cy) == (clock.today(), "Yr heddlu")
        assert [row.phone for row in selectors.contacts_for(cast.riverside, (AgencyKind.POLICE,))] == ["101"]
        assert list(before.all()) == held

    def test_is_written_down_with_codes_and_nobodys_words(self, cast, mair):
        change(mair, "contacts", the(ContactPoint, kind=AgencyKind.POLICE), phone="01632 960999", unit="Cyber team")
        [event] = kept()
        own = ContactPoint.objects.get(school=cast.afon)
        assert event["event"] == events.GUIDANCE_CHANGED and event["actor"] == str(cast.mair.pk)
        assert event["details"] == {"kind": "contacts", "code": "POLICE", "entry": str(own.pk)}
        assert "960999" not in json.dumps(event) and "Cyber" not in json.dumps(event)

    def test_of_what_is_the_schools_own_changes_it(self, cast, mair):
        step = the(GuidedStep, code="never-pay")
        change(mair, "steps", step, said_en="First.")
        change(mair, "steps", step, said_en="Second.")  # through the address it had before
        assert GuidedStep.objects.get(school=cast.afon).said_en == "Second."
        assert len(kept()) == 2

    def test_pressed_twice_is_made_once(self, cast, mair):
        step = the(GuidedStep, code="never-pay")
        path = page_of("steps", step)
        typed = answers_in(mair.get(path)) | {"said_en": "Once."}
        assert [mair.post(path, typed).status_code for _press in range(2)] == [302, 302]
        assert GuidedStep.objects.filter(school=cast.afon).count() == 1 and len(kept()) == 1

    def test_to_nothing_else_changes_nothing(self, cast, mair):
        change(mair, "steps", the(GuidedStep, code="never-pay"))
        assert kept() == [] and not GuidedStep.objects.filter(school=cast.afon).exists()

    def test_of_what_somebody_else_changed_meanwhile_is_told_and_keeps_what_was_typed(self, cast, mair, signed_in):
        step = the(GuidedStep, code="never-pay")
        path = page_of("steps", step)
        typed = answers_in(mair.get(path)) | {"said_en": "Mair’s."}
        change(signed_in("dafydd"), "steps", step, said_en="Dafydd’s.")
        client = signed_in("mair")
        page = client.post(path, typed)
        assert page.status_code == 200 and "Somebody has changed this entry" in text_of(page)
        assert answers_in(page)["said_en"] == ["Mair’s."]
        assert GuidedStep.objects.get(school=cast.afon).said_en == "Dafydd’s."
        assert client.post(path, answers_in(page)).status_code == 302
        assert GuidedStep.objects.get(school=cast.afon).said_en == "Mair’s."

    def test_without_a_welsh_name_shows_the_english_one(self, cast, mair):
        change(mair, "platforms", the(Platform, code="discord"), name_en="Discord chat", name_cy="")
        assert Platform.objects.get(school=cast.afon).name_cy == "Discord chat"

    def test_to_somebody_who_cannot_be_reached_is_refused(self, mair):
        page = change(mair, "contacts", the(ContactPoint, kind=AgencyKind.POLICE), phone="", web="", email="")
        assert page.status_code == 200 and "Enter a telephone number, an e-mail address or a web address" in text_of(
            page
        )
        assert kept() == []


class TestCheckedToday:
    def test_is_recorded_once_a_day(self, cast, mair):
        tool = selectors.tools_for(cast.afon)[0]
        with time_machine.travel(clock.now() + timedelta(days=500), tick=False):
            mair.force_login(User.objects.get(pk=cast.mair.pk))
            for _press in range(2):
                assert press(mair, "guidance_checked", "tools", tool.pk).status_code == 302
            ours = selectors.tools_for(cast.afon)[0]
            assert (ours.school, ours.checked_on, ours.said_en) == (cast.afon, clock.today(), tool.said_en)
        [event] = kept()
        assert event["event"] == events.GUIDANCE_CHECKED and event["details"]["code"] == tool.code

    def test_a_document_is_not_checked_by_a_school(self, mair):
        [document, *_others] = mair.get(reverse("guidance_list", args=["documents"])).context["lines"]
        assert press(mair, "guidance_checked", "documents", document.entry.pk).status_code == 404


class TestAnEntryOfOnesOwn:
    def test_stands_with_the_others_and_is_made_once(self, cast, mair):
        for _press in range(2):
            typed = {"kind": "POLICE_SPECIALIST", "email": "cyber@police.example", "unit": "Cyber team"} | DUTY
            assert mair.post(reverse("guidance_add", args=["contacts"]), typed).status_code == 302
        [specialist] = selectors.contacts_for(cast.afon, (AgencyKind.POLICE_SPECIALIST,))
        assert (specialist.unit, specialist.email, specialist.checked_on) == (
            "Cyber team",
            "cyber@police.example",
            clock.today(),
        )
        assert len(kept()) == 1

    def test_a_platform_stands_before_another_site(self, cast, mair):
        for name in ("Yubo", "Omegle"):
            typed = {"name_en": name, "web": "report.example", "source": "us"}
            assert mair.post(reverse("guidance_add", args=["platforms"]), typed).status_code == 302
        names = [row.name_en for row in selectors.platforms_for(cast.afon)]
        assert names[-3:] == ["Yubo", "Omegle", "Another site"]
        assert "Yubo" not in [row.name_en for row in selectors.platforms_for(cast.riverside)]


class TestAContactOutOfUse:
    @pytest.fixture
    def meic(self, cast, mair):
        """A helpline that the school has changed, so that it is its own."""
        ours = {"name_en": "Our Meic", "name_cy": "Meic ni", "phone": "01632 960123"}
        change(mair, "contacts", the(ContactPoint, phone="080 880 23456"), **ours)
        return ContactPoint.objects.get(school=cast.afon)

    def helplines(self, school) -> list[str]:
        return [row.phone for row in selectors.contacts_for(school, (AgencyKind.HELPLINE,))]

    @pytest.mark.parametrize("who", ["mair", "dafydd"])
    def test_is_offered_nowhere_and_its_countrys_stands_again(self, cast, signed_in, meic, who):
        client, listed = signed_in(who), reverse("guidance_list", args=["contacts"])
        assert "Take it out of use" in text_of(client.get(page_of("contacts", meic)))
        for _press in range(2):
            assert press(client, "guidance_out_of_use", meic.pk).url == listed
        assert "01632 960123" not in self.helplines(cast.afon) and "080 880 23456" in self.helplines(cast.afon)
        before, out = text_of(client.get(listed)).split("Out of use")
        assert "01632 960123" not in before and "01632 960123" in out and "Use it again" in out
        assert ContactPoint.objects.filter(pk=meic.pk, is_used=False).exists()
        assert [event["event"] for event in happened(events.CONTACT_OUT_OF_USE)] == [events.CONTACT_OUT_OF_USE]
        assert happened(events.CONTACT_OUT_OF_USE)[0]["details"]["entry"] == str(meic.pk)

    def test_is_used_again(self, cast, mair, meic):
        press(mair, "guidance_out_of_use", meic.pk)
        for _press in range(2):
            assert press(mair, "guidance_use_again", meic.pk).status_code == 302
        assert "01632 960123" in self.helplines(cast.afon) and "080 880 23456" not in self.helplines(cast.afon)
        assert len(happened(events.CONTACT_USED_AGAIN)) == 1
        assert "Out of use" not in text_of(mair.get(reverse("guidance_list", args=["contacts"])))

    def test_of_the_country_there_is_none(self, mair):
        police = the(ContactPoint, kind=AgencyKind.POLICE)
        assert "Take it out of use" not in text_of(mair.get(page_of("contacts", police)))
        assert press(mair, "guidance_out_of_use", police.pk).status_code == 404
        assert ContactPoint.objects.get(pk=police.pk).is_used

    def test_can_be_written_down_anew(self, cast, mair):
        typed = {"kind": "POLICE_SPECIALIST"} | DUTY
        for _time in range(2):
            mair.post(reverse("guidance_add", args=["contacts"]), typed)
            own = ContactPoint.objects.get(school=cast.afon, is_used=True)
            press(mair, "guidance_out_of_use", own.pk)
        assert ContactPoint.objects.filter(school=cast.afon, is_used=False).count() == 2

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_is_named_on_old_records_and_offered_on_no_new_one(self, cast, mair, meic, code):
        User.objects.filter(pk=cast.mair.pk).update(language=code)
        concern = make_concern(cast.afon, cast.nia, cast.amy)
        said = {"reference": concern.reference, "seen_version": concern.version, "named_adult": "Nia"}
        supporting.plan_support(actor=cast.mair, **said, services=[str(meic.pk)], child_says="", words="")
        press(mair, "guidance_out_of_use", meic.pk)
        page = mair.get(reverse("support", args=[concern.reference]))
        assert {"en": "Our Meic", "cy": "Meic ni"}[code] in text_of(page)
        offered = mair.get(reverse("support_plan", args=[concern.reference])).context["form"].fields["services"]
        assert str(meic.pk) not in dict(offered.choices)


def test_who_keeps_them_finds_them_from_the_first_page(signed_in):
    for who, there in (("mair", True), ("dafydd", True), ("huw", True), ("nia", False), ("gwen", False)):
        assert (f'href="{reverse("guidance")}"' in signed_in(who).get(reverse("home")).content.decode()) is there


def test_at_two_schools_it_is_chosen_which(cast, client):
    roles.grant_role(actor=None, user=cast.huw, school=cast.riverside, role=Role.LEAD, starts_on=date(2024, 9, 1))
    client.force_login(User.objects.get(pk=cast.huw.pk))
    assert "Which school?" in text_of(client.get(reverse("guidance")))
    police = the(ContactPoint, kind=AgencyKind.POLICE)
    path = f"{page_of('contacts', police)}?school=riverside"
    page = client.get(path)
    assert "Riverside Academy" in text_of(page)
    saved = client.post(path, answers_in(page) | {"phone": "01632 960111"})
    assert saved.url == f"{reverse('guidance_list', args=['contacts'])}?school=riverside"
    assert ContactPoint.objects.get(phone="01632 960111").school == cast.riverside
    assert client.get(f"{reverse('guidance')}?school=elsewhere").status_code == 404
