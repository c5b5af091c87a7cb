"""Decisions and awards of the past."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.honours.models import Award, Decision
from vinhdanh.honours.sheets.recipients import Recipient, recipient_of, targets, warn_target
from vinhdanh.kernel.sheets.checks import drop_shades, reject_repeated, repeated, same_name
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, row_key, upsert
from vinhdanh.organisation.answers import Answers
from vinhdanh.rules.text import fold

type Paper = tuple[str, str, dt.date | None]  # issuer, number, day


def award_states(context: Context) -> dict[str, str]:
    return {
        "Hiệu lực": "valid",
        "Có hiệu lực": "valid",
        "Còn hiệu lực": "valid",
        "Đang hiệu lực": "valid",
        "Còn giá trị": "valid",
        "Valid": "valid",
        "In force": "valid",
        "Active": "valid",
        "Thu hồi": "withdrawn",
        "Đã thu hồi": "withdrawn",
        "Bị thu hồi": "withdrawn",
        "Withdrawn": "withdrawn",
        "Revoked": "withdrawn",
        "Hủy bỏ": "withdrawn:annulled",
        "Hủy": "withdrawn:annulled",
        "Đã hủy": "withdrawn:annulled",
        "Bãi bỏ": "withdrawn:annulled",
        "Cancelled": "withdrawn:annulled",
        "Hết hiệu lực": "withdrawn:lapsed",
        "Không còn hiệu lực": "withdrawn:lapsed",
        "Mất hiệu lực": "withdrawn:lapsed",
    }


def award_forms(context: Context) -> dict[str, str]:
    own = Answers(context.answers).report.get("awards") or {}
    words = (str(own.get("form") or ""), "Bằng khen", "Giấy khen", "Huân chương", "Huy chương", "Cờ thi đua")
    return {word: word for word in words if word}


def award_kinds(context: Context) -> dict[str, str]:
    own = Answers(context.answers).report.get("awards") or {}
    words = (str(own.get("kind") or ""), "Chuyên đề", "Công trạng", "Đột xuất", "Thường xuyên", "Niên hạn", "Đối ngoại")
    return {word: word for word in words if word}


def check_history(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "state", otherwise="valid")
    drop_shades(rows, "target")
    for row in rows:
        recipient = row.values["recipient"] = recipient_of(context, row, "code")
        if row["code"] and not recipient.is_known:
            row.warn("code", "award.recipient_unknown", _("mã không có trong danh sách: giữ tên đã in"))
        warn_target(row, recipient)
        _check_printed_name(row, recipient)
    reject_repeated(rows, column="code", same=_line, code="award.repeated", text=_("dòng quyết định lặp lại"))
    _check_golden_book(rows)


def _check_golden_book(rows: list[Row]) -> None:
    """Every issuer keeps a book of his own; within it a number stands once."""
    known = Award.objects.exclude(golden_book_no=None).values_list("decision__issuer", "golden_book_no", "key")
    taken = {(fold(issuer), number): key for issuer, number, key in known}
    for row in rows:
        place = (fold(row["issuer"]), row["golden_book_no"])
        if not row.is_rejected and taken.get(place, _key(row)) != _key(row):
            _leave_number_out(row, _("số sổ vàng đã dùng cho một dòng khác: để trống"))
    for row, first in repeated(
        rows, same=lambda row: row["golden_book_no"] and (fold(row["issuer"]), row["golden_book_no"])
    ):
        _leave_number_out(row, _("số sổ vàng đã dùng ở dòng %(row)s: để trống") % {"row": first.number})


def _check_printed_name(row: Row, recipient: Recipient) -> None:
    """Paper keeps the name of its day; a name that the unit or person does not bear now is shown to somebody."""
    printed = row["name"]
    if printed and recipient.unit is not None and not same_name(printed, recipient.unit.name):
        row.warn("name", "award.printed_name", _("tên in trên quyết định khác tên hiện nay của đơn vị: giữ tên đã in"))
    if printed and recipient.person is not None and not same_name(printed, recipient.person.name):
        row.warn("name", "award.printed_name", _("tên in trên quyết định khác tên trong danh sách: giữ tên đã in"))


def _leave_number_out(row: Row, text: str) -> None:
    row.warn("golden_book_no", "award.golden_book_no_used", text)
    row.values["golden_book_no"] = None


def _line(row: Row) -> tuple[object, ...]:
    """What makes a line of a decision itself: the paper, the form, and who is given it."""
    return (
        fold(row["issuer"]),
        fold(row["number"]),
        row["dated_on"],
        fold(row["form"]),
        row["code"] or fold(row["name"]),
    )


def _key(row: Row) -> str:
    return row_key("award", *_line(row))


def store_history(context: Context, rows: list[Row]) -> Stored:
    decisions = _decisions(rows)
    return upsert(
        Award,
        [
            {
                "key": _key(row),
                "decision_id": decisions[row["issuer"], row["number"], row["dated_on"]],
                "form": row["form"],
                "award_kind": row["award_kind"],
                "unit_id": row["recipient"].unit and row["recipient"].unit.pk,
                "person_id": row["recipient"].person and row["recipient"].person.pk,
                "printed_name": _printed_name(row),
                "printed_unit": row["unit_name"],
                "reason": row["reason"],
                "golden_book_no": row["golden_book_no"],
                "awarded_on": row["dated_on"],
                "state": row["state"],
                "search_key": fold(f"{_printed_name(row)} {row['unit_name']}")[:700],
            }
            for row in rows
        ],
        key=("key",),
    )


def _printed_name(row: Row) -> str:
    known = row["recipient"].unit or row["recipient"].person
    return row["name"] or (known.name if known else row["code"])


def _decisions(rows: list[Row]) -> dict[Paper, int]:
    """The decisions that these lines belong to, made where they do not stand yet."""
    papers = {(row["issuer"], row["number"], row["dated_on"]): row for row in rows}
    there: dict[Paper, int] = {
        (issuer, number, dated_on): pk
        for pk, issuer, number, dated_on in Decision.objects.values_list("pk", "issuer", "number", "dated_on")
    }
    for paper in papers:
        if paper in there:
            continue
        issuer, number, dated_on = paper
        made = Decision.objects.create(
            issuer=issuer,
            number=number,
            dated_on=dated_on,
            state="issued",
            from_workbook=True,
            title=papers[paper]["reason"][:400],
        )
        there[paper] = made.pk
    return there


HISTORY = SheetKind(
    code="honours.history",
    title=gettext_lazy("Lịch sử khen thưởng"),
    after=("organisation.units", "organisation.people"),
    words=("lịch sử khen thưởng", "lịch sử", "quyết định khen thưởng", "đã khen", "award history", "awards"),
    columns=(
        Column(
            "number",
            (
                "Quyết định - Số",
                "Số quyết định",
                "Quyết định số",
                "Số QĐ",
                "QĐ số",
                "Số",
                "Decision number",
                "Decision no",
                "Decision - Number",
            ),
            required=True,
            max_length=80,
        ),
        Column(
            "dated_on",
            (
                "Quyết định - Ngày",
                "Ngày quyết định",
                "Ngày ký",
                "Ngày QĐ",
                "Ngày ký quyết định",
                "Ngày",
                "Decision date",
                "Decision - Date",
                "Date",
                "Awarded on",
            ),
            type="date",
            required=True,
        ),
        Column(
            "issuer",
            (
                "Cấp khen",
                "Cấp khen thưởng",
                "Cấp quyết định",
                "Cơ quan khen",
                "Cơ quan quyết định",
                "Thẩm quyền",
                "Người khen",
                "Issuer",
                "Issued by",
                "Awarded by",
                "Awarding body",
            ),
            required=True,
            max_length=200,
        ),
        Column(
            "form",
            (
                "Hình thức",
                "Hình thức khen",
                "Hình thức khen thưởng",
                "Danh hiệu",
                "Danh hiệu, hình thức",
                "Form",
                "Award",
                "Award form",
            ),
            type="choice",
            choices=award_forms,
            unknown="keep",
            required=True,
            max_length=120,
        ),
        Column(
            "target",
            ("Đối tượng", "Loại đối tượng", "Đối tượng khen", "Recipient type", "Target", "Collective/individual"),
            type="choice",
            choices=targets,
        ),
        Column(
            "code",
            (
                "Mã",
                "Mã đối tượng",
                "Mã số",
                "Mã được khen",
                "Mã đơn vị/cá nhân",
                "Mã đơn vị",
                "Mã nhân sự",
                "Code",
                "Recipient code",
                "ID",
            ),
            type="code",
        ),
        Column(
            "name",
            (
                "Tên được khen",
                "Họ tên/Tên đơn vị",
                "Tên tập thể, cá nhân",
                "Tên",
                "Được khen",
                "Tập thể, cá nhân được khen",
                "Họ và tên",
                "Recipient",
                "Name",
                "Recipient name",
            ),
            max_length=300,
        ),
        Column(
            "unit_name",
            ("Đơn vị", "Đơn vị công tác", "Tên đơn vị", "Thuộc đơn vị", "Unit", "Organisation"),
            max_length=300,
        ),
        Column(
            "reason",
            ("Lý do", "Thành tích", "Nội dung khen", "Lý do khen thưởng", "Reason", "Citation"),
            max_length=600,
        ),
        Column(
            "award_kind",
            ("Loại khen", "Loại khen thưởng", "Loại hình khen", "Loại hình", "Loại", "Award kind", "Kind", "Type"),
            type="choice",
            choices=award_kinds,
            unknown="keep",
            max_length=60,
        ),
        Column(
            "golden_book_no",
            ("Số sổ vàng", "Sổ vàng", "Số vào sổ", "Số sổ", "Golden book no", "Register no", "Roll number"),
            type="int",
        ),
        Column(
            "state",
            ("Trạng thái", "Hiệu lực", "Tình trạng", "State", "Status"),
            type="choice",
            choices=award_states,
        ),
    ),
    check=check_history,
    store=store_history,
)
