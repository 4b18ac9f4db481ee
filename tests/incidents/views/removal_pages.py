"""The pages of steps and of getting images removed: where they are, what they show, what is sent from them."""

import re

from django.urls import reverse

NEVER = "A child is never to blame."


def url_of(name, concern, *more) -> str:
    """The address of a page of this record."""
    return reverse(name, args=[concern.reference, *more])


def shown(client, url) -> str:
    """The words of a page, in one line."""
    page = client.get(url)
    assert page.status_code == 200
    main = page.content.decode().partition('id="main-content"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def send(client, concern, url, typed):
    """What comes of sending a form of this record."""
    concern.refresh_from_db()
    return client.post(url, typed | {"version": concern.version})
