"""One spelling for the name of an account, however it was written down."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidents.handles import SITES, normalised

SAME = [
    "some.one",
    "Some.One",
    "  SOME.one  ",
    "@some.one",
    "@ Some.One",
    "@@some.one",
    "some.one.",
    "“some.one”,",
    "(@some.one)",
    "some\u200b.\u2060one",  # zero-width space, word joiner
    "some.\u00adone\ufeff",  # soft hyphen, byte order mark
    "some\u2800.one\ufe0f",  # empty Braille pattern, variation selector
    "ｓｏｍｅ．ｏｎｅ",  # full-width letters
    "𝓈𝑜𝓂𝑒.𝑜𝓃𝑒",  # letters of mathematics, as some profiles have them
    "https://www.instagram.com/Some.One/?x=1",
    "instagram.com/some.one",
    "HTTPS://INSTAGRAM.COM/SOME.ONE",
    "https://instagram.com/stories/some.one/31234/",
    "https://www.tiktok.com/@some.one",
    "tiktok.com/@some.one/video/7123?lang=cy",
    "https://www.tiktok.com/%40some.one",
    "snapchat.com/add/some.one",
    "https://www.snapchat.com/@some.one",
    "https://x.com/Some.One",
    "https://mobile.twitter.com/some.one/status/123",
    "https://cy.facebook.com/some.one",
    "https://m.facebook.com/some.one#about",
    "https://www.youtube.com/@some.one/videos",
    "https://old.reddit.com/user/some.one/",
    "t.me/some.one",
    "https://steamcommunity.com/id/some.one/",
]


@pytest.mark.parametrize("written", SAME)
def test_one_account_has_one_spelling(written):
    assert normalised(written) == "some.one"


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        ("Name#1234", "name#1234"),
        ("some_one_", "some_one_"),
        ("_some.one", "_some.one"),
        ("some-one", "some-one"),
        ("someone", "someone"),
        ("Siân", "siân"),
        ("user", "user"),
        ("some.one@mail.example", "some.one@mail.example"),
        ("https://www.facebook.com/profile.php?id=100012345&ref=x", "100012345"),
        ("https://www.facebook.com/people/Some-One/100012345/", "100012345"),
        ("https://discord.com/users/804123", "804123"),
        ("instagram.com", "instagram.com"),
        ("https://www.instagram.com/p/Cx12/", "instagram.com/p/cx12"),
        ("https://files.example/file/d/One", "files.example/file/d/one"),
        ("https://files.example/file/d/Two?x=1", "files.example/file/d/two?x=1"),
        ("+44 7700 900123", "447700900123"),
        ("07700 900 123", "447700900123"),
        ("+44 (0)7700-900123", "447700900123"),
        ("0044 7700 900123", "447700900123"),
        ("https://wa.me/447700900123", "447700900123"),
        ("12345", "12345"),
        ("", ""),
        ("@", ""),
        (" … ", ""),
    ],
)
def test_what_tells_accounts_apart_is_kept(written, spelling):
    assert normalised(written) == spelling


def test_letters_that_look_alike_are_different_accounts():
    assert normalised("some.оne") != normalised("some.one")  # the first has a Cyrillic o


ANYTHING = st.text(max_size=80) | st.text("@./:?#=+()0 \u200b" + string.ascii_letters + string.digits, max_size=60)
ADDRESSES = st.builds(
    "{}{}{}/{}{}{}".format,
    st.sampled_from(["", "http://", "https://"]),
    st.sampled_from(["", "www.", "m."]),
    st.sampled_from([*SITES, "elsewhere.example"]),
    st.sampled_from(["", "@", "add/", "users/", "people/"]),
    st.text(max_size=20),
    st.sampled_from(["", "/", "?a=b", "/x/y", "."]),
)


@given(ANYTHING | ADDRESSES)
@example("http://https://x.com/@@https://t.me/+0044 x")
@example("İSTANBUL.")
@example("00000000000")
@example("+000000000")
@example("\ud800")
def test_any_text_has_a_spelling_which_is_its_own(text):
    once = normalised(text)
    assert normalised(once) == once


NAMES = st.from_regex(r"[a-z0-9_][a-z0-9_.]{0,20}[a-z_]", fullmatch=True)


@given(NAMES, st.data())
def test_case_spaces_at_signs_and_full_stops_make_no_difference(name, data):
    cased = "".join(data.draw(st.sampled_from([letter, letter.upper()])) for letter in name)
    spaced = "".join(letter + data.draw(st.sampled_from(["", " ", "\u00a0", "\u200b", "\t"])) for letter in cased)
    written = (
        data.draw(st.sampled_from(["", "@", " @ ", "@@"])) + spaced + data.draw(st.sampled_from(["", ".", "...", " "]))
    )
    assert normalised(written) == name


@given(NAMES)
def test_the_address_of_a_profile_is_the_name_in_it(name):
    for address in (
        f"https://www.tiktok.com/@{name}?x=1",
        f"snapchat.com/add/{name}",
        f"https://www.snapchat.com/@{name}/",
    ):
        assert normalised(address) == name


@given(NAMES, NAMES)
def test_two_names_have_two_spellings(one, two):
    assert (normalised(one) == normalised(two)) == (one == two)
