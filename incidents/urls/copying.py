"""Paths of the checked copy of a statement."""

from django.urls import path

from incidents.views import copying

urlpatterns = [
    path("concerns/<slug:reference>/copy/", copying.check_copy, name="check_copy"),
]
