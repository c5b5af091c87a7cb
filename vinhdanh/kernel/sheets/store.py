"""Rows into tables: one SQL upsert for SQLite and PostgreSQL that writes only what changed."""

# ruff: noqa: S608 the only parts of these statements that vary are quoted names of our own tables and columns

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

MANY = 5_000  # so many rows into an empty table are inserted before its indexes are made


@dataclass(frozen=True)
class Stored:
    """How many rows were new, how many were changed, how many stood there already."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged)


def row_key(*parts: object) -> str:
    """A natural key for a `key` column: sha256 over what makes a row itself and no other."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def unique_keys(parts_of_rows: Iterable[Sequence[object]]) -> list[str]:
    """Keys of rows in order; rows with equal parts are told apart by their occurrence number."""
    seen: Counter[tuple[object, ...]] = Counter()
    keys = []
    for parts in parts_of_rows:
        same = tuple(parts)
        keys.append(row_key(*same, seen[same]) if seen[same] else row_key(*same))
        seen[same] += 1
    return keys


def pk_of(model: type[models.Model], field: str, values: Iterable[Hashable] | None = None) -> dict[Any, int]:
    """Primary keys by a unique field: `pk_of(Directive, "key")`, all of them or only these values."""
    rows = model._base_manager.all()
    if values is None:
        return dict(rows.values_list(field, "pk"))
    wanted = list(dict.fromkeys(values))
    found: dict[Any, int] = {}
    for start in range(0, len(wanted), 500):
        found.update(rows.filter(**{f"{field}__in": wanted[start : start + 500]}).values_list(field, "pk"))
    return found


def reserved_pks(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows that are about to be inserted and point at each other."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {connection.ops.quote_name(table)}")
            highest = cursor.fetchone()[0]
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            used = cursor.fetchone()
            first = max(highest, used[0] if used else 0) + 1
            return list(range(first, first + count))
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]


def upsert(model: type[models.Model], rows: list[dict[str, Any]], key: tuple[str, ...]) -> Stored:
    """Insert or update `rows` by the unique columns `key`; compare first, write only differences.

    All rows name the same fields: a field's name or column (`unit_id=7`). Fields left out get the
    model's default in a new row and are left alone in an old one. Equal keys: the last row wins.
    """
    if not rows:
        return Stored()
    names = list(rows[0])
    return upsert_tuples(model, names, [tuple(row[name] for name in names) for row in rows], key)


def upsert_tuples(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    key: tuple[str, ...],
    *,
    derived: bool = False,
) -> Stored:
    """`upsert` for rows that are tuples in the order of `names`: the fast form for many rows.

    `derived`: the columns follow from others, so that writing them is no new version of the row.
    """
    table = _Table(model, names, key)
    table.is_derived = derived
    wanted = table.keyed(table.to_database(rows))
    present = table.present(wanted)
    new = [row for at, row in wanted.items() if at not in present]
    changed = [
        (*row, present[at][0]) for at, row in wanted.items() if at in present and not table.same(row, at, present)
    ]
    table.insert(new)
    table.update(changed)
    return Stored(len(new), len(changed), len(wanted) - len(new) - len(changed))


def replace_all(
    model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]], key: tuple[str, ...]
) -> Stored:
    """Make a derived table hold exactly `rows`: what is no longer there goes, what is the same stays.

    Changed rows are written anew, so nobody may point at them. Old ones go first, which lets unique
    constraints over open ends hold at every moment.
    """
    table = _Table(model, names, key)
    wanted = table.keyed(table.to_database(rows))
    present = table.everything()
    stale = [old[0] for at, old in present.items() if at not in wanted]
    changed = [at for at, row in wanted.items() if at in present and not table.same(row, at, present)]
    table.delete([*stale, *(present[at][0] for at in changed)])
    new = [at for at in wanted if at not in present]
    table.insert([wanted[at] for at in (*changed, *new)])
    return Stored(len(new), len(changed) + len(stale), len(wanted) - len(new) - len(changed))


