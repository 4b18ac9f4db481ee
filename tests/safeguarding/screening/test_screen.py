"""The screen of texts: pictures written in characters do not come through, and no word is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safeguarding.screening import screened
from tests.safeguarding.screening.encodings import ENCODINGS, PROSE, picture
from tests.safeguarding.screening.notes import read_notes

MARK, AGAIN = "[taken out]", "[…]"
BEFORE = "Amy Jones in 9B told me at 10:40 that he had sent her this, and she was shaking:"
AFTER = "She's safe now, with Mrs O'Neill (DSL). I didn't look at it. YouTube, TikTok and £50 were mentioned."
NOTES = read_notes()
MOST_TOUCHED = 0.001
# Of what was encoded, what may be left over here and there: pieces that by chance look like words.
# 300 letters of a script are looked at together: the edges of a picture in words of few letters are told less sharply.
LEFT, LEFT_AT_LEAST = 0.3, 350


def screen(text: str):
    return screened(text, MARK, AGAIN)


def left_of(text: str) -> str:
    return text.replace(MARK, "").replace(AGAIN, "")


@pytest.mark.parametrize("size", [600, 1_500, 6_000])
@pytest.mark.parametrize("name", ENCODINGS)
def test_a_picture_of_600_bytes_and_more_does_not_come_through_in_any_writing(name, size, full):
    for seed in range(10 if full else 1):
        written = ENCODINGS[name](picture(size, seed))
        result = screen(f"{BEFORE} {written} {AFTER}")
        assert result.taken, f"{name} of {size} bytes came through whole"
        solid = "".join(written.split())
        rest = left_of(result.text).removeprefix(BEFORE).removesuffix(AFTER)
        prose = len("".join(PROSE)) * (len(written.split()) // 2 // len(PROSE) + 1) if "a word" in name else 0
        assert len("".join(rest.split())) - prose <= max(LEFT_AT_LEAST, LEFT * len(solid)), rest[:300]


@pytest.mark.parametrize("name", ENCODINGS)
def test_no_word_around_a_picture_is_lost(name):
    result = screen(f"{BEFORE}\n{ENCODINGS[name](picture(1_500))}\n{AFTER}")
    for words in (BEFORE, AFTER):
        assert words in result.text


@pytest.mark.parametrize("every", [10, 20])
def test_no_word_between_the_pieces_of_a_picture_is_lost(every):
    written = ENCODINGS[f"base64, one piece of {every} a word"](picture(1_500))
    kept = iter(screen(written).text.split())
    pieces = len(written.split()) // 2
    assert all(PROSE[place % len(PROSE)] in kept for place in range(pieces))


def test_hardly_any_of_the_written_notes_is_touched():
    assert len(NOTES) >= 2_000 and len({note["language"] for note in NOTES}) >= 6
    touched = [note["text"][:80] for note in NOTES if screen(note["text"]).taken]
    assert len(touched) <= MOST_TOUCHED * len(NOTES), touched


def test_a_note_that_is_not_touched_comes_back_as_it_was_typed():
    assert all(screen(note["text"]).text == note["text"] for note in NOTES if not screen(note["text"]).taken)


def test_no_word_of_a_note_is_lost_when_a_picture_is_pasted_behind_it():
    pasted = ENCODINGS["base64 in lines of 76"](picture(1_500))
    plain = [note["text"] for note in NOTES if note["kind"] in ("plain", "disclosure", "call", "short")]
    cut_short = [text for text in plain if not screen(f"{text}\n{pasted}").text.startswith(text)]
    # A serial number, letters without sense, a chain of numbers: each the very last thing before the picture.
    assert [text.split()[-1] for text in cut_short] == ["UNV5VUMZ9K4D.", "sdkfjhsdkf", "999→101→SW"]


@pytest.mark.parametrize(
    "harmless",
    [
        "GB29 NWBK 6016 1331 9268 19",
        "GB29NWBK60161331926819 " * 4,
        "\n".join(["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]),
        "0x52908400098527886E0F7030069857D2E4169EE7, then TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf",
        "123e4567-e89b-12d3-a456-426614174000 " * 3,
        "@j4ck_2010 @xX_kyle_Xx99 @mr.b3ast.fake " * 8,
        "07700 900123, 07700 900456, 029 2018 0123 " * 10,
        "haaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa " * 12,
        "😭😭😭😭😭💔💔💔🙏🏽🙏🏽👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 " * 20,
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 10,
        "-" * 500 + "\n" + "=" * 300,
        "Monday/Tuesday/Wednesday/Thursday/Friday/Saturday/Sunday/" * 6,
        "他说如果不给钱就把照片发给所有人，我很害怕！不知道该怎么办？请帮帮我。" * 10,
        "お金を払わないと写真をみんなに送ると言われました。とても怖いです。どうしたらいいですか？" * 10,
        "เขาบอกว่าถ้าไม่จ่ายเงินเขาจะส่งรูปให้ทุกคน หนูกลัวมาก " * 10,
        "data:mobile/wifi,both " * 20 + "<svg width=3> was at the top of the page he showed me",
    ],
)
def test_what_people_write_down_for_the_police_stays(harmless):
    assert screen(harmless).text == harmless


@given(st.text(max_size=2_000))
@example("\ud800" * 100)
@example("data:,")
@example("<svg" * 400)
@example("%" * 3_000)
@example("&#" * 2_000)
@example("1,2" * 1_000)
def test_any_text_at_all_can_be_screened_and_what_is_kept_was_typed(typed):
    result = screen(typed)
    if not result.taken:
        assert result.text == typed
    kept = iter(typed)
    assert all(character in kept for character in left_of(result.text).replace("[", ""))
