#!/usr/bin/env python
"""The standard entry point of Django's commands; a setting that does not fit is named in one line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"{wrong} Every setting is in .env.example; commands for the demo begin with DEMO=1.")
