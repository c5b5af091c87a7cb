"""Statements that are built once: for a count over a table, building the statement costs more than asking it.

The key must name everything that the statement depends on: the facts, the dimensions, and the scope's signature.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 4096
_BUILT: dict[Hashable, tuple[str, tuple[Any, ...]] | None] = {}


def fetched(key: Hashable, build: Callable[[], QuerySet[Any]]) -> list[tuple[Any, ...]]:
    """The rows of the statement, columns in the order of its `values_list`."""
    if key not in _BUILT:
        if len(_BUILT) >= MOST:
            _BUILT.clear()
        try:
            _BUILT[key] = build().query.sql_with_params()
        except EmptyResultSet:  # the question answers itself: nothing
            _BUILT[key] = None
    statement = _BUILT[key]
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()
