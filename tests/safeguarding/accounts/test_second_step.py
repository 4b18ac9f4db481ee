"""The second step: offered, not demanded; its secrets are sealed and open for their owner alone."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import connection

from safeguarding import clock
from safeguarding.accounts import qr, sealed_secrets
from safeguarding.accounts.selectors import second_step as selected
from safeguarding.accounts.services import second_step
from safeguarding.audit.models import RefusedMinute
from safeguarding.vault.fields import SealBroken
from tests.clients import FormClient
from tests.conftest import PASSWORD
from tests.safeguarding.accounts.test_passwords import do_the_work_of_the_worker
from tests.safeguarding.accounts.trail import events

ON, OFF = "/account/second-step/turn-on/", "/account/second-step/turn-off/"
CODES, NEW_CODES = "/account/second-step/recovery-codes/", "/account/second-step/recovery-codes/new/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOMENT = 1_780_000_000


def code_at(secret: str, moment: float) -> str:
    """What the app shows at that moment."""
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def now() -> float:
    return clock.now().timestamp()


def sign_in(client, name="nia"):
    return client.post("/sign-in/?next=/account/", {"login": f"{name}@demo.example", "password": PASSWORD})


@pytest.fixture
def nia_with_a_second_step(cast):
    second_step.turn_on(actor=cast.nia, secret=SECRET)
    return cast.nia


@pytest.fixture(autouse=True)
def frozen_time():
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


# --- turning on


def test_it_is_turned_on_with_the_first_code_of_the_app(signed_in, cast):
    client = signed_in("nia")
    page = client.get(ON).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert client.post(ON, {"code": code_at(secret, now())}).url == CODES
    assert selected.of(cast.nia).is_on
    [event] = events("account.second_factor_changed")
    assert event["actor"] == str(cast.nia.pk) and event["details"] == {"change": "turned_on"}
    shown = re.findall(r"<code>(\d{5} \d{5})</code>", client.get(CODES).content.decode())
    assert len(shown) == len(set(shown)) == 10
    do_the_work_of_the_worker()
    assert "was turned on" in mail.outbox[0].body


def test_the_picture_and_the_letters_are_the_same_secret(signed_in):
    page = signed_in("nia").get(ON).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    address = f"otpauth://totp/nia%40demo.example?secret={secret}&issuer=Safeguarding%20record"
    assert qr.drawn(address).path in page
    assert secret not in re.sub(r"<code[^>]*>[^<]*</code>", "", page).replace(" ", "")


def test_a_wrong_first_code_keeps_the_same_secret_on_the_page(signed_in, cast):
    client = signed_in("nia")
    first = re.search(r"<code[^>]*>(.+)</code>", client.get(ON).content.decode())[1]
    again = client.post(ON, {"code": "000000"}).content.decode()
    assert "That code is not right" in again and re.search(r"<code[^>]*>(.+)</code>", again)[1] == first
    assert not selected.of(cast.nia).is_on


def test_a_second_window_cannot_replace_it(signed_in, nia_with_a_second_step):
    assert signed_in("nia").get(ON).url == OFF
    with pytest.raises(second_step.AlreadyOn):
        second_step.turn_on(actor=nia_with_a_second_step, secret=SECRET)


# --- signing in with it


def test_the_password_alone_signs_nobody_in(client, nia_with_a_second_step):
    assert sign_in(client).url == "/sign-in/second-step/"
    assert client.get("/account/").status_code == 302
    assert events("session.signed_in") == []


def test_password_and_code_sign_in_and_lead_to_the_page_asked_for(client, nia_with_a_second_step):
    sign_in(client)
    assert client.post("/sign-in/second-step/", {"code": code_at(SECRET, now())}).url == "/account/"
    assert client.get("/account/").status_code == 200
    assert [event["details"] for event in events("session.signed_in")] == [{"method": "password.totp"}]


def test_a_code_works_once(client, nia_with_a_second_step):
    sign_in(client)
    client.post("/sign-in/second-step/", {"code": code_at(SECRET, now())})
    other = FormClient()
    sign_in(other)
    page = other.post("/sign-in/second-step/", {"code": code_at(SECRET, now())})
    assert "has been used" in page.content.decode()
    assert other.get("/account/").status_code == 302


def test_a_code_of_half_a_minute_ago_does_not_work(client, nia_with_a_second_step):
    sign_in(client)
    client.post("/sign-in/second-step/", {"code": code_at(SECRET, now() - 30)})
    assert client.get("/account/").status_code == 302


def test_a_recovery_code_works_once_and_is_named_in_the_trail(client, nia_with_a_second_step):
    code = selected.codes_of(nia_with_a_second_step)[3]
    sign_in(client)
    assert client.post("/sign-in/second-step/", {"code": code}).status_code == 302
    assert events("session.signed_in")[0]["details"] == {"method": "password.recovery_codes"}
    assert selected.of(nia_with_a_second_step).codes_left == 9
    other = FormClient()
    sign_in(other)
    other.post("/sign-in/second-step/", {"code": code})
    assert other.get("/account/").status_code == 302


def test_wrong_codes_are_counted_and_stopped(client, nia_with_a_second_step):
    sign_in(client)
    for _time in range(5):
        client.post("/sign-in/second-step/", {"code": "000000"})
    assert RefusedMinute.objects.get().times == 5
    page = client.post("/sign-in/second-step/", {"code": code_at(SECRET, now())}).content.decode()
    assert "Wait five minutes" in page
    assert client.get("/account/").status_code == 302


def test_an_answer_of_another_kind_is_asked_again(client, nia_with_a_second_step):
    sign_in(client)
    assert "Enter the code" in client.post("/sign-in/second-step/", {"credential": "{}"}).content.decode()


def test_the_second_step_is_not_there_without_the_first(client, nia_with_a_second_step):
    assert client.get("/sign-in/second-step/").url == "/sign-in/"


def test_whoever_stands_at_the_second_step_can_start_again(client, nia_with_a_second_step):
    sign_in(client)
    client.post("/sign-out/")
    assert client.get("/sign-in/").status_code == 200


def test_a_new_password_by_link_does_not_pass_the_second_step(client, nia_with_a_second_step):
    from safeguarding.accounts.services.passwords import link_for

    address = client.get(link_for(nia_with_a_second_step).split(":8000")[1]).url
    client.post(address, {"password1": "tegell porffor ymbarel", "password2": "tegell porffor ymbarel"})
    signed = client.post("/sign-in/", {"login": "nia@demo.example", "password": "tegell porffor ymbarel"})
    assert signed.url == "/sign-in/second-step/"


# --- changing it


def test_it_is_turned_off_with_its_recovery_codes(signed_in, nia_with_a_second_step):
    client = signed_in("nia")
    assert "Do you want to turn the second step off?" in client.get(OFF).content.decode()
    assert selected.of(nia_with_a_second_step).is_on
    assert client.post(OFF).url == "/account/second-step/"
    assert not Authenticator.objects.exists()
    assert events("account.second_factor_changed")[-1]["details"] == {"change": "turned_off"}


def test_new_recovery_codes_replace_the_old_ones(signed_in, nia_with_a_second_step):
    before = selected.codes_of(nia_with_a_second_step)
    client = signed_in("nia")
    client.get(NEW_CODES)
    assert selected.codes_of(nia_with_a_second_step) == before
    assert client.post(NEW_CODES).url == CODES
    assert not set(before) & set(selected.codes_of(nia_with_a_second_step))
    assert events("account.second_factor_changed")[-1]["details"] == {"change": "codes_renewed"}


def test_who_has_none_has_nothing_to_change(signed_in, cast):
    client = signed_in("nia")
    assert {client.get(path).url for path in (OFF, CODES, NEW_CODES)} == {"/account/second-step/"}
    assert {client.post(path).status_code for path in (OFF, NEW_CODES)} == {404}
    assert events("account.second_factor_changed") == []


def test_looking_at_the_codes_writes_nothing(signed_in, nia_with_a_second_step):
    client = signed_in("nia")
    client.get("/account/")
    before = list(Authenticator.objects.values())
    client.get(CODES)
    client.get("/account/second-step/")
    assert list(Authenticator.objects.values()) == before


# --- sealed


def test_no_secret_lies_readable_in_the_database(signed_in, cast):
    client = signed_in("nia")
    page = client.get(ON).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert secret not in everything_in_the_database() + str(dict(client.session))
    client.post(ON, {"code": code_at(secret, now())})
    codes = selected.codes_of(cast.nia)
    held = everything_in_the_database() + str(dict(client.session))
    assert [each for each in [secret, *codes] if each in held] == []
    assert "mfa.totp.secret" not in client.session


def everything_in_the_database() -> str:
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)


def test_a_secret_copied_into_another_persons_row_opens_nothing(client, cast, nia_with_a_second_step):
    second_step.turn_on(actor=cast.owen, secret=SECRET[::-1])
    of_owen = Authenticator.objects.get(user=cast.owen, type="totp")
    Authenticator.objects.filter(user=cast.nia, type="totp").update(data=of_owen.data)
    sign_in(client)
    client.raise_request_exception = False
    assert client.post("/sign-in/second-step/", {"code": code_at(SECRET[::-1], now())}).status_code == 503
    assert client.get("/account/").status_code == 302


def test_a_secret_is_sealed_for_somebody_or_not_at_all(cast):
    with pytest.raises(sealed_secrets.NobodysSecret):
        sealed_secrets.seal(SECRET)
    with sealed_secrets.belonging_to(cast.nia):
        sealed = sealed_secrets.seal(SECRET)
        assert sealed_secrets.unseal(sealed) == SECRET
        with pytest.raises(SealBroken):
            sealed_secrets.unseal("not sealed")
    with sealed_secrets.belonging_to(cast.owen), pytest.raises(SealBroken):
        sealed_secrets.unseal(sealed)
