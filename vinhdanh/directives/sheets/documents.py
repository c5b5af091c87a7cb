"""Documents that direct, and the theme of each year."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.directives.models import Directive, YearTheme
from vinhdanh.directives.sheets.plans import finish_cascade
from vinhdanh.kernel.sheets.checks import reject_repeated, repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, unique_keys, upsert
from vinhdanh.rules.text import fold


def _same_document(row: Row) -> tuple[object, ...]:
    """A number is used again every year, so a document is its number and its day; without a number, its subject."""
    number, day = fold(row["number"]), row["issued_on"]
    if number and day:
        return (number, day, fold(row["issuer"]))
    return (number, fold(row["title"]), fold(row["issuer"]))


def check_documents(context: Context, rows: list[Row]) -> None:
    reject_repeated(rows, column="number", same=_same_document, code="document.repeated", text=_("văn bản lặp lại"))


def store_documents(context: Context, rows: list[Row]) -> Stored:
    # Not the day: a day that is filled in later belongs to the document that stands here already.
    keys = unique_keys(("document", fold(row["number"]), fold(row["issuer"]), fold(row["title"])) for row in rows)
    return upsert(
        Directive,
        [
            {
                "key": key,
                "kind": row["kind"],
                "number": row["number"],
                "issued_on": row["issued_on"],
                "issuer": row["issuer"],
                "title": row["title"] or row["number"],
            }
            for key, row in zip(keys, rows, strict=True)
        ],
        key=("key",),
    )


DOCUMENTS = SheetKind(
    code="directives.documents",
    title=gettext_lazy("Văn bản chỉ đạo"),
    words=("văn bản chỉ đạo", "danh mục văn bản", "văn bản", "chỉ thị", "directives", "documents"),
    columns=(
        Column(
            "kind",
            ("Loại văn bản", "Thể loại văn bản", "Hình thức văn bản", "Tên loại", "Loại", "Document type", "Type"),
            words=(
                "Chỉ thị",
                "Kết luận",
                "Hướng dẫn",
                "Nghị quyết",
                "Quy định",
                "Kế hoạch",
                "Quyết định",
                "Công văn",
                "Thông tri",
                "Thông báo",
                "Nghị định",
                "Thông tư",
            ),
            max_length=80,
        ),
        Column(
            "number",
            (
                "Số, ký hiệu",
                "Số ký hiệu",
                "Số/ký hiệu",
                "Số và ký hiệu",
                "Ký hiệu văn bản",
                "Số văn bản",
                "Số hiệu",
                "Số hiệu văn bản",
                "Ký hiệu",
                "Document number",
                "Document no",
                "Reference number",
                "Reference",
                "Number",
            ),
            max_length=80,
        ),
        Column(
            "issued_on",
            (
                "Ngày ban hành",
                "Ngày ký",
                "Ngày ký ban hành",
                "Ngày văn bản",
                "Ngày tháng",
                "Ngày, tháng, năm",
                "Ngày tháng văn bản",
                "Issued on",
                "Date issued",
                "Issue date",
                "Date",
            ),
            type="date",
            expected=True,
        ),
        Column(
            "issuer",
            (
                "Cơ quan ban hành",
                "Đơn vị ban hành",
                "Nơi ban hành",
                "Cấp ban hành",
                "Tác giả văn bản",
                "Cơ quan",
                "Issuer",
                "Issued by",
                "Issuing body",
            ),
            max_length=200,
        ),
        Column(
            "title",
            (
                "Trích yếu",
                "Trích yếu nội dung",
                "Nội dung trích yếu",
                "Tên văn bản",
                "Nội dung văn bản",
                "Về việc",
                "Nội dung",
                "Subject",
                "Title",
                "Summary",
            ),
            required=True,
            max_length=600,
        ),
    ),
    check=check_documents,
    store=store_documents,
    finish=finish_cascade,
)


def check_themes(context: Context, rows: list[Row]) -> None:
    reject_repeated(
        rows,
        column="title",
        same=lambda row: (row["year"], fold(row["title"])),
        code="theme.repeated",
        text=_("chuyên đề lặp lại"),
    )
    for row, first in repeated(rows, same=lambda row: row["year"]):
        row.warn(
            "year", "theme.second_of_year", _("năm này đã có chuyên đề khác ở dòng %(row)s") % {"row": first.number}
        )


def store_themes(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("theme", row["year"]) for row in rows)
    return upsert(
        YearTheme,
        [
            {
                "key": key,
                "year": row["year"],
                "title": row["title"],
                "document": row["document"],
                "dated_on": row["dated_on"],
            }
            for key, row in zip(keys, rows, strict=True)
        ],
        key=("key",),
    )


THEMES = SheetKind(
    code="directives.themes",
    title=gettext_lazy("Chuyên đề hằng năm"),
    words=("chuyên đề năm", "chuyên đề hằng năm", "chủ đề năm", "themes"),
    columns=(
        Column("year", ("Năm", "Năm thực hiện", "Niên độ", "Năm học", "Year"), type="year", required=True),
        Column(
            "title",
            (
                "Tên chuyên đề",
                "Chuyên đề",
                "Chủ đề",
                "Tên chủ đề",
                "Chủ đề năm",
                "Chuyên đề năm",
                "Nội dung chuyên đề",
                "Theme",
                "Title",
            ),
            required=True,
            max_length=400,
        ),
        Column(
            "document",
            ("Văn bản", "Văn bản triển khai", "Số văn bản", "Số, ký hiệu", "Căn cứ", "Kế hoạch số", "Document"),
            max_length=120,
        ),
        Column("dated_on", ("Ngày", "Ngày ban hành", "Ngày văn bản", "Ngày ký", "Date", "Issued on"), type="date"),
    ),
    check=check_themes,
    store=store_themes,
    finish=finish_cascade,
)
