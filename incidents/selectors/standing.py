"""Of rows that a later one of the same record replaces: those that stand, for any number of records at once."""

from django.db.models import Exists, OuterRef, Q, QuerySet


def standing_rows(model, later: QuerySet | None = None) -> QuerySet:
    """The rows that no later one replaces. `later`: those that could, where not every row of the record does."""
    after = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    others = model.objects.all() if later is None else later
    return model.objects.filter(~Exists(others.filter(after, concern=OuterRef("concern")).order_by())).order_by()
