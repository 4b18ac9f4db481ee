"""Every URL stands in the matrix, and everybody gets exactly what it says."""

import pytest
from django.urls import reverse

from tests.access import matrix
from tests.cast import PEOPLE

ROWS = matrix.rows()
SIGN_IN = "/sign-in/"
REFUSED_POST = {403, 404, 405}


@pytest.fixture
def world(cast):
    return matrix.build_world(cast)


def test_every_url_has_a_row():
    assert matrix.url_names() - {row.name for row in ROWS} == set()


def test_every_row_has_a_url():
    assert {row.name for row in ROWS} - matrix.url_names() == set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_matrix_says(row, world, client):
    """One world for all questions about a URL: what may change it is asked last."""
    _a_stranger_is_sent_to_sign_in(row, world, client)
    _what_is_not_there_is_asked_for_too(row, world)
    _not_yours_is_the_same_page_as_not_there(row, world, client)
    _a_page_is_for_those_the_matrix_names(row, world, client)
    _a_form_is_for_those_the_matrix_names(row, world, client)
    _a_form_lets_in_those_the_matrix_names(row, world, client)


def _a_page_is_for_those_the_matrix_names(row, world, client) -> None:
    url = reverse(row.name, kwargs=row.on(world))
    seen = {}
    for person in PEOPLE:
        client.force_login(world.cast.people[person])
        seen[person] = _kind(client.get(url))
    assert seen == {person: "shown" if person in row.get else "refused" for person in PEOPLE}


def _a_form_is_for_those_the_matrix_names(row, world, client) -> None:
    url = reverse(row.name, kwargs=row.on(world))
    for person in PEOPLE:
        if person not in row.post:
            client.force_login(world.cast.people[person])
            assert client.post(url, row.data).status_code in REFUSED_POST, person


def _a_form_lets_in_those_the_matrix_names(row, world, client) -> None:
    url = reverse(row.name, kwargs=row.on(world))
    for person in row.post:
        client.force_login(world.cast.people[person])
        expected = "sent to sign in" if row.name == "account_logout" else "shown"
        assert _kind(client.post(url, row.data)) == expected, person


def _a_stranger_is_sent_to_sign_in(row, world, client) -> None:
    response = client.get(reverse(row.name, kwargs=row.on(world)))
    if row.public:
        assert response.status_code in {200, 302, 405}
    else:
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


def _what_is_not_there_is_asked_for_too(row, world) -> None:
    assert bool(row.on(world)) == bool(row.unknown) or row.public or row.same_for_all


def _not_yours_is_the_same_page_as_not_there(row, world, client) -> None:
    if not row.unknown:
        return
    for person in PEOPLE:
        client.force_login(world.cast.people[person])
        ways = [(client.get, {})] if person not in row.get else []
        ways += [(client.post, row.data)] if person not in row.post else []
        for ask, data in ways:
            theirs = ask(reverse(row.name, kwargs=row.on(world)), data)
            nothing = ask(reverse(row.name, kwargs=row.unknown), data)
            assert theirs.status_code == nothing.status_code in REFUSED_POST, person
            assert matrix.without_tokens(theirs.content) == matrix.without_tokens(nothing.content), person


def _kind(response) -> str:
    if response.status_code == 302 and response.url.startswith(SIGN_IN):
        return "sent to sign in"
    if response.status_code in {200, 302}:
        return "shown"
    return "refused" if response.status_code in REFUSED_POST else str(response.status_code)
