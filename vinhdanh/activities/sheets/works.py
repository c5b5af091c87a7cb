"""Regulations revised, good models, communication."""

from django.utils.translation import gettext_lazy

from vinhdanh.activities.models import GoodModel, Publicity, Regulation
from vinhdanh.activities.sheets.columns import DAY_HEADERS, UNIT, check_days, keyed, search_key
from vinhdanh.activities.sheets.words import regulation_outcomes
from vinhdanh.kernel.sheets.checks import drop_shades
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, unique_keys, upsert
from vinhdanh.rules.text import fold


def check_regulations(context: Context, rows: list[Row]) -> None:
    # Whatever else became of it, a regulation on this list was looked through.
    drop_shades(rows, "outcome", otherwise="reviewed")
    for row in rows:
        context.unit_of(row, "unit")
    check_days(context, rows, column="dated_on")


def store_regulations(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("regulation", row["unit"], row["dated_on"], fold(row["title"])) for row in rows)
    return upsert(
        Regulation,
        [
            {
                "key": key,
                "unit_id": context.units_by_code[row["unit"]].pk,
                "title": row["title"],
                "outcome": row["outcome"],
                "dated_on": row["dated_on"],
                "search_key": search_key(row["title"]),
            }
            for key, row in keyed(keys, rows)
        ],
        key=("key",),
    )


REGULATIONS = SheetKind(
    code="activities.regulations",
    title=gettext_lazy("Rà soát quy chế, quy định"),
    after=("organisation.units",),
    words=("quy chế", "quy định", "rà soát quy chế", "nội quy", "regulations", "policies"),
    columns=(
        UNIT,
        Column(
            "title",
            (
                "Tên quy chế",
                "Tên quy chế, quy định",
                "Quy chế",
                "Tên văn bản",
                "Tên quy định",
                "Quy chế, quy định",
                "Tên nội quy",
                "Regulation",
                "Title",
                "Policy",
            ),
            required=True,
            max_length=400,
        ),
        Column(
            "outcome",
            (
                "Kết quả",
                "Kết quả rà soát",
                "Hình thức",
                "Hình thức xử lý",
                "Xử lý",
                "Tình trạng",
                "Outcome",
                "Result",
                "Action",
            ),
            type="choice",
            choices=regulation_outcomes,
            expected=True,
            unknown="warn",
        ),
        Column("dated_on", ("Ngày ban hành", "Ngày văn bản", "Ngày rà soát", *DAY_HEADERS), type="date"),
    ),
    check=check_regulations,
    store=store_regulations,
)


def check_models(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")


def store_models(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("goodmodel", row["unit"], row["year"], fold(row["title"])) for row in rows)
    return upsert(
        GoodModel,
        [
            {
                "key": key,
                "unit_id": context.units_by_code[row["unit"]].pk,
                "title": row["title"],
                "year": row["year"],
                "is_spread": row["is_spread"],
                "summary": row["summary"],
                "search_key": search_key(row["title"], row["summary"]),
            }
            for key, row in keyed(keys, rows)
        ],
        key=("key",),
    )


MODELS = SheetKind(
    code="activities.models",
    title=gettext_lazy("Mô hình hay, cách làm hiệu quả"),
    after=("organisation.units",),
    words=("mô hình", "cách làm", "sáng kiến", "điển hình", "good models", "good practices", "initiatives"),
    columns=(
        UNIT,
        Column(
            "title",
            (
                "Tên mô hình",
                "Mô hình",
                "Tên mô hình, cách làm",
                "Tên cách làm",
                "Tên sáng kiến",
                "Sáng kiến",
                "Cách làm",
                "Model",
                "Good practice",
                "Title",
                "Name",
            ),
            required=True,
            max_length=400,
        ),
        Column("year", ("Năm", "Năm thực hiện", "Năm triển khai", "Từ năm", "Year"), type="year"),
        Column(
            "is_spread",
            ("Đã nhân rộng", "Nhân rộng", "Được nhân rộng", "Áp dụng rộng", "Spread", "Replicated", "Scaled up"),
            type="flag",
        ),
        Column(
            "summary",
            ("Tóm tắt", "Mô tả", "Nội dung", "Nội dung tóm tắt", "Hiệu quả", "Summary", "Description"),
            max_length=1000,
        ),
    ),
    check=check_models,
    store=store_models,
)


def check_publicity(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")
    check_days(context, rows, column="dated_on")


def store_publicity(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(
        ("publicity", row["unit"], fold(row["channel"]), row["dated_on"], fold(row["title"])) for row in rows
    )
    return upsert(
        Publicity,
        [
            {
                "key": key,
                "unit_id": context.units_by_code[row["unit"]].pk,
                "channel": row["channel"],
                "dated_on": row["dated_on"],
                "title": row["title"],
                # A line that does not say how many stands for the one item that it names.
                "quantity": 1 if row["quantity"] is None else row["quantity"],
                "search_key": search_key(row["title"], row["channel"]),
            }
            for key, row in keyed(keys, rows)
        ],
        key=("key",),
    )


PUBLICITY = SheetKind(
    code="activities.publicity",
    title=gettext_lazy("Tin, bài tuyên truyền"),
    after=("organisation.units",),
    words=("tuyên truyền", "tin, bài", "tin bài", "truyền thông", "communication", "publicity", "news"),
    columns=(
        UNIT,
        Column(
            "channel",
            ("Kênh", "Kênh tuyên truyền", "Phương tiện", "Hình thức", "Nơi đăng", "Loại kênh", "Channel", "Media"),
            max_length=120,
        ),
        Column("dated_on", ("Ngày đăng", "Ngày phát", *DAY_HEADERS), type="date"),
        Column(
            "title",
            (
                "Tên tin, bài",
                "Tên tin bài",
                "Tin, bài",
                "Tên bài",
                "Tiêu đề",
                "Nội dung",
                "Nội dung tuyên truyền",
                "Title",
                "Headline",
            ),
            max_length=400,
        ),
        Column(
            "quantity",
            ("Số lượng", "Số tin, bài", "Số tin bài", "Số lượng tin, bài", "SL", "Quantity", "Count", "Items"),
            type="int",
            expected=True,
        ),
    ),
    check=check_publicity,
    store=store_publicity,
)
