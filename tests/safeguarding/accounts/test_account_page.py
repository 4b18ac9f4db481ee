"""Your account: what it shows, and the language one chooses there."""

import pytest

from safeguarding.accounts.models import User
from safeguarding.schools.models import School


def test_it_shows_name_address_roles_and_the_second_step(signed_in):
    page = signed_in("rhys").get("/account/").content.decode()
    for words in (
        "Rhys Lewis",
        "rhys@demo.example",
        "Riverside Academy",
        "Designated Safeguarding Lead (DSL)",
        "Headteacher",
    ):
        assert words in page
    assert 'href="/account/second-step/"' in page and 'href="/account/password/"' in page


def test_a_language_is_chosen_and_kept(signed_in, cast):
    client = signed_in("nia")
    assert client.post("/account/language/", {"preferred": "cy"}).url == "/account/"
    assert User.objects.get(pk=cast.nia.pk).language == "cy"
    assert '<html lang="cy"' in client.get("/account/").content.decode()


def test_welsh_can_be_chosen_where_the_school_works_in_english_alone(signed_in, cast):
    School.objects.update(languages="en")
    client = signed_in("rhys")
    assert "Cymraeg" not in client.get("/account/").content.decode()
    client.post("/account/language/", {"preferred": "cy"})
    page = client.get("/account/").content.decode()
    assert '<html lang="cy"' in page and ">English</button>" in page


@pytest.mark.parametrize("answer", [{}, {"preferred": "fr"}])
def test_no_other_language_can_be_chosen(signed_in, cast, answer):
    page = signed_in("nia").post("/account/language/", answer).content.decode()
    assert "Select a language" in page
    assert User.objects.get(pk=cast.nia.pk).language == "en"
