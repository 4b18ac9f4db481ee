"""Paths of papers about a child."""

from django.urls import path

from incidents.views import papers

urlpatterns = [
    path("concerns/<slug:reference>/papers/", papers.listed, name="papers"),
    path(
        "concerns/<slug:reference>/papers/chronology/<slug:language>/",
        papers.check_chronology,
        name="paper_check_chronology",
    ),
    path(
        "concerns/<slug:reference>/papers/referral/<int:number>/<slug:language>/",
        papers.check_pack,
        name="paper_check_pack",
    ),
    path("concerns/<slug:reference>/papers/<uuid:paper_id>.pdf", papers.printed, name="paper_print"),
]