class _Table:
    """One model's table, seen through the columns that are written."""

    def __init__(self, model: type[models.Model], names: Sequence[str], key: tuple[str, ...]) -> None:
        self.meta = model._meta
        self.is_derived = False
        self.on_sqlite = connection.vendor == "sqlite"
        self.fields = [self.meta.get_field(name) for name in (self._field_name(name) for name in names)]
        columns = [field.column for field in self.fields]
        self.key_at = [columns.index(self.meta.get_field(self._field_name(name)).column) for name in key]
        self.json_at = [at for at, field in enumerate(self.fields) if isinstance(field, models.JSONField)]
        self.rest = [
            field
            for field in self.meta.concrete_fields
            if not field.primary_key and field.column not in columns and not field.has_db_default()
        ]

    def _unwritten(self) -> list[Any]:
        written = {field.column for field in self.fields}
        return [field for field in self.meta.concrete_fields if field.column not in written]

    def _field_name(self, name: str) -> str:
        if name == "pk":
            return self.meta.pk.name
        for field in self.meta.concrete_fields:
            if name in (field.name, field.attname):
                return field.name
        raise ValueError(f"{self.meta.label} has no field {name}")

    def to_database(self, rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
        """Values as the driver gives them back, so that old and new compare equal."""
        rows = list(rows)
        changes = [(at, _writer(field, on_sqlite=self.on_sqlite)) for at, field in enumerate(self.fields)]
        if not rows or not any(writer for _, writer in changes):
            return rows
        columns: list[Any] = list(zip(*rows, strict=True))
        for at, writer in changes:
            if writer:
                columns[at] = list(map(writer, columns[at]))
        return list(zip(*columns, strict=True))

    def keyed(self, rows: Iterable[tuple[Any, ...]]) -> dict[Any, tuple[Any, ...]]:
        if len(self.key_at) == 1:
            at = self.key_at[0]
            return {row[at]: row for row in rows}
        return {tuple(row[at] for at in self.key_at): row for row in rows}

    def _select(self) -> str:
        quote = connection.ops.quote_name
        # A bare plus makes SQLite forget the declared type: texts stay texts, which compares faster.
        plus = "+" if self.on_sqlite else ""
        selected = ", ".join([quote(self.meta.pk.column), *(plus + quote(field.column) for field in self.fields)])
        return f"SELECT {selected} FROM {quote(self.meta.db_table)}"

    def present(self, wanted: dict[Any, tuple[Any, ...]]) -> dict[Any, tuple[int, tuple[Any, ...]]]:
        """Rows that stand in the table already: key -> (primary key, values)."""
        if self._is_empty():
            return {}
        quote = connection.ops.quote_name
        sql = self._select()
        first = self.fields[self.key_at[0]].column
        found: dict[Any, tuple[int, tuple[Any, ...]]] = {}
        with connection.cursor() as cursor:
            if len(wanted) > 20_000:
                cursor.execute(sql)
                self._gather(cursor, wanted, found)
                return found
            alone = len(self.key_at) == 1
            values = list(dict.fromkeys(at if alone else at[0] for at in wanted))
            for start in range(0, len(values), 500):
                part = values[start : start + 500]
                cursor.execute(f"{sql} WHERE {quote(first)} IN ({', '.join(['%s'] * len(part))})", part)
                self._gather(cursor, wanted, found)
        return found

    def everything(self) -> dict[Any, tuple[int, tuple[Any, ...]]]:
        """All rows of the table by key; of rows with one key the last."""
        found: dict[Any, tuple[int, tuple[Any, ...]]] = {}
        with connection.cursor() as cursor:
            cursor.execute(self._select())
            self._gather(cursor, None, found)
        return found

    def _gather(
        self, cursor: Any, wanted: dict[Any, Any] | None, found: dict[Any, tuple[int, tuple[Any, ...]]]
    ) -> None:
        alone = len(self.key_at) == 1
        at = self.key_at[0] + 1
        while batch := cursor.fetchmany(5000):
            for row in batch:
                key = row[at] if alone else tuple(row[n + 1] for n in self.key_at)
                if wanted is None or key in wanted:
                    found[key] = (row[0], row[1:])

    def same(self, row: tuple[Any, ...], at: Any, present: dict[Any, tuple[int, tuple[Any, ...]]]) -> bool:
        old = present[at][1]
        if not self.json_at:
            return row == old
        return all(
            _loaded(new) == _loaded(before) if n in self.json_at else new == before
            for n, (new, before) in enumerate(zip(row, old, strict=True))
        )

    def delete(self, pks: list[int]) -> None:
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            for start in range(0, len(pks), 500):
                part = pks[start : start + 500]
                marks = ", ".join(["%s"] * len(part))
                cursor.execute(
                    f"DELETE FROM {quote(self.meta.db_table)} WHERE {quote(self.meta.pk.column)} IN ({marks})", part
                )

    def insert(self, rows: list[tuple[Any, ...]]) -> None:
        if len(rows) >= MANY and not self._points_at_itself() and self._is_empty():
            with _without_indexes(self.meta.db_table):
                self._insert(rows)
        elif rows:
            self._insert(rows)

    def _points_at_itself(self) -> bool:
        """Without the index on its parent, each row of a tree would search the whole table for its children."""
        return any(field.is_relation and field.related_model is self.meta.model for field in self.meta.concrete_fields)

    def _is_empty(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(self.meta.db_table)} LIMIT 1")
            return cursor.fetchone() is None

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        quote = connection.ops.quote_name
        fields = [*self.fields, *self.rest]
        writers = [_writer(field, on_sqlite=self.on_sqlite) for field in self.rest]
        defaults = tuple(
            writer(field.get_default()) if writer else field.get_default()
            for field, writer in zip(self.rest, writers, strict=True)
        )
        columns = [quote(field.column) for field in fields]
        keys = {self.fields[at].column for at in self.key_at}
        sets = [f"{quote(f.column)} = excluded.{quote(f.column)}" for f in self.fields if f.column not in keys]
        conflict = f"DO UPDATE SET {', '.join(sets)}" if sets else "DO NOTHING"
        tail = f"ON CONFLICT ({', '.join(quote(self.fields[at].column) for at in self.key_at)}) {conflict}"
        into = f"INSERT INTO {quote(self.meta.db_table)} ({', '.join(columns)})"
        full = [row + defaults for row in rows] if defaults else rows
        with connection.cursor() as cursor:
            if self.on_sqlite:
                cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(columns))}) {tail}", full)
                return
            arrays = ", ".join(f"%s::{_array_type(field)}" for field in fields)
            for start in range(0, len(full), 10_000):
                part = [list(column) for column in zip(*full[start : start + 10_000], strict=True)]
                cursor.execute(f"{into} SELECT * FROM unnest({arrays}) {tail}", part)

    def update(self, rows: list[tuple[Any, ...]]) -> None:
        """Rows end with their primary key."""
        if not rows:
            return
        quote = connection.ops.quote_name
        table, pk = quote(self.meta.db_table), quote(self.meta.pk.column)
        # Who has the row open in a form must see that it changed under him.
        counted = [] if self.is_derived else [field for field in self._unwritten() if field.name == "version"]
        bump = "".join(f", {quote(field.column)} = {table}.{quote(field.column)} + 1" for field in counted)
        keep = [n for n, field in enumerate(self.fields) if n not in self.key_at and not field.primary_key]
        if not keep:
            return
        rows = [(*(row[n] for n in keep), row[-1]) for row in rows]
        fields = [self.fields[n] for n in keep]
        with connection.cursor() as cursor:
            if self.on_sqlite:
                sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
                cursor.executemany(f"UPDATE {table} SET {sets}{bump} WHERE {pk} = %s", rows)
                return
            sets = ", ".join(f"{quote(field.column)} = fresh.c{n}" for n, field in enumerate(fields))
            arrays = ", ".join([*(f"%s::{_array_type(field)}" for field in fields), "%s::bigint[]"])
            names = ", ".join([*(f"c{n}" for n in range(len(fields))), "pk"])
            for start in range(0, len(rows), 10_000):
                part = [list(column) for column in zip(*rows[start : start + 10_000], strict=True)]
                fresh = f"FROM unnest({arrays}) AS fresh({names}) WHERE {table}.{pk} = fresh.pk"
                cursor.execute(f"UPDATE {table} SET {sets}{bump} {fresh}", part)


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """A first load fills the bare table and sorts each index once, instead of a hundred thousand times.

    Indexes that keep values unique stay. All of it is part of the transaction, on both databases.
    """
    sqlite = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql NOT LIKE %s"
    postgres = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgres, [table, "CREATE UNIQUE %"])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()  # rows that still wait for their check keep it from making an index
        for _, definition in indexes:
            cursor.execute(definition)


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _writer(field: Any, *, on_sqlite: bool) -> Callable[[Any], Any] | None:
    """How a value of this field is written, or None when as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False, cls=field.encoder)
    if not on_sqlite:
        return None
    if isinstance(field, models.DateField):
        return _Written().__getitem__
    if isinstance(field, models.BooleanField):
        return {True: 1, False: 0, None: None}.__getitem__
    return None


class _Written(dict[Any, str | None]):
    """Days as SQLite keeps them, each worked out once."""

    def __missing__(self, day: Any) -> str | None:
        self[day] = written = None if day is None else str(day)
        return written


def _array_type(field: Any) -> str:
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.CharField | models.TextField):
        return "text[]"
    if isinstance(target, models.AutoField | models.BigAutoField):
        return "bigint[]"
    if isinstance(target, models.JSONField):
        return "jsonb[]"
    return f"{target.db_type(connection)}[]"
