"""What changed among the units: merge, unite, divide, split off, rename, move, found, dissolve."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.kernel.sheets.checks import reject_repeated
from vinhdanh.kernel.sheets.context import FOREVER, Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, row_key, upsert
from vinhdanh.organisation.models import OrgChange, OrgChangeSide, Succession
from vinhdanh.organisation.sheets.facts import with_history
from vinhdanh.organisation.tree_building import rebuild_tree

ENDING = frozenset({"merge", "unite", "divide", "dissolve"})  # kinds after which the units before are gone
BEGINNING = frozenset({"unite", "divide", "split_off", "found"})  # kinds that bring new units


def change_words(context: Context) -> dict[str, str]:
    return {
        "Sáp nhập": "merge",
        "Nhập": "merge",
        "Sát nhập": "merge",
        "Merge": "merge",
        "Merged into": "merge",
        "Hợp nhất": "unite",
        "Unite": "unite",
        "Consolidate": "unite",
        "Chia": "divide",
        "Chia tách": "divide",
        "Divide": "divide",
        "Tách": "split_off",
        "Tách ra": "split_off",
        "Split": "split_off",
        "Split off": "split_off",
        "Đổi tên": "rename",
        "Thay đổi tên": "rename",
        "Rename": "rename",
        "Chuyển": "move",
        "Điều chuyển": "move",
        "Chuyển giao": "move",
        "Chuyển đơn vị": "move",
        "Chuyển cấp trên": "move",
        "Chuyển trực thuộc": "move",
        "Chuyển về": "move",
        "Move": "move",
        "Transfer": "move",
        "Thành lập": "found",
        "Thành lập mới": "found",
        "Lập mới": "found",
        "Found": "found",
        "New": "found",
        "Established": "found",
        "Giải thể": "dissolve",
        "Chấm dứt hoạt động": "dissolve",
        "Kết thúc hoạt động": "dissolve",
        "Thôi hoạt động": "dissolve",
        "Dissolve": "dissolve",
        "Closed": "dissolve",
    }


def check_changes(context: Context, rows: list[Row]) -> None:
    for row in rows:
        if not row["before"] and not row["after"]:
            row.reject("before" if row["kind"] != "found" else "after", "change.no_units", _("thiếu mã đơn vị"))
        _mend_codes(context, row, "before", _("mã đơn vị trước không có trong danh sách"))
        _mend_codes(context, row, "after", _("mã đơn vị sau không có trong danh sách"))
    reject_repeated(
        rows,
        column="basis",
        same=lambda row: (row["kind"], row["effective_on"], row["before"], row["after"], row["basis"]),
        code="change.repeated",
        text=_("dòng lặp nguyên văn"),
    )
    for row in rows:
        if not row.is_rejected:
            _compare_days(context, row)


def _mend_codes(context: Context, row: Row, column: str, text: str) -> None:
    """Every code must be known; one that only lost its zeros is put right."""
    codes = []
    for code in row[column]:
        found = context.known_unit_code(code)
        if found is None:
            row.reject(column, "unit.unknown", text)
            return
        codes.append(found)
    if tuple(codes) != row[column]:
        row.repair(column, tuple(codes), "code.lost_zeros", _("mã mất số 0 ở đầu"))


def _compare_days(context: Context, row: Row) -> None:
    """The day of a change is the day on which the list says that its units end or begin."""
    units, day, kind = context.units_by_code, row["effective_on"], row["kind"]
    if kind in ENDING:
        for code in row["before"]:
            unit = units[code]
            if code not in row["after"] and unit.ended_on != day:
                if unit.ended_on == FOREVER:
                    text = _("đơn vị %(code)s chưa kết thúc trong danh sách đơn vị") % {"code": code}
                else:
                    facts = {"code": code, "day": f"{unit.ended_on:%d/%m/%Y}"}
                    text = _("ngày khác ngày kết thúc của đơn vị %(code)s trong danh sách đơn vị (%(day)s)") % facts
                row.warn("effective_on", "change.day_differs", text)
                return
    if kind in BEGINNING:
        for code in row["after"]:
            if code not in row["before"] and units[code].started_on != day:
                facts = {"code": code, "day": f"{units[code].started_on:%d/%m/%Y}"}
                text = _("ngày khác ngày thành lập của đơn vị %(code)s trong danh sách đơn vị (%(day)s)") % facts
                row.warn("effective_on", "change.day_differs", text)
                return


def store_changes(context: Context, rows: list[Row]) -> Stored:
    keys = [row_key("change", row["kind"], row["effective_on"], row["before"], row["after"]) for row in rows]
    changes = [
        {
            "key": key,
            "kind": row["kind"],
            "effective_on": row["effective_on"],
            "basis": row["basis"],
            "note": row["note"],
        }
        for key, row in zip(keys, rows, strict=True)
    ]
    stored = upsert(OrgChange, changes, key=("key",))
    pks = pk_of(OrgChange, "key", keys)
    sides: list[dict[str, Any]] = []
    successions: list[dict[str, Any]] = []
    for key, row in zip(keys, rows, strict=True):
        sides.extend(_sides(context, row, pks[key], is_after=False))
        sides.extend(_sides(context, row, pks[key], is_after=True))
        successions.extend(_successions(context, row, pks[key]))
    upsert(OrgChangeSide, sides, key=("change_id", "is_after", "unit_id"))
    upsert(Succession, successions, key=("unit_id", "successor_id", "on_date"))
    paths = rebuild_tree(counts_too=context.memo.get("organisation.recount", False))
    units = with_history(context.units_by_code, paths)
    context.forget()
    context.units_by_code = units
    return stored


def _sides(context: Context, row: Row, change: int, *, is_after: bool) -> list[dict[str, Any]]:
    side = "after" if is_after else "before"
    codes, parents = row[side], row[f"{side}_parents"]
    names = tuple(map(str.strip, row[f"{side}_names"].split(";")))
    units = context.units_by_code
    return [
        {
            "change_id": change,
            "is_after": is_after,
            "unit_id": units[code].pk,
            "name": _nth(names, n, of=len(codes))[:300],
            "parent_id": _parent(context, _nth(parents, n, of=len(codes))),
        }
        for n, code in enumerate(codes)
    ]


def _nth(written: tuple[str, ...], n: int, *, of: int) -> str:
    """One text for each unit, or one for all of them."""
    if len(written) == of:
        return written[n]
    return written[0] if len(written) == 1 else ""


def _parent(context: Context, code: str) -> int | None:
    found = context.known_unit_code(code) if code else None
    return context.units_by_code[found].pk if found else None


def _successions(context: Context, row: Row, change: int) -> list[dict[str, Any]]:
    """Units that ended live on in those that stand after the change."""
    if row["kind"] not in ENDING:
        return []
    units = context.units_by_code
    return [
        {
            "unit_id": units[gone].pk,
            "successor_id": units[successor].pk,
            "on_date": row["effective_on"],
            "change_id": change,
        }
        for gone in row["before"]
        if gone not in row["after"]
        for successor in row["after"]
    ]


def _side(name: str, side: str, old: str, english: str) -> tuple[Column, Column, Column]:
    """The three columns of one side: codes, names, parents."""
    group = f"Đơn vị {side} biến động"
    return (
        Column(
            name,
            (
                f"{group} - Mã",
                f"Mã đơn vị {side}",
                f"Mã {side}",
                f"Mã {old}",
                f"Đơn vị {side} - Mã",
                f"{side.capitalize()} - Mã",
                f"Mã đơn vị {side} biến động",
                f"Mã đơn vị {old}",
                f"Đơn vị {old}",
                f"Đơn vị {side}",
                group,
                f"{english} - Code",
                f"{english} code",
                f"{english} unit",
                english,
            ),
            type="codes",
        ),
        Column(
            f"{name}_names",
            (
                f"{group} - Tên",
                f"Tên đơn vị {side}",
                f"Tên {side}",
                f"Tên {old}",
                f"Tên đơn vị {old}",
                f"{side.capitalize()} - Tên",
                f"{english} - Name",
                f"{english} name",
            ),
            max_length=2000,
        ),
        Column(
            f"{name}_parents",
            (
                f"{group} - Cấp trên",
                f"Cấp trên {side}",
                f"Cấp trên {old}",
                f"Mã cấp trên {side}",
                f"Trực thuộc {old}",
                f"{side.capitalize()} - Cấp trên",
                f"Đơn vị cấp trên {side}",
                f"{english} - Parent",
                f"{english} parent",
            ),
            type="codes",
        ),
    )


CHANGES = SheetKind(
    code="organisation.changes",
    title=gettext_lazy("Biến động tổ chức"),
    words=(
        "biến động",
        "theo dõi biến động tổ chức",
        "biến động đơn vị",
        "thay đổi tổ chức",
        "sắp xếp tổ chức",
        "sáp nhập, chia tách",
        "tổ chức lại",
        "organisation changes",
        "changes",
        "reorganisation",
    ),
    after=("organisation.units",),
    columns=(
        Column(
            "kind",
            (
                "Loại biến động",
                "Hình thức biến động",
                "Biến động",
                "Loại thay đổi",
                "Hình thức sắp xếp",
                "Loại",
                "Hình thức",
                "Nội dung thay đổi",
                "Change",
                "Change type",
                "Type",
                "Event",
            ),
            type="choice",
            choices=change_words,
            required=True,
        ),
        Column(
            "effective_on",
            (
                "Ngày hiệu lực",
                "Ngày có hiệu lực",
                "Hiệu lực từ",
                "Ngày biến động",
                "Ngày thay đổi",
                "Thời điểm",
                "Từ ngày",
                "Ngày",
                "Effective date",
                "Effective on",
                "Date",
            ),
            type="date",
            required=True,
        ),
        Column(
            "basis",
            (
                "Số văn bản",
                "Văn bản",
                "Căn cứ",
                "Số quyết định",
                "Quyết định",
                "Căn cứ pháp lý",
                "Legal basis",
                "Decision",
                "Document",
            ),
            expected=True,
            max_length=300,
        ),
        *_side("before", "trước", "cũ", "Before"),
        *_side("after", "sau", "mới", "After"),
        Column("note", ("Ghi chú", "Nội dung", "Diễn giải", "Note", "Notes", "Remark"), max_length=500),
    ),
    check=check_changes,
    store=store_changes,
)
