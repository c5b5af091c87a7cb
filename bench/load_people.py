"""100,000 people from one XLSX: our load against calamine + executemany upsert of the same rows.

    .venv/bin/python bench/load_people.py [PEOPLE]
    DATABASE_URL=postgres://postgres@127.0.0.1:5432/bench .venv/bin/python bench/load_people.py

Uses a database of its own (SQLite in a temporary folder unless DATABASE_URL is set, whose tables of the
organisation are emptied). Processor time is of this process and its children, so that of a PostgreSQL
server is not in it; the wall clock is shown beside it. Every tenth of a percent of the rows is faulty.
"""

import datetime as dt
import gc
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOME = tempfile.mkdtemp(prefix="vinhdanh-bench-")
os.environ["VINHDANH_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from vinhdanh.activities.loading import context_for  # noqa: E402
from vinhdanh.kernel.actor import Machine  # noqa: E402
from vinhdanh.kernel.models import Intake, IntakeProblem  # noqa: E402
from vinhdanh.kernel.sheets.batch import Batch  # noqa: E402
from vinhdanh.kernel.sheets.intake import load_files, understood  # noqa: E402
from vinhdanh.organisation.models import Person, Unit, UnitKind  # noqa: E402
from vinhdanh.organisation.sheets.people import COLUMNS  # noqa: E402
from vinhdanh.rules.text import fold, text_key  # noqa: E402

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thu", "Hồng", "Quang", "Thanh", "Ngọc", "Hữu", "Công", "Xuân", "Bích"]
GIVEN = ["An", "Bình", "Chi", "Dũng", "Duyên", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hòa", "Hùng", "Lan"]
POSTS = ["Lái xe", "Chuyên viên", "Trưởng phòng", "Kế toán viên", "Nghiên cứu viên", "Phó Trưởng phòng"]
HEADS = [
    "STT",
    "Mã nhân sự",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Mã đơn vị",
    "Chức vụ chính quyền",
    "Chức vụ Đảng",
    "Ngày vào Đảng",
    "Là lãnh đạo",
    "Trạng thái",
]
UNITS = 5_000
FAULTY = 1_000  # one in so many


def write_workbook(path: Path, count: int) -> int:
    """`count` people; the number of rows that must be rejected."""
    chance = random.Random(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Nhân sự")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADS)
    for n in range(1, count + 1):
        born = dt.date(1960, 1, 1) + dt.timedelta(days=chance.randrange(15_000))
        joined = born + dt.timedelta(days=365 * 20 + chance.randrange(8_000))
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        sheet.write_number(n, 0, n)
        sheet.write_string(n, 1, f"{n:07d}")
        sheet.write_string(n, 2, "" if n % FAULTY == 0 else name)
        sheet.write_string(n, 3, chance.choice(["Nam", "Nữ"]))
        for column, value in ((4, born), (8, joined)):
            if chance.random() < 0.7:
                sheet.write_datetime(n, column, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            else:
                sheet.write_string(n, column, f"{value:%d/%m/%Y}")
        sheet.write_string(n, 5, f"{chance.randrange(1, UNITS + 1):05d}")
        sheet.write_string(n, 6, chance.choice(POSTS))
        sheet.write_string(n, 7, chance.choice(["", "Bí thư chi bộ", "", "Chi ủy viên"]))
        sheet.write_string(n, 9, chance.choice(["", "x", "", "Có"]))
        sheet.write_string(n, 10, chance.choice(["Đang công tác"] * 9 + ["Nghỉ hưu"]))
    book.close()
    return count // FAULTY


def make_units() -> None:
    kind = UnitKind.objects.create(code="cell", word="Chi bộ", is_cell=True)
    names = [f"Chi bộ số {n}" for n in range(1, UNITS + 1)]
    Unit.objects.bulk_create(
        Unit(
            code=f"{n:05d}",
            name=name,
            name_key=fold(name),
            sort_key=text_key(name),
            kind=kind,
            started_on=dt.date(2010, 1, 1),
        )
        for n, name in enumerate(names, 1)
    )


def ours(path: Path) -> Batch:
    context = context_for({"people": {"active": ["Đang công tác"]}}, by=Machine("bench"))
    return load_files(understood([path], context=context), context=context)


def floor(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """What nobody can do without: read the sheet, upsert the rows, which are made ready beforehand."""
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    columns = ", ".join((*COLUMNS,))
    sets = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "code")
    marks = ", ".join(["%s"] * len(COLUMNS))
    sql = f"INSERT INTO organisation_person ({columns}) VALUES ({marks}) ON CONFLICT (code) DO UPDATE SET {sets}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def stored_rows() -> list[tuple[Any, ...]]:
    rows = Person.objects.order_by("pk").values_list(*COLUMNS)
    if connection.vendor != "sqlite":
        return list(rows)
    # As SQLite keeps them: the driver's own conversion of days is not the floor's business.
    return [tuple(str(v) if isinstance(v, dt.date) else v for v in row) for row in rows]


def measured[T](name: str, do: Callable[[], T]) -> tuple[float, float, T]:
    gc.collect()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, wall = time.process_time(), time.perf_counter()
    result = do()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu += after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    print(f"{name:34} {cpu:6.2f} s processor  {wall:6.2f} s wall")
    return cpu, wall, result


def empty_people() -> None:
    IntakeProblem.objects.all().delete()
    Intake.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisation_person")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    path = Path(HOME) / "nhan-su.xlsx"
    faulty = write_workbook(path, count)
    call_command("migrate", verbosity=0)
    empty_people()
    Unit.objects.all().delete()
    UnitKind.objects.all().delete()
    make_units()
    print(f"{count} people, {connection.vendor}")
    ours(path)
    rows = stored_rows()
    results: dict[str, list[tuple[float, float]]] = {"floor": [], "ours": [], "again": []}
    for _ in range(3):
        empty_people()
        cpu, wall, _none = measured("floor: calamine + executemany", lambda: floor(path, rows))
        results["floor"].append((cpu, wall))
        empty_people()
        cpu, wall, batch = measured("load", lambda: ours(path))
        results["ours"].append((cpu, wall))
        sheet = batch.sheets[0]
        rejected = sum(row.is_rejected for row in sheet.rows)
        assert (len(sheet.rows), rejected, Person.objects.count()) == (count, faulty, count - faulty)
        cpu, wall, batch = measured("load the same file again", lambda: ours(path))
        results["again"].append((cpu, wall))
        assert batch.changed_nothing
    best = {name: tuple(min(run[n] for run in runs) for n in (0, 1)) for name, runs in results.items()}
    for n, what in enumerate(("processor", "wall")):
        print(
            f"{what}: {best['floor'][n] / best['ours'][n]:.2f} of the floor's rows/s "
            f"({count / best['ours'][n]:,.0f} rows/s); again {best['again'][n] / best['ours'][n]:.2f} x the first load"
        )


main()
