"""Words of languages that set no blanks, and pictures written in their letters."""

import pytest

from safeguarding.screening import alphabets, screened
from safeguarding.screening.alphabets import evenness
from tests.safeguarding.screening.encodings import ENCODINGS, HAN, cut, in_letters, picture
from tests.safeguarding.screening.languages import LANGUAGES

MARK, AGAIN = "[taken out]", "[…]"
WRITTEN = {
    "Chinese": "Chinese letters in words of 8",
    "Chinese as in Hong Kong": "Chinese letters",
    "Japanese": "hiragana in words of 5",
    "Thai": "Thai letters in words of 12",
    "Khmer": "Khmer letters",
    "Burmese": "Burmese letters",
    "Korean": "Korean syllables in words of 4",
    "Hindi": "Hindi letters in words of 6",
    "Swahili": "made-up words",
    "Japanese in Latin letters": "made-up words of three syllables",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_stays_as_it_was_typed_whole_in_part_and_written_twice(language):
    note = LANGUAGES[language]
    assert len(note) > alphabets.MIDDLE
    for text in (note, f"{note}\n\n{note}", note[len(note) // 3 :], note[: -len(note) // 3]):
        assert screened(text, MARK, AGAIN).text == text


@pytest.mark.parametrize("language", ["Thai", "Khmer", "Burmese"])
def test_a_note_without_any_blank_stays(language):
    text = LANGUAGES[language].replace(" ", "")
    assert screened(text, MARK, AGAIN).text == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stretch_of_a_note_stands_well_apart_from_a_file(language):
    """Far enough that a note somewhat more even is not touched either."""
    for script, signs in alphabets._scripts(LANGUAGES[language]).items():
        said = [sign.what for sign in signs]
        for start in range(0, len(said) - alphabets.MIDDLE + 1, 10):
            found = evenness(said[start : start + alphabets.MIDDLE])
            assert found.uneven > alphabets.EVEN + 0.03 or found.again > 1.5 * alphabets.AGAIN, script


@pytest.mark.parametrize("language", WRITTEN)
def test_no_word_of_a_note_before_and_behind_a_picture_in_its_own_letters_is_lost(language):
    note = LANGUAGES[language]
    for seed in range(3):
        written = ENCODINGS[WRITTEN[language]](picture(1_500, seed))
        result = screened(f"{note}\n{written}\n{note}", MARK, AGAIN)
        assert result.text.startswith(f"{note}\n") and result.text.endswith(f"\n{note}")
        assert MARK in result.text


def test_a_picture_of_12_kilobytes_in_chinese_letters_is_gone():
    result = screened(cut(in_letters(picture(12_000), HAN), 8), MARK, AGAIN)
    assert len(result.text) < 200


@pytest.mark.parametrize(
    "text",
    [
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f" * 9
        + " she drew flags all over it, and said so.",
        "He put this under every message: 👨\u200d👩\u200d👧\u200d👦 " * 12,
        "او گفت که نمی\u200cخواهد به خانه برود و می\u200cترسد. ما با او حرف زدیم و آرام\u200cتر شد. " * 40,
        "\u2067ב\u2069 and \u2067ג\u2069 were the names that she wrote down for me at break, in her book. " * 9,
    ],
    ids=["flags", "families", "Persian", "turned about"],
)
def test_what_joins_and_turns_letters_stays(text):
    assert screened(text, MARK, AGAIN).text == text


@pytest.mark.parametrize(
    "text", ["She said more. ", "Mae hi yn iawn. ", "No. ", "ha ha ", "I called home, no answer.\n", "Да. "]
)
@pytest.mark.parametrize("times", [50, 100, 300, 600])
def test_the_same_words_again_and_again_stay(text, times):
    assert screened(text * times, MARK, AGAIN).text == text * times
