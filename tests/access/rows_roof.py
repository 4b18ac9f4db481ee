"""Access to the roof's own pages: language, health."""

from tests.access.matrix import Row, everyone

ROWS = [
    Row("healthz", get=everyone(), public=True),
    Row("readyz", get=everyone(), public=True),
    Row("accessibility", get=everyone(), public=True),
    Row("privacy", get=everyone(), public=True),
    Row("language", post=everyone(), public=True, data={"language": "cy"}),
    Row("home", get=everyone()),
]
