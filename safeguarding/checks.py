"""Refuses an unsafe start: what must hold before anyone may sign in."""

from datetime import timedelta

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection

from safeguarding import clock
from safeguarding.schools.services import calendars

KNOWN_AHEAD = timedelta(days=180)


@register(Tags.security)
def content_is_not_in_an_admin(app_configs, **kwargs):
    """Django's admin would show children's records to administrators."""
    if "django.contrib.admin" in settings.INSTALLED_APPS:
        return [Error("Django's admin is installed. Remove it: it shows content to administrators.", id="house.E001")]
    return []


@register(Tags.security, deploy=True)
def demo_is_off(app_configs, **kwargs):
    """Demo sign-ins with a printed password must not stand in production."""
    if settings.DEMO:
        return [Error("DEMO is 1. A real school is served with DEMO=0.", id="house.E002")]
    return []


@register(Tags.security)
def requests_are_not_transactions(app_configs, **kwargs):
    """A page that only reads must not hold every writer."""
    if settings.DATABASES["default"].get("ATOMIC_REQUESTS"):
        return [Error("ATOMIC_REQUESTS is on. It would stop disclosures from saving.", id="house.E003")]
    return []


@register(Tags.database)
def postgres_driver_is_compiled(app_configs, **kwargs):
    """Django prefers a pure-Python psycopg over psycopg2 without a word; it is five times slower."""
    if connection.vendor != "postgresql":
        return []
    try:
        import psycopg
    except ImportError:
        return []
    if psycopg.pq.__impl__ == "python":
        return [Error("A pure-Python psycopg is installed and would be used. Remove it.", id="house.E004")]
    return []


@register(deploy=True)
def bank_holidays_are_known(app_configs, **kwargs):
    """The clocks of referrals count working days: without the bank holidays they would run out too early."""
    if max(calendars.bank_holidays()) - clock.today() >= KNOWN_AHEAD:
        return []
    words = "The bank holidays of the coming half year are not known. Install a newer edition, then run load_reference."
    return [Warning(words, id="house.W001")]
