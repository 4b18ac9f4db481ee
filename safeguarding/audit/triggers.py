"""The triggers that refuse alteration: what each engine is told, word for word, so that it can be compared later."""

import re

from django.apps import apps
from django.db import connection, models

from safeguarding.audit.models import AppendOnly

REFUSAL = "rows of this table are never changed or removed"
FROZEN = "this column is never changed"

# PostgreSQL: two functions do the refusing. Their text is compared too: an emptied function refuses nothing.
FUNCTIONS = {
    "refuse_alteration": f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END",
    # The columns' names are the arguments of the trigger.
    "refuse_frozen": f"""
DECLARE name text; old_row jsonb := to_jsonb(OLD); new_row jsonb := to_jsonb(NEW);
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF old_row -> name IS DISTINCT FROM new_row -> name THEN
      RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END""",
}


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def frozen_columns() -> dict[type[models.Model], list[str]]:
    """Of models that do change, the columns that carry what somebody said and never change.

    The row's id is always one of them: with another id its words would not open any more, and on SQLite an
    UPDATE OR REPLACE would put it in the place of another row, which no trigger of that row would see.
    """
    found = {}
    for model in apps.get_models():
        names = getattr(model, "never_changed", ())
        if names:
            columns = [model._meta.get_field(name).column for name in names]
            found[model] = list(dict.fromkeys([model._meta.pk.column, *columns]))
    return found


def wanted(tables: set[str]) -> dict[str, dict[str, str]]:
    """For each of these tables the triggers it must have: name and definition, as the engine itself gives them back."""
    make = {"sqlite": _on_sqlite, "postgresql": _on_postgres}[connection.vendor]
    guarded = {model._meta.db_table: None for model in append_only_models()}
    guarded |= {model._meta.db_table: columns for model, columns in frozen_columns().items()}
    return {table: make(table, columns) for table, columns in guarded.items() if table in tables}


def standing() -> dict[str, str]:
    """The triggers that stand (on PostgreSQL: and are always enabled), and its refusing functions."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'"
        )
        found = dict(cursor.fetchall())
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)", [list(FUNCTIONS)])
        return found | dict(cursor.fetchall())


def _on_sqlite(table: str, frozen: list[str] | None) -> dict[str, str]:
    same_row = " OR ".join(_same_key(columns, condition) for columns, condition in _unique_keys(table))
    kinds = {
        "no_delete": ("BEFORE DELETE", "", REFUSAL),
        # INSERT OR REPLACE would slip past the others on a connection without recursive_triggers.
        "no_replace": ("BEFORE INSERT", f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same_row})', REFUSAL),
    }
    if frozen is None:
        kinds["no_update"] = ("BEFORE UPDATE", "", REFUSAL)
    else:
        differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in frozen)
        kinds["frozen"] = ("BEFORE UPDATE", f"WHEN {differs}", FROZEN)
    return {
        f"{table}_{name}": (
            f'CREATE TRIGGER "{table}_{name}" {moment} ON "{table}" {when} BEGIN SELECT RAISE(ABORT, \'{says}\'); END'
        )
        for name, (moment, when, says) in kinds.items()
    }


def _same_key(columns: list[str], condition: str) -> str:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
    if not condition:
        return f"({same})"
    # Only a row that meets the condition itself can be in the way of another, and displace it.
    of_new = re.sub(r'"\w+"', lambda column: f"NEW.{column[0]}", condition)
    return f"({same} AND ({condition}) AND ({of_new}))"


def _unique_keys(table: str) -> list[tuple[list[str], str]]:
    """Every set of columns that SQLite itself holds unique in the table, and the condition under which it does."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name FROM pragma_table_info("{table}") WHERE pk > 0 ORDER BY pk')
        keys = [([row[0] for row in cursor.fetchall()], "")]
        cursor.execute(
            f'SELECT i.name, m.sql FROM pragma_index_list("{table}") AS i '
            "LEFT JOIN sqlite_master AS m ON m.name = i.name WHERE i.\"unique\" AND i.origin <> 'pk' ORDER BY i.name"
        )
        for index, sql in cursor.fetchall():
            condition = (sql or "").partition(" WHERE ")[2]
            cursor.execute(f'SELECT name FROM pragma_index_info("{index}") ORDER BY seqno')
            keys.append(([row[0] for row in cursor.fetchall()], condition))
    return sorted(keys)


def _on_postgres(table: str, frozen: list[str] | None) -> dict[str, str]:
    refuse = "EXECUTE FUNCTION refuse_alteration()"
    kinds = {
        "no_change": ("DELETE" if frozen else "DELETE OR UPDATE", "ROW", refuse),
        "no_truncate": ("TRUNCATE", "STATEMENT", refuse),
    }
    if frozen:
        columns = ", ".join(f"'{column}'" for column in frozen)
        kinds["frozen"] = ("UPDATE", "ROW", f"EXECUTE FUNCTION refuse_frozen({columns})")
    return {
        f"{table}_{name}": (f"CREATE TRIGGER {table}_{name} BEFORE {moments} ON public.{table} FOR EACH {scope} {does}")
        for name, (moments, scope, does) in kinds.items()
    }
