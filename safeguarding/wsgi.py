"""The door of the web server: it refuses to open when the trail could be altered, or the master key does not fit."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
application = get_wsgi_application()

from safeguarding import readiness  # noqa: E402  (the apps must be loaded first)

readiness.refuse_to_serve_unless_safe()
