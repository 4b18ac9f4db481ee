"""Paths of one concern: reading it, triage, notes, actions, who has looked."""

from django.urls import path

from incidents.views import concern, queue, triage

urlpatterns = [
    path("concerns/<slug:reference>/", concern.record, name="concern"),
    path("concerns/<slug:reference>/take-on/", queue.take_on, name="concern_take_on"),
    path("concerns/<slug:reference>/take-over/", queue.take_over, name="concern_take_over"),
    path("concerns/<slug:reference>/hand-over/", triage.hand_over, name="concern_hand_over"),
    path("concerns/<slug:reference>/chronology/", concern.chronology, name="concern_chronology"),
    path("concerns/<slug:reference>/actions/", concern.actions, name="concern_actions"),
    path("concerns/<slug:reference>/referrals/", concern.referrals, name="concern_referrals"),
    path("concerns/<slug:reference>/access/", concern.access, name="concern_access"),
    path("concerns/<slug:reference>/triage/", triage.triage, name="concern_triage"),
    path("concerns/<slug:reference>/note/", triage.note, name="concern_note"),
    path("concerns/<slug:reference>/action/", triage.add_action, name="concern_action"),
    path("concerns/<slug:reference>/action/<uuid:action_id>/", triage.complete_action, name="concern_action_done"),
    path("concerns/<slug:reference>/match/", triage.match, name="concern_match"),
]
