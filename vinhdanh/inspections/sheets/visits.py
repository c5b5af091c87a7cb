"""Inspections and supervisions, and the units they worked with."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from vinhdanh.inspections.models import Inspection, Programme, Visit
from vinhdanh.inspections.sheets.words import kinds, manners
from vinhdanh.kernel.sheets.checks import drop_shades, reject_repeated, warn_out_of_order
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, row_key, upsert
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.sheets.headings import UNIT_CODE, UNIT_NAME
from vinhdanh.rules.text import fold

INSPECTION_CODE = (
    "Mã cuộc",
    "Mã cuộc kiểm tra",
    "Mã cuộc KT-GS",
    "Mã KT-GS",
    "Mã đợt",
    "Mã đợt kiểm tra",
    "Số hiệu cuộc",
    "Cuộc",
    "Cuộc kiểm tra",
    "Inspection code",
    "Inspection",
    "Audit code",
    "Audit",
)
INSPECTED = (
    "Mã đơn vị được kiểm tra",
    "Đơn vị được kiểm tra",
    "Mã đối tượng",
    "Đối tượng",
    "Inspected unit",
    *UNIT_CODE,
)
OWN_INSPECTORS = ("kiem tra", "thanh tra", "kiem soat", "giam sat", "audit", "inspect", "control")


def bodies(context: Context) -> dict[str, str]:
    """Written name -> main or body, as the office answered."""
    return {name: key for key, name in Answers(context.answers).bodies.items()}


def _body_of(written: str, known: dict[str, str]) -> str:
    """Which body a name means when the office did not say: bodies made for inspecting are `body`, others `main`."""
    return known.get(written) or ("body" if any(word in fold(written) for word in OWN_INSPECTORS) else "main")


def check_inspections(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "kind", otherwise="inspection")
    known = {fold(name): name for name in bodies(context)}
    for row in rows:
        if row["body_name"] and known and fold(row["body_name"]) not in known:
            row.warn("body_name", "inspection.body_unknown", _("chủ thể này không có trong danh sách của văn phòng"))
    warn_out_of_order(
        rows,
        earlier="starts_on",
        later="ends_on",
        column="ends_on",
        code="inspection.ends_before_it_starts",
        text=_("ngày kết thúc trước ngày bắt đầu"),
    )
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="inspection.repeated", text=_("mã cuộc lặp lại")
    )


def store_inspections(context: Context, rows: list[Row]) -> Stored:
    known = {fold(name): key for name, key in bodies(context).items()}
    found = []
    for row in rows:
        body = _body_of(fold(row["body_name"]), known) if row["body_name"] else "main"
        found.append((row, body[:10]))
    programmes = _programmes(context, {(row["starts_on"].year, body) for row, body in found})
    return upsert(
        Inspection,
        [
            {
                "code": row["code"],
                "programme_id": programmes[row["starts_on"].year, body],
                "body": body,
                "body_name": row["body_name"],
                "kind": row["kind"],
                "decision_number": row["decision_number"],
                "starts_on": row["starts_on"],
                "ends_on": row["ends_on"],
                "subject": row["subject"],
                "leader": row["leader"],
            }
            for row, body in found
        ],
        key=("code",),
    )


def _programmes(context: Context, wanted: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The programme of each year and body; made where there is none yet."""
    there = {(year, body): pk for pk, year, body in Programme.objects.values_list("pk", "year", "body")}
    for year, body in sorted(wanted - there.keys()):
        title = Answers(context.answers).say(gettext_noop("Chương trình kiểm tra, giám sát năm %(year)s"), year=year)
        there[year, body] = Programme.objects.create(year=year, body=body, title=title).pk
    return there


