"""The list of units: every unit there ever was, with start, end and present parent."""

import datetime as dt
from collections import defaultdict
from typing import Any

from vinhdanh.kernel.sheets.checks import accepted, has_column
from vinhdanh.kernel.sheets.context import FOREVER, Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, reserved_pks, upsert_tuples
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.sheets.vocabulary import (
    NO_WORD,
    call_leaves_cells,
    level_of_name,
    level_words,
    meanings,
    store_levels,
)
from vinhdanh.organisation.tree_building import rebuild_tree
from vinhdanh.rules.text import fold, text_key
from vinhdanh.rules.tree import in_circles

ALWAYS_THERE = dt.date(1900, 1, 1)  # a unit whose list does not say since when it exists


def check_units(context: Context, rows: list[Row]) -> None:
    _mend_codes(rows)
    _mend_levels(context, rows)
    for row in rows:
        started, ended = row["started_on"], row["ended_on"]
        if started is not None and ended is not None and ended <= started:
            row.reject("ended_on", "unit.ends_before_start", "ngày kết thúc trước ngày thành lập")
    _reject_codes_used_twice(rows)
    _check_parents(context, rows)


def _mend_codes(rows: list[Row]) -> None:
    """A code typed as a number lost its zeros: put back as many as its parent's code asks for, or its
    neighbours' codes have, when that gives one code that nobody else has."""
    known = {row["code"] for row in rows if row["code"]}
    lengths: dict[str, set[int]] = defaultdict(set)
    typed = [row for row in rows if row["code"].isdigit() and isinstance(row.raw["code"], float)]
    if not typed or len(typed) * 2 > len(rows):
        return
    for row in rows:
        lengths[row["parent"]].add(len(row["code"]))
    for row in typed:
        code, parent = row["code"], row["parent"]
        widths = {width for width in lengths[parent] if width > len(code)}
        padded = {code.zfill(width) for width in widths}
        if parent.startswith("0"):
            below = {code.zfill(width) for width in range(len(code) + 1, 16)}
            padded = {full for full in below if full.startswith(parent) and full != parent} or padded
        fitting = {full for full in padded if full not in known}
        within = {full for full in fitting if len(full) in lengths[parent]}
        fitting = within if len(within) == 1 else fitting
        if len(fitting) == 1:
            row.repair("code", fitting.pop(), "code.lost_zeros", "mã mất số 0 ở đầu, ô là số")
            known.add(row["code"])


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
                row.warn("kind", "unit.no_kind", "thiếu loại đơn vị")
        elif meant[word] != word:
            row.repair("kind", meant[word], "choice.near", "loại viết sai")


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
                row.reject("code", "unit.repeated", f"dòng lặp lại dòng {earlier.number}")
            continue
        text = f"mã đã có ở dòng {earlier.number}, tên khác"
        if fold(earlier["name"]) == fold(row["name"]):
            text = f"mã đã có ở dòng {earlier.number}, nội dung khác"
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
            row.repair("parent", same[0], "code.name_given", "ghi bằng tên, không ghi mã")
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
        row.repair("parent", padded[0], "code.lost_zeros", "mã mất số 0 ở đầu")
        return
    named = context.unit_named(parent) if not parent.isdigit() else None
    if named is not None:
        row.repair("parent", named.code, "code.name_given", "ghi bằng tên, không ghi mã")
        return
    row.reject("parent", "unit.unknown_parent", "mã cấp trên không có trong danh sách")


def _place_under_root(context: Context, row: Row, rejected: Row) -> None:
    """The parent's line has to be mended first; until then the unit stands right under the root."""
    text = f"đơn vị cấp trên ở dòng {rejected.number} bị loại: tạm đặt dưới đơn vị gốc"
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
            row.reject("parent", "unit.own_parent", "đơn vị là cấp trên của chính nó")
        elif row["code"] in circles and not row.is_rejected:
            row.reject("parent", "unit.circle", "đơn vị đứng trên chính nó qua các cấp trung gian")


def store_units(context: Context, rows: list[Row]) -> Stored:
    """Units with their present parents, then the tree through time."""
    known = context.memo["organisation.levels"]
    kinds = store_levels(dict.fromkeys(row["kind"] for row in rows), known, context.answers)
    keys = pk_of(Unit, "code")
    new = [code for code in dict.fromkeys(row["code"] for row in rows) if code not in keys]
    keys |= dict(zip(new, reserved_pks(Unit, len(new)), strict=True))
    stored = upsert_tuples(Unit, FIELDS, [_unit(row, kinds, keys) for row in rows], ("code",))
    if not Answers(context.answers).cell_kinds:
        call_leaves_cells()
    context.forget()
    context.memo["organisation.recount"] = bool(stored.changed)
    if "organisation.changes" not in context.kinds:  # else once, when those are stored too
        rebuild_tree(counts_too=bool(stored.changed))
        context.forget()
    return stored


