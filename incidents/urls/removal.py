"""Paths of steps for safety online, getting images removed, age and consent."""

from django.urls import path

from incidents.views import removal, steps

urlpatterns = [
    path("concerns/<slug:reference>/steps/<slug:list>/", steps.steps, name="steps"),
    path("concerns/<slug:reference>/steps/<slug:list>/<slug:code>/", steps.step, name="step"),
    path("concerns/<slug:reference>/removal/", removal.removal, name="removal"),
    path("concerns/<slug:reference>/removal/<slug:tool>/", removal.removal_step, name="removal_step"),
    path("concerns/<slug:reference>/age/", removal.age, name="age"),
    path("concerns/<slug:reference>/adult/", removal.adult_consent, name="adult_consent"),
]
