"""The list of units: every unit there ever was, with start, end and present parent."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.kernel.sheets.checks import accepted, has_column
from vinhdanh.kernel.sheets.context import FOREVER, Context, UnitFact
from vinhdanh.kernel.sheets.kinds import SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, reserved_pks, upsert_tuples
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Unit, UnitKind
from vinhdanh.organisation.sheets.facts import units_by_code, with_history
from vinhdanh.organisation.sheets.unit_columns import UNIT_COLUMNS
from vinhdanh.organisation.sheets.vocabulary import (
    NO_WORD,
    call_leaves_cells,
    level_of_name,
    level_words,
    meanings,
    store_levels,
)
from vinhdanh.organisation.tree_building import rebuild_tree
from vinhdanh.rules.near import one_error_away
from vinhdanh.rules.paths import component
from vinhdanh.rules.text import fold, text_key
from vinhdanh.rules.tree import in_circles

ALWAYS_THERE = dt.date(1900, 1, 1)  # a unit whose list does not say since when it exists


def check_units(context: Context, rows: list[Row]) -> None:
    _mend_codes(rows)
    _mend_levels(context, rows)
    for row in rows:
        started, ended = row["started_on"], row["ended_on"]
        if started is not None and ended is not None and ended <= started:
            row.reject("ended_on", "unit.ends_before_start", _("ngày kết thúc trước ngày thành lập"))
    _reject_codes_used_twice(rows)
    _check_parents(context, rows)


def _mend_codes(rows: list[Row]) -> None:
    """A code that went through a number cell lost its zeros: put back as many as its parent's code asks
    for, or its neighbours' codes have, when that gives one code that nobody else has."""
    known = {row["code"] for row in rows if row["code"]}
    siblings: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        siblings[row["parent"]].append(row["code"])
    shortened = [row for row in rows if row["code"].isdigit() and _may_lack_zeros(row, siblings[row["parent"]])]
    if len(shortened) * 2 > len(rows):
        return
    for row in shortened:
        full = _with_zeros(row["code"], row["parent"], {len(code) for code in siblings[row["parent"]]}, known)
        if full:
            row.repair("code", full, "code.lost_zeros", _("mã mất số 0 ở đầu, ô là số"))
            known.add(full)


def _may_lack_zeros(row: Row, siblings: list[str]) -> bool:
    """The cell is a number; or, in a file of texts, the code alone among its neighbours lacks the
    zero with which its parent's code begins."""
    code, parent = row["code"], row["parent"]
    if isinstance(row.layout.cell(row.number, "code"), float):
        return True
    if not parent.startswith("0") or code.startswith("0"):
        return False
    return sum(other.startswith(parent) for other in siblings) * 2 > len(siblings)


def _with_zeros(code: str, parent: str, lengths: set[int], known: set[str]) -> str:
    """The one code that this was before it lost its zeros; empty when several could be."""
    padded = {code.zfill(width) for width in lengths if width > len(code)}
    if parent.startswith("0"):
        below = {code.zfill(width) for width in range(len(code) + 1, 16)}
        padded = {full for full in below if full.startswith(parent) and full != parent} or padded
    fitting = padded - known
    usual = {full for full in fitting if len(full) in lengths}
    fitting = usual if len(usual) == 1 else fitting
    return fitting.pop() if len(fitting) == 1 else ""


def _mend_levels(context: Context, rows: list[Row]) -> None:
    """Words for levels: slips mended, missing ones read from the name's first words."""
    known = level_words(context.answers)
    meant = meanings((row["kind"] for row in rows if row["kind"]), known)
    context.memo["organisation.levels"] = known
    words = {*known, *(word for word in meant.values() if word)}
    for row in rows:
        word = row["kind"]
        if not word:
            row.values["kind"] = level_of_name(row["name"], words) or NO_WORD
            if has_column(row, "kind"):
                row.warn("kind", "unit.no_kind", _("thiếu loại đơn vị"))
        elif meant[word] != word:
            row.repair("kind", meant[word], "choice.near", _("loại viết sai"))


def _reject_codes_used_twice(rows: list[Row]) -> None:
    """One code is one unit. The same line in another file says nothing new and is passed over."""
    first: dict[str, Row] = {}
    for row in rows:
        if row.is_rejected or not row["code"]:
            continue
        earlier = first.setdefault(row["code"], row)
        if earlier is row:
            continue
        if earlier.values == row.values:
            if earlier.layout is row.layout:
                row.reject("code", "unit.repeated", _("dòng lặp lại dòng %(row)s") % {"row": earlier.number})
            continue
        text = _("mã đã có ở dòng %(row)s, tên khác") % {"row": earlier.number}
        if fold(earlier["name"]) == fold(row["name"]):
            text = _("mã đã có ở dòng %(row)s, nội dung khác") % {"row": earlier.number}
        row.reject("code", "unit.code_used", text)


def _check_parents(context: Context, rows: list[Row]) -> None:
    _reject_circles(rows)
    listed = {row["code"]: row for row in rows}
    kept = {row["code"]: row for row in accepted(rows)}
    by_name: dict[str, list[str]] = defaultdict(list)
    for code, row in kept.items():
        by_name[fold(row["name"])].append(code)
    for row in rows:
        parent = row["parent"]
        if not parent or parent in kept or parent == row["code"] or row.is_rejected:
            continue
        same = by_name.get(fold(parent), [])
        if not parent.isdigit() and len(same) == 1:
            row.repair("parent", same[0], "code.name_given", _("ghi bằng tên, không ghi mã"))
        elif parent in context.units_by_code:
            continue
        elif parent in listed:
            _place_under_root(context, row, listed[parent])
        else:
            _unknown_parent(context, row, kept)


