"""Fifty rows a page, found by where the last page ended: page 200 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

SIZE = 50


@dataclass(frozen=True)
class Page[M]:
    """`after` and `before` are marks for the neighbouring pages, empty where there is none."""

    rows: Sequence[M]
    after: str = ""
    before: str = ""
    total: int | None = None

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def mark(row: Model | dict[str, Any], order: Sequence[str]) -> str:
    """Where `row` stands in `order`, as a text for the address."""
    values = [str(row[f.lstrip("-")] if isinstance(row, dict) else _reach(row, f.lstrip("-"))) for f in order]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _reach(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _read(text: str, order: Sequence[str]) -> list[str] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, UnicodeDecodeError):
        return None
    good = isinstance(values, list) and len(values) == len(order) and all(isinstance(v, str) for v in values)
    return values if good else None


def _beyond(order: Sequence[str], values: list[str], *, back: bool) -> Q:
    """Rows strictly after these values in `order` (before them when going back)."""
    asked = Q()
    for field, value in reversed(list(zip(order, values, strict=True))):
        name = field.lstrip("-")
        way = "lt" if field.startswith("-") != back else "gt"
        here = Q(**{f"{name}__{way}": value})
        asked = here | (Q(**{name: value}) & asked) if asked else here
    # The first field alone bounds the range of the index that is read.
    way = "lte" if order[0].startswith("-") != back else "gte"
    return Q(**{f"{order[0].lstrip('-')}__{way}": values[0]}) & asked


def keyset_page(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *order: str,
    size: int = SIZE,
    total: int | None = None,
) -> Page[Any]:
    """The page that `?sau=` or `?truoc=` asks for. `order` names columns that are never null, the last one unique.

    The queryset may be one of `.values(...)` when it contains the columns of the order.
    """
    back = "truoc" in request.GET
    start = _read(request.GET.get("truoc") or request.GET.get("sau") or "", order)
    wanted = [f[1:] if f.startswith("-") else f"-{f}" for f in order] if back else list(order)
    if start is not None:
        try:
            queryset = queryset.filter(_beyond(order, start, back=back))
        except (ValueError, ValidationError):  # values that this list never had: somebody wrote the mark himself
            start = None
    rows = list(queryset.order_by(*wanted)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if back:
        rows.reverse()
    if not rows:
        return Page(rows=[], total=total)
    has_after = more if not back else start is not None
    has_before = more if back else start is not None
    return Page(
        rows=rows,
        after=mark(rows[-1], order) if has_after else "",
        before=mark(rows[0], order) if has_before else "",
        total=total,
    )