INSPECTIONS = SheetKind(
    code="inspections.inspections",
    title=gettext_lazy("Cuộc kiểm tra, giám sát"),
    words=("cuộc kiểm tra", "kiểm tra, giám sát", "cuộc KT-GS", "thanh tra", "inspections", "audits"),
    columns=(
        Column("code", INSPECTION_CODE, type="code", required=True, max_length=40),
        Column(
            "body_name",
            (
                "Chủ thể tiến hành",
                "Chủ thể",
                "Cơ quan tiến hành",
                "Đơn vị tiến hành",
                "Cấp tiến hành",
                "Cơ quan kiểm tra",
                "Inspecting body",
                "Body",
                "Conducted by",
            ),
            expected=True,
            max_length=200,
        ),
        Column(
            "kind",
            ("Loại", "Loại cuộc", "Hình thức", "Hình thức kiểm tra", "Loại hình", "Type", "Kind"),
            type="choice",
            choices=kinds,
            expected=True,
            unknown="warn",
        ),
        Column(
            "decision_number",
            ("Số quyết định", "Quyết định số", "Quyết định", "Số QĐ", "Decision number", "Decision no", "Decision"),
            expected=True,
            max_length=80,
        ),
        Column(
            "starts_on",
            (
                "Thời gian - Bắt đầu",
                "Bắt đầu",
                "Ngày bắt đầu",
                "Từ ngày",
                "Thời gian bắt đầu",
                "Start",
                "Starts on",
                "Start date",
                "From",
            ),
            type="date",
            required=True,
        ),
        Column(
            "ends_on",
            (
                "Thời gian - Kết thúc",
                "Kết thúc",
                "Ngày kết thúc",
                "Đến ngày",
                "Thời gian kết thúc",
                "End",
                "Ends on",
                "End date",
                "To",
            ),
            type="date",
        ),
        Column("subject", ("Nội dung", "Nội dung kiểm tra", "Chuyên đề", "Subject", "Scope", "Topic"), max_length=600),
        Column(
            "leader",
            ("Trưởng đoàn", "Người phụ trách", "Tổ trưởng", "Trưởng đoàn kiểm tra", "Leader", "Team leader", "Head"),
            max_length=200,
        ),
    ),
    check=check_inspections,
    store=store_inspections,
)


def find_inspections(rows: list[Row]) -> dict[str, int]:
    """Reject rows of inspections that nobody knows; give the known ones, folded code -> id."""
    known = {fold(code): pk for code, pk in pk_of(Inspection, "code").items()}
    for row in rows:
        if row["inspection"] and fold(row["inspection"]) not in known:
            row.reject("inspection", "inspection.unknown", _("mã cuộc không có"))
    return known


def check_visits(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "manner", otherwise="direct")
    find_inspections(rows)
    for row in rows:
        context.unit_of(row, "unit")
    reject_repeated(
        rows,
        column="unit",
        same=lambda row: (fold(row["inspection"]), row["unit"], row["visited_on"], row["manner"]),
        code="visit.repeated",
        text=_("dòng lặp lại: cùng cuộc, cùng đơn vị, cùng ngày"),
    )


def store_visits(context: Context, rows: list[Row]) -> Stored:
    known = {fold(code): pk for code, pk in pk_of(Inspection, "code").items()}
    return upsert(
        Visit,
        [
            {
                "key": row_key("visit", fold(row["inspection"]), row["unit"], row["visited_on"], row["manner"]),
                "inspection_id": known[fold(row["inspection"])],
                "unit_id": context.units_by_code[row["unit"]].pk,
                "visited_on": row["visited_on"],
                "manner": row["manner"],
            }
            for row in rows
        ],
        key=("key",),
    )


VISITS = SheetKind(
    code="inspections.visits",
    title=gettext_lazy("Đối tượng làm việc"),
    after=("organisation.units", "inspections.inspections"),
    words=("đối tượng làm việc", "đối tượng kiểm tra", "đơn vị được kiểm tra", "lịch làm việc", "visits"),
    columns=(
        Column("inspection", INSPECTION_CODE, type="code", required=True),
        Column("unit", INSPECTED, type="code", required=True),
        Column("unit_name", UNIT_NAME),
        Column(
            "visited_on",
            ("Ngày làm việc", "Thời gian làm việc", "Ngày", "Ngày kiểm tra", "Visited on", "Visit date", "Date"),
            type="date",
        ),
        Column(
            "manner",
            ("Cách làm việc", "Hình thức làm việc", "Hình thức", "Phương thức", "Manner", "Mode", "Visit type"),
            type="choice",
            choices=manners,
        ),
    ),
    check=check_visits,
    store=store_visits,
)