def _unknown_parent(context: Context, row: Row, kept: dict[str, Row]) -> None:
    parent = row["parent"]
    padded = [code for code in kept if parent.isdigit() and code != parent and code.lstrip("0") == parent.lstrip("0")]
    if len(padded) == 1:
        row.repair("parent", padded[0], "code.lost_zeros", _("mã mất số 0 ở đầu"))
        return
    named = context.unit_named(parent) if not parent.isdigit() else None
    if named is not None:
        row.repair("parent", named.code, "code.name_given", _("ghi bằng tên, không ghi mã"))
        return
    near = one_error_away(parent, kept)
    text = _("mã cấp trên không có trong danh sách")
    row.reject("parent", "unit.unknown_parent", text, suggestion=near[0] if len(near) == 1 else "")


def _place_under_root(context: Context, row: Row, rejected: Row) -> None:
    """The parent's line has to be mended first; until then the unit stands right under the root."""
    text = _("đơn vị cấp trên ở dòng %(row)s bị loại: tạm đặt dưới đơn vị gốc") % {"row": rejected.number}
    row.warn("parent", "unit.parent_rejected", text, suggestion=row["parent"])
    row.values["parent"] = root_code(context)


def root_code(context: Context) -> str:
    said = context.answers.get("organisation")
    return str(said.get("root") or "") if isinstance(said, dict) else ""


def _reject_circles(rows: list[Row]) -> None:
    parents = {row["code"]: row["parent"] or None for row in accepted(rows)}
    circles = in_circles(parents)
    for row in rows:
        if row["code"] and row["code"] == row["parent"]:
            row.reject("parent", "unit.own_parent", _("đơn vị là cấp trên của chính nó"))
        elif row["code"] in circles and not row.is_rejected:
            row.reject("parent", "unit.circle", _("đơn vị đứng trên chính nó qua các cấp trung gian"))


def store_units(context: Context, rows: list[Row]) -> Stored:
    """Units with their present parents, then the tree through time."""
    known = context.memo["organisation.levels"]
    kinds = store_levels(dict.fromkeys(row["kind"] for row in rows), known, context.answers)
    standing = {code: (pk, path) for code, pk, path in Unit.objects.order_by().values_list("code", "pk", "path")}
    keys = {code: pk for code, (pk, _) in standing.items()}
    new = [code for code in dict.fromkeys(row["code"] for row in rows) if code not in keys]
    keys |= dict(zip(new, reserved_pks(Unit, len(new)), strict=True))
    paths = first_paths({row["code"]: row["parent"] for row in rows}, keys, {c: p for c, (_, p) in standing.items()})
    stored = upsert_tuples(Unit, FIELDS, [_unit(row, kinds, keys, paths) for row in rows], ("code",))
    if not Answers(context.answers).cell_kinds:
        call_leaves_cells()
    units = listed_units(rows, keys) if len(keys) == len(rows) else units_by_code()
    context.memo["organisation.recount"] = bool(stored.changed)
    if "organisation.changes" not in context.kinds:  # else once, when those are stored too
        units = with_history(units, rebuild_tree(counts_too=bool(stored.changed)))
    context.forget()
    context.units_by_code = units
    return stored


def listed_units(rows: list[Row], keys: dict[str, int]) -> dict[str, UnitFact]:
    """The units as the checks see them, when the list names every one there is: no need to read them back."""
    kinds = {kind.word: (kind.code, kind.is_cell) for kind in UnitKind.objects.all()}
    return {
        row["code"]: UnitFact(
            keys[row["code"]],
            row["code"],
            row["name"],
            *kinds[row["kind"]],
            row["parent"],
            "",
            row["started_on"] or ALWAYS_THERE,
            row["ended_on"] or FOREVER,
            (row["name"],),
        )
        for row in rows
    }


FIELDS = (
    "pk",
    "code",
    "name",
    "name_key",
    "sort_key",
    "kind_id",
    "parent_id",
    "path",
    "started_on",
    "ended_on",
    "basis",
)


def first_paths(parents: dict[str, str], keys: dict[str, int], standing: dict[str, str]) -> dict[str, str]:
    """Where new units stand as the list has it; those that stood before keep their path until the tree is built."""
    paths = dict(standing)

    def path_of(code: str) -> str:
        if code not in paths:
            parent = parents.get(code, "")
            paths[code] = (path_of(parent) if parent in keys else "") + component(keys[code])
        return paths[code]

    for code in parents:
        path_of(code)
    return paths


def _unit(row: Row, kinds: dict[str, int], keys: dict[str, int], paths: dict[str, str]) -> tuple[Any, ...]:
    name = row["name"]
    return (
        keys[row["code"]],
        row["code"],
        name,
        fold(name),
        text_key(name),
        kinds[row["kind"]],
        keys.get(row["parent"]),
        paths[row["code"]],
        row["started_on"] or ALWAYS_THERE,
        row["ended_on"] or FOREVER,
        row["basis"],
    )


UNIT_LIST = SheetKind(
    code="organisation.units",
    title=gettext_lazy("Danh sách đơn vị"),
    words=(
        "đơn vị",
        "danh sách tổ chức, đơn vị",
        "danh sách đơn vị",
        "tổ chức",
        "cơ cấu tổ chức",
        "danh mục đơn vị",
        "phòng ban",
        "danh sách phòng ban",
        "danh sách chi bộ",
        "danh sách công đoàn cơ sở",
        "units",
        "departments",
        "organisation",
    ),
    columns=UNIT_COLUMNS,
    check=check_units,
    store=store_units,
    defines="unit",
)
