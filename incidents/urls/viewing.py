"""Paths of exceptional viewing."""

from django.urls import path

from incidents.views import viewing_answers, viewings

urlpatterns = [
    path("concerns/<slug:reference>/viewing/", viewings.viewing, name="viewing"),
    path("concerns/<slug:reference>/viewing/before/", viewings.before, name="viewing_before"),
    path("concerns/<slug:reference>/viewing/request/", viewings.ask, name="viewing_request"),
    path("concerns/<slug:reference>/viewing/seen/", viewings.seen_by_accident, name="seen_by_accident"),
    path(
        "concerns/<slug:reference>/viewing/<uuid:viewing_id>/record/",
        viewings.record,
        name="viewing_record",
    ),
    path("viewings/", viewing_answers.waiting, name="viewings"),
    path("viewings/delegates/", viewing_answers.delegates, name="viewing_delegates"),
    path("viewings/<uuid:viewing_id>/answer/", viewing_answers.answer, name="viewing_answer"),
    path("viewings/<uuid:viewing_id>/sign/", viewing_answers.sign, name="viewing_sign"),
]
