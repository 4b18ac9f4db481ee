"""The door of the web server: it refuses to open when the audit trail could be altered."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
application = get_wsgi_application()

from safeguarding.audit import guards  # noqa: E402  (the apps must be loaded first)

guards.refuse_to_serve_when_rows_can_be_altered()
