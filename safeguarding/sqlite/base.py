"""Django's SQLite engine, except that JSON columns carry no CHECK (JSON_VALID(...)).

With `trusted_schema=OFF` SQLite refuses JSON functions inside a schema. The columns concerned belong to libraries
(background work, second factors), which write them through Django's own JSON encoder.
"""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection, its JSON columns unchecked."""

    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
