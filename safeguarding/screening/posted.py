"""A posted form, screened: whatever is made of it afterwards, a record, a draft or a kept page, holds no picture."""

from collections.abc import Callable

from django.http import QueryDict

from safeguarding.screening.known import is_known
from safeguarding.screening.screen import Screened, Taken, screened, screened_together

BUTTON, LONGEST_BUTTON = "save_and", 40
FIRST_ONLY = "[…]"  # stands where more was taken out: what it means is said once in each text
LONGEST_ID = 40
CHOSEN = 20  # characters: what is chosen or ticked, a date, a number; a picture cut so small needs too many fields


def screened_form(posted: QueryDict, mark: str, is_secret: Callable[[str], bool]) -> tuple[QueryDict, list[Taken]]:
    """What was posted without what is a picture written in characters, and what was taken out of it.

    Each field is screened, and then all of them together, so that a picture cut over many fields does not come in
    either. Fields that hold a secret are left alone: they are never kept as text.
    """
    results = {
        name: [screened(value, mark, FIRST_ONLY) for value in values]
        for name, values in posted.lists()
        if not is_secret(name)
    }
    if BUTTON in results:  # nobody types it: its beginning says what was pressed, and holds no picture
        pressed = zip(posted.getlist(BUTTON), results[BUTTON], strict=True)
        results[BUTTON] = [Screened(value[:LONGEST_BUTTON], found.taken) for value, found in pressed]
    _screen_together(results, mark)
    taken = [each for of_field in results.values() for result in of_field for each in result.taken]
    if not taken:
        return posted, []
    clean = posted.copy()
    for name, of_field in results.items():
        clean.setlist(name, [result.text for result in of_field])
    return clean, taken


def _screen_together(results: dict[str, list[Screened]], mark: str) -> None:
    """Takes out what is too much for one form. Ids that were chosen, however many, and short values are no text."""
    places = [
        (name, place)
        for name, of_field in results.items()
        for place, result in enumerate(of_field)
        if len(result.text) >= CHOSEN and not (len(result.text) <= LONGEST_ID and is_known(result.text))
    ]
    if len(places) < 2:
        return
    together = screened_together([results[name][place].text for name, place in places], mark, FIRST_ONLY)
    for (name, place), found in zip(places, together, strict=True):
        before = results[name][place]
        results[name][place] = Screened(found.text, (*before.taken, *found.taken))
