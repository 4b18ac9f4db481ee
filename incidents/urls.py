"""Which page of the work answers which path."""

from django.urls import path

from incidents.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
