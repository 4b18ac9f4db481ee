"""What the tests of a record's pages share: the address of a page, and what it says."""

import re

from django.urls import reverse


def url(name: str, concern, **more) -> str:
    """A page of this record."""
    return reverse(name, kwargs={"reference": concern.reference} | more)


def text_of(response) -> str:
    """What a page says in its main part, without the markup."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
