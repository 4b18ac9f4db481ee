"""Paths of parents and carers."""

from django.urls import path

from incidents.views import family

FAMILY = "concerns/<slug:reference>/family/"

urlpatterns = [
    path(FAMILY, family.family, name="family"),
    path(f"{FAMILY}preference/", family.preference, name="family_preference"),
    path(f"{FAMILY}telling/", family.telling, name="family_telling"),
    path(f"{FAMILY}contact/", family.contact, name="family_contact"),
    path(f"{FAMILY}letter/", family.letter, name="family_letter"),
    path(f"{FAMILY}letter/<str:language>.pdf", family.letter_paper, name="family_letter_paper"),
    path(f"{FAMILY}format/", family.format_request, name="format_request"),
    path(f"{FAMILY}format/<uuid:request_id>/", family.format_given, name="format_given"),
]
