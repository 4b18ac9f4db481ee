"""Which app answers which path, and the pages shown when something goes wrong."""

from django.urls import include, path

from safeguarding import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("language/", views.choose_language, name="language"),
    path("", include("safeguarding.accounts.urls")),
    path("", include("safeguarding.directory.urls")),
    path("", include("incidents.urls")),
]

handler400 = "safeguarding.views.bad_request"
handler403 = "safeguarding.views.forbidden"
handler404 = "safeguarding.views.not_found"
handler500 = "safeguarding.views.server_error"
