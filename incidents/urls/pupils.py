"""Paths of a child's records and chronology."""

from django.urls import path

from incidents.views import pupils

urlpatterns = [
    path("pupils/", pupils.search, name="pupils"),
    path("pupils/<uuid:pupil_id>/", pupils.pupil, name="pupil"),
]
