"""Lists of fifty rows: entries and nominations at 1,000 and at 10,000, and pretalx's entry list beside them.

    python bench/lists.py                        ours alone
    python bench/lists.py --pretalx VENV         and pretalx's, in the same run; VENV holds an installed pretalx
    python bench/lists.py --json out.json

Every size has a data folder of its own: the office's workbooks are loaded, then the entries and the dossiers
of the case are copied until there are so many, SQLite is told to look at its tables, and the pages are asked
through the test client. Processor time of this process, median, warm; pretalx's is measured the same way.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000)
RUNS = 9
MOST_QUERIES, MOST_GROWTH, MOST_SHARE = 12, 1.3, 1 / 15


def seed_entries(size: int) -> Any:
    """A contest with so many entries, copied from the case with their authors, blind codes and marks."""
    from vinhdanh.contests.models import Authorship, BlindCode, Contest, Entry, Judge, Mark  # noqa: PLC0415

    source = Contest.objects.get()
    contest = Contest.objects.get(pk=source.pk)
    contest.pk, contest.code, contest.name = None, "bench", f"{size} entries"
    contest.save()
    judge = {old.code: Judge(contest=contest, code=old.code, name=old.name) for old in source.judges.all()}
    Judge.objects.bulk_create(judge.values())
    rows = list(source.entries.select_related("authorship", "blind").prefetch_related("blind__marks__judge"))
    copies = list(enumerate(islice(cycle(rows), size)))
    taken = ("title", "title_key", "genre", "received_on", "words", "state", "state_reason")
    placed = ("mean", "mean_sort", "lowest", "marks_count", "rank", "is_forwarded")
    made = Entry.objects.bulk_create(
        Entry(contest=contest, code=f"B-{n:06}", **{name: getattr(old, name) for name in (*taken, *placed)})
        for n, old in copies
    )
    Authorship.objects.bulk_create(
        Authorship(entry=new, person_id=old.authorship.person_id, name=old.authorship.name, unit=old.authorship.unit)
        for new, (_, old) in zip(made, copies, strict=True)
    )
    blinds = BlindCode.objects.bulk_create(BlindCode(entry=new, code=f"X{n:06}") for n, new in enumerate(made))
    Mark.objects.bulk_create(
        [
            Mark(blind=blind, judge=judge[mark.judge.code], turn=mark.turn, score=mark.score, marked_on=mark.marked_on)
            for blind, (_, old) in zip(blinds, copies, strict=True)
            if hasattr(old, "blind")
            for mark in old.blind.marks.all()
        ],
        batch_size=5_000,
    )
    return contest


def seed_nominations(size: int) -> Any:
    """A round with so many dossiers, copied from the case with what the rules said about each."""
    from vinhdanh.commendations.models import Assessment, Nomination, Round  # noqa: PLC0415

    source = Round.objects.get()
    rows = list(source.nominations.select_related("assessment"))
    round = Round.objects.get(pk=source.pk)
    round.pk, round.code, round.name, round.decision = None, "bench", f"{size} dossiers", None
    round.save()
    copies = list(islice(cycle(rows), size))
    names = [
        field.attname
        for field in Nomination._meta.concrete_fields
        if field.attname not in ("id", "round_id", "code", "award_id")
    ]
    made = Nomination.objects.bulk_create(
        Nomination(round=round, code=f"N-{n:06}", **{name: getattr(old, name) for name in names})
        for n, old in enumerate(copies)
    )
    told = ("clauses", "like_code", "like_share", "met", "asked", "assessed_at")
    Assessment.objects.bulk_create(
        Assessment(nomination=new, **{name: getattr(old.assessment, name) for name in told})
        for new, old in zip(made, copies, strict=True)
        if hasattr(old, "assessment")
    )
    return round


def measure(size: int) -> dict[str, dict[str, float]]:
    """Processor milliseconds and queries of both lists at one size. Runs in a process of its own."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
    os.environ["VINHDANH_STATIC"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

    import django  # noqa: PLC0415

    django.setup()

    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from vinhdanh.accounts.models import Grant, Role, User  # noqa: PLC0415
    from vinhdanh.organisation.models import Unit  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load", str(ROOT / "tests/case"), verbosity=0, stdout=io.StringIO())
    pages = {
        "entries": reverse("entries", args=[seed_entries(size).pk]),
        "nominations": reverse("round", args=[seed_nominations(size).code]),
    }
    user = User.objects.create(username="bench", name="Nguyễn Thu Hạnh")
    for role in (Role.OFFICE, Role.ORGANISER):
        Grant.objects.create(user=user, role=role, unit=Unit.objects.get(parent=None))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    found = {}
    for name, address in pages.items():
        times = []
        for run in range(RUNS + 2):
            before = time.process_time()
            answer = browser.get(address)
            if run > 1:
                times.append(time.process_time() - before)
            if answer.status_code != 200 or answer.content.count(b"<tr") < 50:
                raise SystemExit(f"{name} answered {answer.status_code}")
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        found[name] = {"cpu_ms": 1000 * statistics.median(times), "queries": len(captured)}
    return found


def in_a_folder_of_its_own(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bench-") as folder:
        environment = os.environ | {"VINHDANH_HOME": folder}
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, __file__, "--size", str(size)], env=environment, stdout=subprocess.PIPE, check=True
        )
    return json.loads(done.stdout.splitlines()[-1])


def pretalx(venv: str, size: int) -> dict[str, Any]:
    python = Path(venv) / "bin/python"
    done = subprocess.run(
        [python, ROOT / "bench/pretalx_list.py", str(size)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pretalx", default="", help="folder of a virtual environment with pretalx")
    parser.add_argument("--json", default="", help="write the figures to this file")
    parser.add_argument("--size", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.size:
        print(json.dumps(measure(asked.size)))
        return 0
    ours = {size: in_a_folder_of_its_own(size) for size in SIZES}
    theirs = pretalx(asked.pretalx, SIZES[-1]) if asked.pretalx else None
    small, large = (ours[size] for size in SIZES)
    failed = []
    for name in ("entries", "nominations"):
        growth = large[name]["cpu_ms"] / small[name]["cpu_ms"]
        line = f"{name:12} {SIZES[0]:>6}: {small[name]['cpu_ms']:6.1f} ms   {SIZES[1]}: {large[name]['cpu_ms']:6.1f} ms"
        print(f"{line}   x{growth:.2f} (bar {MOST_GROWTH})   {large[name]['queries']} queries (bar {MOST_QUERIES})")
        if growth > MOST_GROWTH:
            failed.append(f"{name} grow")
        if large[name]["queries"] > MOST_QUERIES:
            failed.append(f"{name} queries")
        if theirs is not None:
            share = large[name]["cpu_ms"] / theirs["cpu_ms"]
            print(f"{'':12} 1/{1 / share:.0f} of pretalx's list (bar 1/{1 / MOST_SHARE:.0f})")
            if share > MOST_SHARE:
                failed.append(f"{name} share")
    if theirs is not None:
        print(
            f"pretalx {theirs['version']}, {theirs['entries']} entries: {theirs['cpu_ms']:.0f} ms,"
            f" {theirs['queries']} queries"
        )
    if asked.json:
        Path(asked.json).write_text(json.dumps({"ours": ours, "pretalx": theirs}, indent=2))
    print("within the bars" if not failed else f"outside: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
