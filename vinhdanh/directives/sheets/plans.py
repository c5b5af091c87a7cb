"""Plans that units sent, and how many commitments they registered."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.directives.actions.derive import derive_fulfilments
from vinhdanh.directives.models import Commitment, Plan
from vinhdanh.kernel.sheets.checks import reject_repeated, repeated, warn_out_of_order
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, row_key, unique_keys, upsert
from vinhdanh.organisation.sheets.headings import UNIT_CODE, UNIT_NAME
from vinhdanh.rules.text import fold

TERM_WORDS = ("toan khoa", "ca khoa", "nhiem ky", "ca nhiem ky", "giai doan", "dai han", "term", "whole term", "5 nam")
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


def finish_cascade(context: Context) -> None:
    """What units sent is what they fulfilled; once a batch, whichever of the sheets there were."""
    if not context.memo.get("directives.cascade"):
        context.memo["directives.cascade"] = True
        derive_fulfilments(by=context.actor)


def _term_or_year(row: Row) -> tuple[str, int | None] | None:
    """What a plan is for: ("term", None) or ("year", 2023); None when the row does not say."""
    said = fold(row["kind"])
    years = YEAR.findall(said)
    if any(re.search(rf"\b{word}\b", said) for word in TERM_WORDS) or len(years) > 1:
        return ("term", None)
    if found := YEAR.search(said):
        return ("year", int(found.group()))
    if row["year"] is not None:
        return ("year", row["year"])
    return None


def check_plans(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")
        span = _term_or_year(row)
        if span is None:
            row.reject("kind", "plan.no_year", _("không rõ kế hoạch toàn khóa hay của năm nào"))
        row.values["span"] = span
    warn_out_of_order(
        rows,
        earlier="dated_on",
        later="sent_on",
        column="sent_on",
        code="plan.sent_before_dated",
        text=_("ngày gửi trước ngày ban hành văn bản"),
    )
    reject_repeated(
        rows,
        column="unit",
        same=lambda row: (row["unit"], row["span"], fold(row["number"]), row["dated_on"], row["sent_on"]),
        code="plan.repeated",
        text=_("dòng lặp lại"),
    )
    for row, first in repeated(rows, same=lambda row: (row["unit"], row["span"])):
        row.warn(
            "kind" if row["kind"] else "year",
            "plan.supplement",
            _("kế hoạch của cùng đơn vị, cùng kỳ đã có ở dòng %(row)s: giữ là bản bổ sung, chỉ đếm một")
            % {"row": first.number},
        )


def store_plans(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("plan", row["unit"], *row["span"], fold(row["number"])) for row in rows)
    return upsert(
        Plan,
        [
            {
                "key": key,
                "unit_id": context.units_by_code[row["unit"]].pk,
                "kind": row["span"][0],
                "year": row["span"][1],
                "number": row["number"],
                "dated_on": row["dated_on"],
                "due_on": row["due_on"],
                "sent_on": row["sent_on"],
                "theme": row["theme"],
            }
            for key, row in zip(keys, rows, strict=True)
        ],
        key=("key",),
    )


PLANS = SheetKind(
    code="directives.plans",
    title=gettext_lazy("Kế hoạch của đơn vị"),
    after=("organisation.units", "directives.documents"),
    words=("kế hoạch", "theo dõi kế hoạch", "plans"),
    columns=(
        Column("unit", (*UNIT_CODE, "Mã đơn vị gửi", "Đơn vị gửi"), type="code", required=True),
        Column("unit_name", UNIT_NAME),
        Column(
            "kind",
            ("Loại kế hoạch", "Kế hoạch", "Kỳ kế hoạch", "Loại", "Thời kỳ", "Giai đoạn", "Plan type", "Plan", "Period"),
            words=("Toàn khóa", "Cả nhiệm kỳ", "Năm 2022", "Năm 2023"),
        ),
        Column("year", ("Năm", "Năm kế hoạch", "Kế hoạch năm", "Year", "Plan year"), type="year"),
        Column(
            "number",
            (
                "Văn bản kế hoạch - Số",
                "Kế hoạch - Số",
                "Số kế hoạch",
                "Số văn bản",
                "Số, ký hiệu",
                "Số hiệu",
                "Số",
                "Plan number",
                "Document number",
                "Number",
            ),
            max_length=80,
        ),
        Column(
            "dated_on",
            (
                "Văn bản kế hoạch - Ngày",
                "Kế hoạch - Ngày",
                "Ngày kế hoạch",
                "Ngày ban hành",
                "Ngày ký",
                "Ngày văn bản",
                "Ngày",
                "Dated on",
                "Date",
                "Signed on",
            ),
            type="date",
        ),
        Column(
            "due_on",
            (
                "Thời gian gửi - Hạn gửi",
                "Hạn gửi",
                "Hạn nộp",
                "Thời hạn",
                "Thời hạn gửi",
                "Hạn",
                "Phải gửi trước",
                "Due on",
                "Due date",
                "Due",
                "Deadline",
            ),
            type="date",
        ),
        Column(
            "sent_on",
            (
                "Thời gian gửi - Ngày gửi",
                "Ngày gửi",
                "Ngày nộp",
                "Ngày nhận",
                "Ngày nhận được",
                "Đã gửi ngày",
                "Sent on",
                "Date sent",
                "Submitted on",
                "Received on",
            ),
            type="date",
        ),
        Column(
            "theme",
            (
                "Chuyên đề đăng ký",
                "Chuyên đề",
                "Chủ đề đăng ký",
                "Đăng ký chuyên đề",
                "Chủ đề",
                "Nội dung đăng ký",
                "Theme",
                "Registered theme",
            ),
            max_length=300,
        ),
    ),
    check=check_plans,
    store=store_plans,
    finish=finish_cascade,
)


def check_commitments(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")
        row.values["by_year"] = _by_year(row)
    reject_repeated(
        rows,
        column="unit",
        same=lambda row: (row["unit"], row["year"]),
        code="commitment.repeated",
        text=_("đơn vị lặp lại"),
    )


def _by_year(row: Row) -> dict[int, tuple[int | None, int | None]]:
    """{year: (of collectives, of persons)}, whether the years stand side by side or one to a row."""
    collectives, persons = row["collectives"] or {}, row["persons"] or {}
    found = {year: (collectives.get(year), persons.get(year)) for year in sorted(collectives.keys() | persons.keys())}
    if row["year"] is not None:
        found[row["year"]] = (row["collectives_of_year"], row["persons_of_year"])
    return found


def store_commitments(context: Context, rows: list[Row]) -> Stored:
    return upsert(
        Commitment,
        [
            {
                "key": row_key("commitment", row["unit"], year),
                "unit_id": context.units_by_code[row["unit"]].pk,
                "year": year,
                "collectives": collectives,
                "persons": persons,
            }
            for row in rows
            for year, (collectives, persons) in row["by_year"].items()
        ],
        key=("key",),
    )


COMMITMENTS = SheetKind(
    code="directives.commitments",
    title=gettext_lazy("Bản đăng ký, cam kết"),
    after=("organisation.units",),
    words=("cam kết", "bản đăng ký", "đăng ký thi đua", "giao ước", "commitments", "pledges"),
    columns=(
        Column("unit", UNIT_CODE, type="code", required=True),
        Column("unit_name", UNIT_NAME),
        Column(
            "collectives",
            ("Tập thể theo năm",),
            type="int",
            series=r"^(?=.*\b(?:tap the|nhom|collectives?|groups?|teams?)\b).*?\b((?:19|20)\d\d)\b",
        ),
        Column(
            "persons",
            ("Cá nhân theo năm",),
            type="int",
            series=r"^(?=.*\b(?:ca nhan|nguoi|individuals?|persons?|people)\b).*?\b((?:19|20)\d\d)\b",
        ),
        Column("year", ("Năm", "Năm đăng ký", "Year"), type="year"),
        Column(
            "collectives_of_year",
            ("Tập thể", "Số tập thể", "Tập thể đăng ký", "Bản của tập thể", "Collectives", "Groups"),
            type="int",
        ),
        Column(
            "persons_of_year",
            ("Cá nhân", "Số cá nhân", "Cá nhân đăng ký", "Bản của cá nhân", "Individuals", "Persons"),
            type="int",
        ),
    ),
    check=check_commitments,
    store=store_commitments,
    finish=finish_cascade,
)
