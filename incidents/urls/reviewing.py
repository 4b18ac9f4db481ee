"""Paths of the initial review, signs and pathway."""

from django.urls import path

from incidents.views import pathways, reviewing

urlpatterns = [
    path("concerns/<slug:reference>/review/", reviewing.review, name="review"),
    path("concerns/<slug:reference>/review/sitting/", reviewing.sitting, name="review_sitting"),
    path("concerns/<slug:reference>/review/triggers/", reviewing.triggers, name="review_triggers"),
    path("concerns/<slug:reference>/review/mark/", reviewing.mark, name="review_mark"),
    path("concerns/<slug:reference>/signs/", pathways.signs, name="signs"),
    path("concerns/<slug:reference>/pathway/", pathways.pathway, name="pathway"),
]
