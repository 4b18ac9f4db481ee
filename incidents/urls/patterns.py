"""Paths of linked concerns."""

from django.urls import path

from incidents.views import links, patterns

urlpatterns = [
    path("concerns/<slug:reference>/links/", links.links, name="links"),
    path("concerns/<slug:reference>/links/find/", links.find, name="link_find"),
    path("concerns/<slug:reference>/links/unlink/", links.unlink, name="unlink"),
    path("concerns/<slug:reference>/links/<slug:other>/link/", links.link, name="link"),
    path("concerns/<slug:reference>/links/<slug:other>/refuse/", links.refuse, name="link_refuse"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("patterns/<slug:reference>/", patterns.pattern, name="pattern"),
    path("patterns/<slug:reference>/refer/", patterns.referral, name="pattern_referral"),
    path("patterns/<slug:reference>/steps/<slug:step>/", patterns.step, name="pattern_step"),
]