FIELDS = (
    "pk",
    "code",
    "name",
    "name_key",
    "sort_key",
    "kind_id",
    "parent_id",
    "started_on",
    "ended_on",
    "basis",
)


def _unit(row: Row, kinds: dict[str, int], keys: dict[str, int]) -> tuple[Any, ...]:
    name = row["name"]
    return (
        keys[row["code"]],
        row["code"],
        name,
        fold(name),
        text_key(name),
        kinds[row["kind"]],
        keys.get(row["parent"]),
        row["started_on"] or ALWAYS_THERE,
        row["ended_on"] or FOREVER,
        row["basis"],
    )


UNIT_LIST = SheetKind(
    code="organisation.units",
    title="Danh sách đơn vị",
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
    columns=(
        Column(
            "code",
            (
                "Mã đơn vị",
                "Mã số đơn vị",
                "Mã tổ chức",
                "Mã phòng ban",
                "Mã phòng, ban",
                "Mã phòng",
                "Mã bộ phận",
                "Mã cơ quan",
                "Mã chi bộ",
                "Mã công đoàn",
                "Mã CĐCS",
                "Mã chi đoàn",
                "Mã khoa",
                "Mã ĐV",
                "Mã",
                "Mã số",
                "Ký hiệu",
                "Unit code",
                "Department code",
                "Organisation code",
                "Org code",
                "Unit ID",
                "Code",
                "ID",
            ),
            type="code",
            required=True,
            max_length=40,
        ),
        Column(
            "name",
            (
                "Tên đơn vị",
                "Tên tổ chức",
                "Tên phòng ban",
                "Tên phòng, ban",
                "Tên bộ phận",
                "Tên cơ quan",
                "Tên chi bộ",
                "Tên công đoàn cơ sở",
                "Tên công đoàn",
                "Tên chi đoàn",
                "Tên khoa",
                "Tên",
                "Đơn vị",
                "Tổ chức",
                "Phòng ban",
                "Công đoàn cơ sở",
                "Tên đầy đủ",
                "Unit name",
                "Department name",
                "Department",
                "Organisation name",
                "Name",
                "Unit",
            ),
            type="unit_name",
            required=True,
            max_length=300,
        ),
        Column(
            "kind",
            (
                "Loại",
                "Loại đơn vị",
                "Loại hình",
                "Loại tổ chức",
                "Loại hình tổ chức",
                "Loại hình đơn vị",
                "Cấp",
                "Cấp đơn vị",
                "Cấp tổ chức",
                "Phân loại",
                "Phân cấp",
                "Type",
                "Unit type",
                "Level",
                "Kind",
                "Category",
            ),
            max_length=120,
        ),
        Column(
            "parent",
            (
                "Mã đơn vị cấp trên",
                "Mã cấp trên",
                "Đơn vị cấp trên",
                "Cấp trên",
                "Cấp trên trực tiếp",
                "Mã đơn vị chủ quản",
                "Đơn vị chủ quản",
                "Chủ quản",
                "Trực thuộc",
                "Trực thuộc đơn vị",
                "Thuộc",
                "Thuộc đơn vị",
                "Thuộc mã",
                "Mã đơn vị cha",
                "Mã cha",
                "Đơn vị cha",
                "Mã quản lý",
                "Đơn vị quản lý",
                "Parent code",
                "Parent unit",
                "Parent",
                "Reports to",
                "Belongs to",
            ),
            type="code",
        ),
        Column(
            "started_on",
            (
                "Thời gian hoạt động - Ngày thành lập",
                "Ngày thành lập",
                "Ngày lập",
                "Thành lập",
                "Ngày bắt đầu",
                "Ngày bắt đầu hoạt động",
                "Ngày hoạt động",
                "Bắt đầu",
                "Hoạt động từ",
                "Hiệu lực từ",
                "Từ ngày",
                "Start date",
                "Founded",
                "Founded on",
                "Established",
                "Valid from",
                "Start",
            ),
            type="date",
            expected=True,
        ),
        Column(
            "ended_on",
            (
                "Thời gian hoạt động - Ngày kết thúc",
                "Ngày kết thúc",
                "Kết thúc",
                "Ngày giải thể",
                "Giải thể",
                "Ngày thôi hoạt động",
                "Ngày ngừng hoạt động",
                "Ngày chấm dứt",
                "Hoạt động đến",
                "Hiệu lực đến",
                "Đến ngày",
                "End date",
                "Dissolved on",
                "Closed",
                "Valid to",
                "End",
            ),
            type="date",
        ),
        Column(
            "basis",
            (
                "Căn cứ",
                "Căn cứ thành lập",
                "Quyết định thành lập",
                "Số quyết định",
                "Số quyết định thành lập",
                "Quyết định",
                "Văn bản",
                "Số văn bản",
                "Legal basis",
                "Decision",
                "Basis",
            ),
            expected=True,
            max_length=300,
        ),
    ),
    check=check_units,
    store=store_units,
    defines="unit",
)
