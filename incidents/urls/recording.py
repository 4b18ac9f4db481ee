"""Paths of recording a concern and what the reporter sees afterwards."""

from django.urls import path

from incidents.views import help as helping
from incidents.views import own_records, recording

urlpatterns = [
    path("record/", recording.start, name="record_start"),
    path("record/<uuid:draft_id>/who/", recording.who, name="record_who"),
    path("record/<uuid:draft_id>/what/", recording.what, name="record_what"),
    path("record/<uuid:draft_id>/checks/", recording.checks, name="record_checks"),
    path("record/<uuid:draft_id>/danger/", recording.danger, name="record_danger"),
    path("record/<uuid:draft_id>/marks/", recording.marks, name="record_marks"),
    path("record/<uuid:draft_id>/check/", recording.check, name="record_check"),
    path("record/<uuid:draft_id>/sent/", recording.sent, name="record_sent"),
    path("record/<uuid:draft_id>/discard/", recording.discard, name="record_discard"),
    path("adult-concern/", recording.adult_concern, name="adult_concern"),
    path("help/what-to-do-now/", helping.what_to_do_now, name="what_to_do_now"),
    path("my-records/", own_records.listed, name="my_records"),
    path("my-records/<slug:reference>/", own_records.opened, name="my_record"),
    path("my-records/<slug:reference>/add/", own_records.add, name="my_record_add"),
    path("my-records/<slug:reference>/called/", own_records.called, name="my_record_called"),
]
