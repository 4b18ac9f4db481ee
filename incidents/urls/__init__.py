"""Which page of the work answers which path: one list a duty, joined here."""

from django.urls import path

from incidents.urls import (
    agreeing,
    auditing,
    closing,
    concern,
    contact,
    copying,
    devices,
    family,
    papers,
    patterns,
    pupils,
    queue,
    recording,
    referring,
    removal,
    reporting,
    reviewing,
    viewing,
    wellbeing,
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
    *reviewing.urlpatterns,
    *contact.urlpatterns,
    *removal.urlpatterns,
    *devices.urlpatterns,
    *family.urlpatterns,
    *wellbeing.urlpatterns,
    *patterns.urlpatterns,
    *viewing.urlpatterns,
    *papers.urlpatterns,
    *reporting.urlpatterns,
]
