"""A posted form, screened: whatever is made of it afterwards, a record, a draft or a kept page, holds no picture."""

from collections.abc import Callable

from django.http import QueryDict

from safeguarding.screening.screen import Screened, Taken, screened

BUTTON, LONGEST_BUTTON = "save_and", 40
FIRST_ONLY = "[…]"  # stands where more was taken out: what it means is said once in each text


def screened_form(posted: QueryDict, mark: str, is_secret: Callable[[str], bool]) -> tuple[QueryDict, list[Taken]]:
    """What was posted without what is a picture written in characters, and what was taken out of it.

    Fields that hold a secret are left alone: they are never kept as text.
    """
    clean, taken = posted, []
    for name, values in posted.lists():
        if is_secret(name):
            continue
        results = [screened(value, mark, FIRST_ONLY) for value in values]
        if name == BUTTON:  # nobody types it: its beginning says what was pressed, and holds no picture
            results = [
                Screened(value[:LONGEST_BUTTON], result.taken) for value, result in zip(values, results, strict=True)
            ]
        found = [each for result in results for each in result.taken]
        if found:
            clean = clean if taken else posted.copy()
            clean.setlist(name, [result.text for result in results])
            taken += found
    return clean, taken
