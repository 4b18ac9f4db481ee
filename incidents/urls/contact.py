"""Paths of what is known of who made contact."""

from django.urls import path

from incidents.views import contact

urlpatterns = [
    path("concerns/<slug:reference>/contact/", contact.overview, name="contact"),
    path("concerns/<slug:reference>/contact/account/", contact.account, name="contact_account"),
    path(
        "concerns/<slug:reference>/contact/account/<uuid:account_id>/",
        contact.correct_account,
        name="contact_account_correct",
    ),
    path("concerns/<slug:reference>/contact/demand/", contact.demand, name="contact_demand"),
    path(
        "concerns/<slug:reference>/contact/demand/<uuid:demand_id>/",
        contact.correct_demand,
        name="contact_demand_correct",
    ),
    path("concerns/<slug:reference>/contact/facts/", contact.facts, name="contact_facts"),
]
