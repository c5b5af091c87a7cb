"""Collectives named in an honour programme of a higher level."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.honours.models import HonourListing
from vinhdanh.kernel.sheets.checks import reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, unique_keys, upsert
from vinhdanh.organisation.sheets.headings import UNIT_CODE
from vinhdanh.rules.text import fold


def check_listings(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")
        if not row["unit"] and not row["name"]:
            row.reject("name", "listing.nobody", _("thiếu tên tập thể"))
    reject_repeated(
        rows,
        column="name",
        same=lambda row: (row["unit"], fold(row["name"]), fold(row["programme"])),
        code="listing.repeated",
        text=_("tập thể lặp lại"),
    )


def store_listings(context: Context, rows: list[Row]) -> Stored:
    units = context.units_by_code
    keys = unique_keys(("listing", fold(row["programme"]), row["unit"], fold(row["name"])) for row in rows)
    return upsert(
        HonourListing,
        [
            {
                "key": key,
                "programme": row["programme"],
                "unit_id": units[row["unit"]].pk if row["unit"] else None,
                "name": row["name"] or units[row["unit"]].name,
            }
            for key, row in zip(keys, rows, strict=True)
        ],
        key=("key",),
    )


LISTINGS = SheetKind(
    code="honours.listings",
    title=gettext_lazy("Tập thể được vinh danh"),
    after=("organisation.units",),
    words=("vinh danh", "tôn vinh", "danh sách vinh danh", "biểu dương", "honours", "honour list"),
    columns=(
        Column("unit", (*UNIT_CODE, "Mã tập thể", "Code"), type="code"),
        Column(
            "name",
            (
                "Tập thể",
                "Tên tập thể",
                "Tập thể được vinh danh",
                "Tên tập thể được vinh danh",
                "Tên đơn vị",
                "Collective",
                "Honoured collective",
                "Name",
            ),
            max_length=300,
        ),
        Column(
            "programme",
            ("Chương trình", "Chương trình vinh danh", "Đợt", "Programme", "Event"),
            max_length=300,
        ),
    ),
    check=check_listings,
    store=store_listings,
)
