"""Paths of the child’s safety and support."""

from django.urls import path

from incidents.views import support, wellbeing

urlpatterns = [
    path("concerns/<slug:reference>/safety/", wellbeing.safety, name="safety"),
    path("concerns/<slug:reference>/safety/check/", wellbeing.safety_check, name="safety_check"),
    path("concerns/<slug:reference>/support/", support.support, name="support"),
    path("concerns/<slug:reference>/support/plan/", support.support_plan, name="support_plan"),
    path("concerns/<slug:reference>/support/check-in/", support.check_in, name="check_in"),
    path("concerns/<slug:reference>/support/check-in/<uuid:check_in_id>/", support.check_in_done, name="check_in_done"),
]
