"""Every URL stands in the matrix, and everybody gets exactly what it says."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse

from safeguarding.audit import acts
from tests.access import matrix
from tests.cast import PEOPLE
from tests.clients import FormClient

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


@pytest.mark.parametrize("duty", matrix.MODULES)
def test_everybody_gets_what_the_matrix_says(duty, world):
    """One world for all URLs of a duty: what somebody did at one of them is undone before the next."""
    wrong = []
    for row in matrix.rows_of(duty):
        with undone():
            try:
                _asked_in_every_way(row, world)
            except AssertionError as error:
                wrong.append(f"{row}: {error}")
    assert wrong == [], "\n\n".join(wrong)


@contextmanager
def undone():
    """What the database holds afterwards is what it held before."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        acts._known_chains.clear()


def _asked_in_every_way(row, world) -> None:
    client = FormClient()
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
