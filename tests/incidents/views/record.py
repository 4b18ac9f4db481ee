"""What the tests of a record's pages share: the address of a page, and what it says."""

import re

from django.urls import reverse

from tests.tabs import answers_in


def url(name: str, concern, **more) -> str:
    """A page of this record."""
    return reverse(name, kwargs={"reference": concern.reference} | more)


def text_of(response) -> str:
    """What a page says in its main part, without the markup."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def send(client, path: str, typed: dict):
    """What is typed on a page, sent from it as it stands."""
    return client.post(path, answers_in(client.get(path)) | typed)
