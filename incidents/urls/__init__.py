"""Which page of the work answers which path: one list a duty, joined here."""

from django.urls import path

from incidents.urls import (
    agreeing,
    auditing,
    closing,
    concern,
    copying,
    pupils,
    queue,
    recording,
    referring,
    reporting,
)
from incidents.views import home

urlpatterns = [
    path("", home.home, name="home"),
    *recording.urlpatterns,
    *queue.urlpatterns,
    *concern.urlpatterns,
    *pupils.urlpatterns,
    *referring.urlpatterns,
    *copying.urlpatterns,
    *agreeing.urlpatterns,
    *closing.urlpatterns,
    *auditing.urlpatterns,
    *reporting.urlpatterns,
]
