"""Where a figure comes from: its parts by direct unit, its rows, what confirms it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from vinhdanh.reports.catalogue import Facts, Figure, Scope
from vinhdanh.reports.catalogue import figure as figure_of
from vinhdanh.reports.catalogue.counting import Ids, Needed, Percent, Ratio, Records, The, Units
from vinhdanh.reports.catalogue.facts import matches
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.words import cell_text, shown
from vinhdanh.web.paging import SIZE, Page, keyset_page, mark

SHOWN_PARTS = 4
CHUNK = 500


@dataclass(frozen=True)
class Part:
    """What one direct unit adds to a figure."""

    code: str
    name: str
    value: int | float


@dataclass(frozen=True)
class Breakdown:
    """A figure by direct unit, largest first. `is_whole` says that the parts add up to the figure."""

    parts: tuple[Part, ...]
    total: int | float

    @property
    def sum(self) -> int | float:
        return sum(part.value for part in self.parts)

    @property
    def is_whole(self) -> bool:
        return self.sum == self.total

    @property
    def top(self) -> tuple[Part, ...]:
        return self.parts if len(self.parts) <= SHOWN_PARTS + 1 else self.parts[:SHOWN_PARTS]

    @property
    def others(self) -> tuple[Part, ...]:
        return self.parts[len(self.top) :]

    @property
    def others_total(self) -> int | float:
        return sum(part.value for part in self.others)

    @property
    def scale(self) -> int | float:
        """What a full bar stands for: the largest single part."""
        return max((part.value for part in self.parts), default=0)


def breakdown(scope: Scope, figure: Figure) -> Breakdown | None:
    """The figure counted again for each direct unit, by a statement of its own."""
    line, counting = figure.indicator, figure.indicator.counting
    if isinstance(counting, Ratio | Needed | The | Ids | Percent) or figure.direct:
        return None
    if isinstance(line.facts, Facts) and not (line.facts.unit or line.facts.path):
        return None
    here = scope.at(figure.day)
    fixed = replace(counting, where=figure.where)
    rows = line.facts.cube(here, fixed.dims | {"direct"}, counting.sums)
    if not rows or "direct" not in rows[0]:
        return None
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if matches(row, figure.where):
            groups[row["direct"]].append(row)
    names = {direct.code: direct.name for direct in here.directs}
    parts = [
        Part(code, names.get(code) or (code or gettext("Chính cấp lập báo cáo")), fixed.value(found, here) or 0)
        for code, found in groups.items()
    ]
    parts = [part for part in parts if part.value]
    parts.sort(key=lambda part: (-part.value, part.code))
    total = figure.value if isinstance(figure.value, (int, float)) else 0
    return Breakdown(tuple(parts), total)


@dataclass(frozen=True)
class Line:
    """One row behind a figure, as a page shows it."""

    id: str
    cells: tuple[str, ...]
    url: str = ""
    is_gone: bool = False


def headers_of(figure: Figure) -> tuple[str, ...]:
    facts = figure.indicator.facts
    if counts_units(figure.indicator):
        return gettext("Mã đơn vị"), gettext("Tên đơn vị"), gettext("Số bản ghi")
    if isinstance(facts, Facts):
        return tuple(str(header) for header, _ in facts.columns)
    return tuple(str(header) for header in facts.columns)


def counts_units(line: Indicator) -> bool:
    return isinstance(line.counting, Units)


def address_of(name: str, *arguments: Any) -> str:
    """The page of a record, when its domain has one."""
    if not name or arguments[-1] in (None, ""):
        return ""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def rows_query(scope: Scope, figure: Figure, ids: Sequence[str] | None = None) -> QuerySet[Any]:
    """The rows behind a figure of table facts; of a frozen figure, those that are still there."""
    facts = figure.indicator.facts
    assert isinstance(facts, Facts)
    found = facts.filtered(scope.at(figure.day), figure.where)
    if counts_units(figure.indicator):
        code = facts._expression(scope, "unit_code").name
        found = found.values(d_id=F(code), name=F(code.replace("__code", "__name"))).annotate(n=Count("pk"))
        return found.filter(d_id__in=ids) if ids is not None else found
    if facts.dressed is not None:
        found = facts.dressed(found, scope.at(figure.day))
    columns = [column for _, column in facts.columns]
    extra = list(facts.address.fields) if facts.address else []
    rows = found.values("d_id", *dict.fromkeys([*columns, *extra]))
    return rows.filter(d_id__in=ids) if ids is not None else rows


def line_of(figure: Figure, row: dict[str, Any]) -> Line:
    facts = figure.indicator.facts
    if counts_units(figure.indicator):
        return Line(row["d_id"], (row["d_id"], row["name"], str(row["n"])), address_of("unit", row["d_id"]))
    if not isinstance(facts, Facts):
        cells = tuple(cell_text(cell) for cell in row["cells"])
        return Line(row["id"], cells, address_of(facts.address, *row.get("address", (None,))))
    cells = tuple(cell_text(row[column]) for _, column in facts.columns)
    told = facts.address
    url = address_of(told.name, *told.before, *(row[field] for field in told.fields)) if told else ""
    return Line(str(row["d_id"]), cells, url)


def rows_page(request: HttpRequest, scope: Scope, figure: Figure) -> Page[Line]:
    """Fifty rows behind a figure, by their public id."""
    facts = figure.indicator.facts
    if isinstance(facts, Facts):
        rows = rows_query(scope, figure)
        total = figure.value if counts_records(figure) else rows.count()
        page = keyset_page(request, rows, "d_id", total=total)
        return replace(page, rows=[line_of(figure, row) for row in page.rows])
    return listed_page(request, listed_rows(scope, figure), figure)


def listed_rows(scope: Scope, figure: Figure) -> list[dict[str, Any]]:
    """Rows that were worked out in Python; where units are counted, one for each unit."""
    rows = figure.indicator.facts.records(scope.at(figure.day), (), ())
    kept = [row for row in rows if matches(row, figure.where)]
    if counts_units(figure.indicator):
        times = Counter((row["unit_code"], row["unit_name"]) for row in kept)
        kept = [{"id": code, "d_id": code, "name": name, "n": n} for (code, name), n in times.items()]
    return sorted(kept, key=lambda row: row["id"])


def listed_page(request: HttpRequest, rows: list[dict[str, Any]], figure: Figure) -> Page[Line]:
    """The same paging over rows that were worked out in Python."""
    first, last, marks = window(request, [row["id"] for row in rows])
    return Page(
        rows=[line_of(figure, row) for row in rows[first:last]],
        after=marks[last - 1] if 0 < last < len(rows) else "",
        before=marks[first] if 0 < first < len(rows) else "",
        total=len(rows),
    )


def all_rows(scope: Scope, figure: Figure) -> Iterable[Line]:
    """Every row behind a figure, for a file."""
    if isinstance(figure.indicator.facts, Facts):
        rows: Iterable[Any] = rows_query(scope, figure).order_by("d_id").iterator(chunk_size=2000)
    else:
        rows = listed_rows(scope, figure)
    return (line_of(figure, row) for row in rows)


def rows_by_id(scope: Scope, figure: Figure, ids: Sequence[str]) -> dict[str, Line]:
    """Rows with these public ids, as they are now, whether the figure would still count them or not."""
    facts = figure.indicator.facts
    loose = replace(figure, where={})
    if not isinstance(facts, Facts):
        wanted = set(ids)
        found = [row for row in listed_rows(scope, loose) if row["id"] in wanted]
        return {row["id"]: line_of(figure, row) for row in found}
    return {row["d_id"]: line_of(figure, row) for row in rows_query(scope, loose, ids)}


def frozen_rows(scope: Scope, figure: Figure, ids: Sequence[str]) -> Iterable[Line]:
    """The records that a frozen figure was counted from; one that is gone keeps its id."""
    for begin in range(0, len(ids), CHUNK):
        part = ids[begin : begin + CHUNK]
        found = rows_by_id(scope, figure, part)
        yield from (found.get(one) or Line(one, (one,), is_gone=True) for one in part)


def frozen_page(request: HttpRequest, scope: Scope, figure: Figure, ids: Sequence[str]) -> Page[Line]:
    """Fifty records of a frozen figure."""
    first, last, marks = window(request, ids)
    return Page(
        rows=list(frozen_rows(scope, figure, ids[first:last])),
        after=marks[last - 1] if 0 < last < len(ids) else "",
        before=marks[first] if 0 < first < len(ids) else "",
        total=len(ids),
    )


def window(request: HttpRequest, ids: Sequence[str]) -> tuple[int, int, list[str]]:
    """Which of the ids the page shows, and the marks of all of them."""
    marks = [mark({"d_id": one}, ["d_id"]) for one in ids]
    back = "truoc" in request.GET
    asked = request.GET.get("truoc") or request.GET.get("sau") or ""
    if asked not in marks:
        return 0, SIZE, marks
    at = marks.index(asked)
    return (max(0, at - SIZE), at, marks) if back else (at + 1, at + 1 + SIZE, marks)


@dataclass(frozen=True)
class Provenance:
    """All that the panel says about a figure besides its value."""

    figure: Figure
    breakdown: Breakdown | None
    confirmations: tuple[tuple[bool, str], ...]

    @property
    def is_confirmed(self) -> bool:
        return all(is_true for is_true, _text in self.confirmations)


def provenance_of(scope: Scope, figure: Figure) -> Provenance:
    """The figure counted again in other ways, to see whether they agree."""
    parts = breakdown(scope, figure)
    told = []
    if parts is not None and parts.parts:
        gaps = {"sum": shown(parts.sum), "n": shown(len([part for part in parts.parts if part.code]))}
        text = gettext("Cộng theo %(n)s đơn vị trực thuộc = %(sum)s.") % gaps
        told.append((parts.is_whole, text))
    if isinstance(figure.value, int) and counts_records(figure):
        counted = figure_of(scope, figure.key, with_records=False)  # by the database alone
        text = gettext("Đếm từng bản ghi = %(n)s.") % {"n": shown(figure.records)}
        told.append((counted is not None and counted.value == figure.records == figure.value, text))
    if figure.note:
        told.append((True, figure.note))
    return Provenance(figure, parts, tuple(told))


def counts_records(figure: Figure) -> bool:
    return type(figure.indicator.counting) in (Records, Units)
