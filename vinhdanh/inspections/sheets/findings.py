"""What inspections found, and how it was put right."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.inspections.models import Finding, Inspection
from vinhdanh.inspections.sheets.visits import INSPECTED, INSPECTION_CODE, find_inspections
from vinhdanh.inspections.sheets.words import finding_states
from vinhdanh.kernel.sheets.checks import drop_shades, has_column, reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, upsert
from vinhdanh.rules.text import fold


def check_findings(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "state")
    find_inspections(rows)
    days = {
        fold(code): end or start for code, start, end in Inspection.objects.values_list("code", "starts_on", "ends_on")
    }
    for row in rows:
        context.unit_of(row, "unit")
        ended = days.get(fold(row["inspection"]))
        if ended and row["due_on"] and row["due_on"] < ended:
            row.warn("due_on", "finding.due_before_inspection_ended", _("hạn trước ngày kết thúc cuộc kiểm tra"))
        if row["state"] == "closed" and not row["evidence"] and has_column(row, "evidence"):
            row.warn("evidence", "finding.closed_without_evidence", _("đã khắc phục nhưng không có minh chứng"))
    _keep_closed(rows)
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="finding.repeated", text=_("kiến nghị lặp lại")
    )


def _keep_closed(rows: list[Row]) -> None:
    """A finding that an inspector closed here, with his reason, is not opened again by an older list."""
    closed = Finding.objects.filter(state="closed").exclude(closing_reason="")
    standing = {code: (on, evidence) for code, on, evidence in closed.values_list("code", "closed_on", "evidence")}
    for row in rows:
        if row["code"] in standing and row["state"] != "closed":
            row.warn("state", "finding.closed_here", _("kiến nghị đã được đóng trên hệ thống: giữ là đã khắc phục"))
            closed_on, evidence = standing[row["code"]]
            row.values.update(state="closed", closed_on=closed_on, evidence=row["evidence"] or evidence)


def store_findings(context: Context, rows: list[Row]) -> Stored:
    inspections = {fold(code): pk for code, pk in pk_of(Inspection, "code").items()}
    return upsert(
        Finding,
        [
            {
                "code": row["code"],
                "inspection_id": inspections[fold(row["inspection"])],
                "unit_id": context.units_by_code[row["unit"]].pk,
                "text": row["text"],
                "severity": row["severity"],
                "due_on": row["due_on"],
                "closed_on": row["closed_on"] if row["state"] == "closed" else None,
                "state": row["state"] or ("closed" if row["closed_on"] else "open"),
                "evidence": row["evidence"],
            }
            for row in rows
        ],
        key=("code",),
    )


FINDINGS = SheetKind(
    code="inspections.findings",
    title=gettext_lazy("Kiến nghị, khắc phục"),
    after=("organisation.units", "inspections.inspections"),
    words=("kiến nghị", "khắc phục", "kết luận kiểm tra", "findings", "recommendations"),
    columns=(
        Column(
            "code",
            ("Mã kiến nghị", "Số kiến nghị", "Mã KN", "Mã phát hiện", "Finding code", "Finding", "Code"),
            type="code",
            required=True,
            max_length=40,
        ),
        Column("inspection", INSPECTION_CODE, type="code", required=True),
        Column("unit", INSPECTED, type="code", required=True),
        Column(
            "text",
            ("Nội dung", "Nội dung kiến nghị", "Kiến nghị", "Phát hiện", "Text", "Description", "Recommendation"),
            required=True,
            max_length=1000,
        ),
        Column("severity", ("Mức độ", "Tính chất", "Mức độ vi phạm", "Severity", "Level"), max_length=80),
        Column(
            "due_on",
            (
                "Khắc phục - Hạn",
                "Hạn khắc phục",
                "Hạn",
                "Thời hạn",
                "Hạn hoàn thành",
                "Thời hạn khắc phục",
                "Due on",
                "Due date",
                "Deadline",
                "Due",
            ),
            type="date",
        ),
        Column(
            "closed_on",
            (
                "Khắc phục - Ngày hoàn thành",
                "Ngày hoàn thành",
                "Ngày khắc phục",
                "Ngày khắc phục xong",
                "Ngày xong",
                "Closed on",
                "Completed on",
                "Date closed",
            ),
            type="date",
        ),
        Column(
            "state",
            ("Trạng thái", "Tình trạng", "Kết quả", "Kết quả khắc phục", "Tình hình khắc phục", "State", "Status"),
            type="choice",
            choices=finding_states,
        ),
        Column(
            "evidence",
            (
                "Minh chứng",
                "Tài liệu minh chứng",
                "Hồ sơ minh chứng",
                "Báo cáo minh chứng",
                "Báo cáo khắc phục",
                "Tài liệu kèm theo",
                "Hồ sơ kèm theo",
                "Văn bản kèm theo",
                "Bằng chứng",
                "Tài liệu",
                "Evidence",
                "Proof",
                "Attachments",
            ),
            max_length=400,
        ),
    ),
    check=check_findings,
    store=store_findings,
)
