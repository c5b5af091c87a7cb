"""The office's case against its floor: python-calamine and `executemany` of the same rows.

Both run in this process on databases of their own, one after the other, and are measured in processor
time, that of child processes included. The floor reads the same eight files and upserts the very rows
that the product stored, into the same tables with the same indexes: it recognises nothing, checks
nothing, finds no fault, derives no tree, ranks nothing and judges no dossier. Bar: 3 times the floor.
"""

import gc
import io
import json
import os
import resource
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ["VINHDANH_HOME"] = tempfile.mkdtemp(prefix="vinhdanh-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.config.settings"

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

CASE = ROOT / "tests/case"
BAR = 3.0
ROUNDS = 5
# Derived by the product from what the sheets say; the floor does not write them.
DERIVED = ("unitpath", "unittally", "fulfilment", "requirement", "assessment", "intake", "intakeproblem", "event")


def spent() -> float:
    """Processor seconds of this process and of the children it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def product_seconds() -> tuple[float, dict]:
    out = io.StringIO()
    gc.collect()
    before = spent()
    call_command("load", str(CASE), "--json", stdout=out)
    return spent() - before, json.loads(out.getvalue())


def stored_rows() -> list[tuple[str, list[str], list[tuple]]]:
    """(table, columns, rows) of every table that holds rows of the sheets."""
    found = []
    for model in apps.get_models():
        table = model._meta.db_table
        if not model.__module__.startswith("vinhdanh.") or model._meta.model_name in DERIVED:
            continue
        columns = [field.column for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            rows = cursor.fetchall()
        if rows:
            found.append((table, columns, rows))
    return found


def floor_seconds(rows: list[tuple[str, list[str], list[tuple]]]) -> float:
    """Read all files with calamine, upsert all rows with executemany into empty tables."""
    gc.collect()
    before = spent()
    for path in sorted(CASE.glob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, values in rows:
            sets = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                f" ON CONFLICT ({columns[0]}) DO UPDATE SET {sets}",
                values,
            )
    return spent() - before


def empty() -> None:
    call_command("flush", "--no-input", verbosity=0)


def measure(rounds: int = ROUNDS) -> dict:
    """Medians of several rounds; each round is product, again unchanged, then floor."""
    call_command("migrate", verbosity=0)
    product, again, floor = [], [], []
    summary: dict = {}
    for _ in range(rounds):
        empty()
        seconds, summary = product_seconds()
        product.append(seconds)
        again.append(product_seconds()[0])
        rows = stored_rows()
        empty()
        floor.append(floor_seconds(rows))
    middle = {
        "product": statistics.median(product),
        "again": statistics.median(again),
        "floor": statistics.median(floor),
    }
    return {
        **{name: round(seconds, 3) for name, seconds in middle.items()},
        "rows_read": summary["total"]["rows"],
        "rows_stored": sum(len(values) for _, _, values in rows),
        "ratio": round(middle["product"] / middle["floor"], 2),
        "ratio_again": round(middle["again"] / middle["floor"], 2),
        "bar": BAR,
    }


def main() -> int:
    found = measure()
    print(json.dumps(found, indent=1))
    return 0 if found["ratio"] <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
