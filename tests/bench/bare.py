"""The yardstick: a Django page that asks nothing and draws nothing, and returns as many bytes."""

from django.http import HttpResponse
from django.urls import path

content = b""


def page(request) -> HttpResponse:
    """The bytes, through Django's handler, without middleware."""
    return HttpResponse(content)


urlpatterns = [path("", page)]
