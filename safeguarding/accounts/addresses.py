"""From which address a request comes."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that asks, believing only the proxies that the settings count.

    Each proxy adds the address it heard from to the end; whatever stands before that was written by the asker. With
    fewer entries than proxies somebody came past them, and is known by the connection alone.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed_on = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(passed_on) >= proxies:
        return passed_on[-proxies]
    return request.META.get("REMOTE_ADDR", "")
