"""All figures of the report at the case's size, against the same counts as hand-written SQL.

    python bench/figures.py            loads tests/case into a fresh folder, then measures
    DATABASE_URL=postgres://… python bench/figures.py

Both sides are measured in turn, in one run, by processor time: of this process, and on PostgreSQL of the server's
process that answers it. The hand-written
side counts every figure of the catalogue: one statement where one can give several counts, no ORM.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("VINHDANH_HOME", tempfile.mkdtemp(prefix="vinhdanh-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from vinhdanh.organisation.models import Unit  # noqa: E402
from vinhdanh.reports.catalogue import compute_all, scope_of  # noqa: E402

BAR = 2.0
MOST_QUERIES = 40
START, END, COMPARED = "2021-05-18", "2023-05-18", "2021-12-31"
PERIOD = f"BETWEEN '{START}' AND '{END}'"
ALIVE = (
    "FROM organisation_unitpath p JOIN organisation_unit u ON u.id = p.unit_id"
    " JOIN organisation_unitkind k ON k.id = u.kind_id"
    " WHERE p.path > '0001' AND p.path < '0001~' AND p.valid_from <= '{day}' AND p.valid_to > '{day}'"
    " AND u.started_on <= '{day}' AND u.ended_on > '{day}'"
)
COUNTED = "e.state = 'valid' AND e.received_on <= '2022-08-15'"
BY_UNIT = (
    "FROM contests_entry e JOIN contests_authorship a ON a.entry_id = e.id JOIN organisation_unit u ON u.id = a.unit_id"
)
ISSUERS = {"own": "Đảng ủy Khối", "pm": "Thủ tướng Chính phủ", "above": "Trưởng ban Tuyên giáo cấp trên"}


def by_hand() -> dict[str, object]:
    """The figures of the catalogue, as somebody would count them who writes SQL and nothing else."""
    found: dict[str, object] = {}
    with connection.cursor() as cursor:

        def ask(sql: str) -> list[tuple]:
            cursor.execute(sql)
            return cursor.fetchall()

        def one(keys: str, sql: str) -> None:
            found.update(zip(keys.split(), ask(sql)[0], strict=True))

        def many(beginning: str, sql: str) -> None:
            found.update({f"{beginning}{key}": value for key, value in ask(sql)})

        one(
            "org.direct org.cells org.direct_base org.cells_base",
            "SELECT sum(CASE WHEN length(p.path) = 8 THEN 1 ELSE 0 END), sum(CASE WHEN k.is_cell THEN 1 ELSE 0 END),"
            " sum(CASE WHEN length(p.path) = 8 AND k.is_base THEN 1 ELSE 0 END),"
            " sum(CASE WHEN k.is_cell AND k.is_base THEN 1 ELSE 0 END) " + ALIVE.format(day=END),
        )
        for key, day in (("org.cells.earlier", COMPARED), ("org.cells.start", START)):
            one(key, "SELECT count(*) " + ALIVE.format(day=day) + " AND k.is_cell")
        for day in (START, COMPARED, END):
            codes = dict(ask("SELECT p.path, u.code " + ALIVE.format(day=day) + " AND length(p.path) = 8"))
            cells = dict(
                ask("SELECT substr(p.path, 1, 8), count(*) " + ALIVE.format(day=day) + " AND k.is_cell GROUP BY 1")
            )
            found.update({f"org.cells.{code}.{day}": cells.get(path, 0) for path, code in codes.items()})
        one(
            "org.merged",
            "SELECT count(*) FROM organisation_unit u JOIN organisation_unitkind k ON k.id = u.kind_id"
            f" WHERE k.is_cell AND u.ended_on > '{START}' AND u.ended_on <= '{END}'",
        )
        one(
            "people.total people.active people.women people.leaders",
            "SELECT count(*), sum(CASE WHEN is_active THEN 1 ELSE 0 END),"
            " sum(CASE WHEN gender = 'female' THEN 1 ELSE 0 END), sum(CASE WHEN is_leader THEN 1 ELSE 0 END)"
            " FROM organisation_person",
        )
        one("plans.directives", "SELECT count(*) FROM directives_directive")
        one("plans.themes", "SELECT count(*) FROM directives_yeartheme")
        one("plans.term", "SELECT count(DISTINCT unit_id) FROM directives_plan WHERE kind = 'term'")
        many(
            "plans.year.", "SELECT year, count(DISTINCT unit_id) FROM directives_plan WHERE kind = 'year' GROUP BY year"
        )
        for year in (2021, 2022, 2023):
            one(
                f"plans.late.{year}",
                "SELECT count(*) FROM (SELECT unit_id, min(sent_on) AS sent, min(due_on) AS due FROM directives_plan"
                f" WHERE kind = 'year' AND year = {year} GROUP BY unit_id) first WHERE sent > due",
            )
            missing = ask(
                "SELECT u.code " + ALIVE.format(day=END) + " AND length(p.path) = 8 AND NOT EXISTS (SELECT 1 FROM"
                f" directives_plan d WHERE d.unit_id = u.id AND d.kind = 'year' AND d.year = {year}) ORDER BY u.code"
            )
            found[f"plans.missing.{year}"] = [code for (code,) in missing]
        many("commit.collective.", "SELECT year, sum(collectives) FROM directives_commitment GROUP BY year")
        many("commit.person.", "SELECT year, sum(persons) FROM directives_commitment GROUP BY year")
        one(
            "act.meetings act.thematic act.attendance_pct act.meeting_cells",
            "SELECT count(*), sum(CASE WHEN kind = 'thematic' THEN 1 ELSE 0 END), 100.0 * sum(present) / sum(total),"
            f" count(DISTINCT unit_id) FROM activities_meeting WHERE held_on {PERIOD}",
        )
        one("act.studies act.study_people", "SELECT count(*), sum(participants) FROM activities_study")
        for key, outcome in (("reviewed", "reviewed"), ("amended", "amended"), ("new", "new")):
            one(f"act.rules.{key}", f"SELECT count(*) FROM activities_regulation WHERE outcome = '{outcome}'")
        one("act.models", "SELECT count(*) FROM activities_goodmodel")
        one("act.models_spread", "SELECT count(*) FROM activities_goodmodel WHERE is_spread")
        one("act.media", "SELECT sum(quantity) FROM activities_publicity")
        one(
            "contest.entries contest.committees contest.forwarded",
            "SELECT count(*), count(DISTINCT a.unit_id), sum(CASE WHEN e.is_forwarded THEN 1 ELSE 0 END)"
            f" {BY_UNIT} WHERE {COUNTED}",
        )
        many("contest.entries.", f"SELECT u.code, count(*) {BY_UNIT} WHERE {COUNTED} GROUP BY u.code")
        many(
            "contest.forwarded.",
            f"SELECT u.code, count(*) {BY_UNIT} WHERE {COUNTED} AND e.is_forwarded GROUP BY u.code",
        )
        last = f"SELECT {{}} FROM contests_entry e WHERE {COUNTED} AND e.is_forwarded ORDER BY rank DESC LIMIT 1"
        one("contest.cut_score contest.last_in", last.format("mean_sort, code"))
        one(
            "contest.first_out",
            f"SELECT code FROM contests_entry e WHERE {COUNTED} AND NOT e.is_forwarded AND rank IS NOT NULL"
            " ORDER BY rank LIMIT 1",
        )
        one(
            "contest.cut_ties contest.cut_ties_in",
            "SELECT count(*), sum(CASE WHEN e.is_forwarded THEN 1 ELSE 0 END) FROM contests_entry e"
            f" WHERE {COUNTED} AND e.mean = ({last.format('mean')})",
        )
        one("contest.prizes", "SELECT count(*) FROM contests_prize")
        many("contest.prizes.", "SELECT name, count(*) FROM contests_prize GROUP BY name")
        one("contest.judges", "SELECT count(*) FROM contests_judge")
        for state in ("withdrawn", "duplicate", "invalid"):
            one(f"contest.{state}", f"SELECT count(*) FROM contests_entry WHERE state = '{state}'")
        one(
            "contest.scores",
            "SELECT count(*) FROM contests_mark m JOIN contests_blindcode b ON b.id = m.blind_id"
            f" JOIN contests_entry e ON e.id = b.entry_id WHERE {COUNTED} AND m.conflict_decision <> 'exclude'",
        )
        for key, issuer in ISSUERS.items():
            one(
                f"awards.{key}.collective awards.{key}.person",
                "SELECT sum(CASE WHEN w.unit_id IS NOT NULL THEN 1 ELSE 0 END),"
                " sum(CASE WHEN w.person_id IS NOT NULL THEN 1 ELSE 0 END) FROM honours_award w"
                " JOIN honours_decision d ON d.id = w.decision_id"
                " LEFT JOIN commendations_nomination n ON n.award_id = w.id"
                f" WHERE d.issuer = '{issuer}' AND w.form = 'Bằng khen' AND w.award_kind = 'Chuyên đề'"
                f" AND w.state = 'valid' AND n.id IS NULL AND w.awarded_on {PERIOD}",
            )
        one("awards.honour.total", "SELECT count(*) FROM honours_honourlisting")
        one("awards.honour.own", "SELECT count(*) FROM honours_honourlisting WHERE unit_id = 1")
        one(
            "round.nominations round.committees",
            "SELECT count(*), count(DISTINCT submitter_id) FROM commendations_nomination",
        )
        one("round.cells", "SELECT count(*) FROM commendations_nomination WHERE form = 'Bằng khen chi bộ'")
        one("round.persons", "SELECT count(*) FROM commendations_nomination WHERE NOT is_collective")
        one(
            "round.to_council",
            "SELECT count(*) FROM commendations_nomination WHERE form = 'Bằng khen chi bộ'"
            " AND result IN ('pass', 'fail', 'waiting') AND open_clauses IN ('', 'K11', 'K12', 'K11 K12')",
        )
        many("round.result.", "SELECT result, count(*) FROM commendations_nomination GROUP BY result")
        for number in range(1, 13):
            one(
                f"round.clause.K{number}",
                f"SELECT count(*) FROM commendations_nomination WHERE ' ' || open_clauses || ' ' LIKE '% K{number} %'",
            )
        many(
            "round.nominations.",
            "SELECT u.code, count(*) FROM commendations_nomination n JOIN organisation_unit u ON u.id = n.submitter_id"
            " GROUP BY u.code",
        )
        one(
            "round.need_yes round.quorum",
            "SELECT (count(*) * 80 + 99) / 100, (count(*) * 2 + 2) / 3 FROM commendations_councilmember",
        )
        begun = "i.starts_on BETWEEN '2021-02-01' AND '2022-12-31'"
        for body in ("main", "body"):
            for key, kind in (("inspections", "inspection"), ("supervisions", "thematic")):
                one(
                    f"control.{body}.{key}",
                    "SELECT count(*) FROM inspections_inspection i"
                    f" WHERE body = '{body}' AND kind = '{kind}' AND {begun}",
                )
            for key, kinds in (("orgs", "'inspection', 'thematic'"), ("regular_orgs", "'regular'")):
                one(
                    f"control.{body}.{key}",
                    "SELECT count(DISTINCT v.unit_id) FROM inspections_visit v JOIN inspections_inspection i"
                    f" ON i.id = v.inspection_id WHERE i.body = '{body}' AND i.kind IN ({kinds})"
                    f" AND v.manner = 'direct' AND {begun}",
                )
        one(
            "control.findings control.closed control.overdue",
            "SELECT count(*), sum(CASE WHEN state = 'closed' THEN 1 ELSE 0 END), sum(CASE WHEN state <> 'closed'"
            f" AND due_on < '{END}' THEN 1 ELSE 0 END) FROM inspections_finding",
        )
        one("tasks.conclusions", "SELECT count(*) FROM directives_conclusion")
        one(
            "tasks.total tasks.done tasks.overdue",
            "SELECT count(*), sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END), sum(CASE WHEN state <> 'done'"
            " AND due_on < '2023-09-30' THEN 1 ELSE 0 END) FROM directives_task",
        )
        one("tasks.limits", "SELECT count(*) FROM directives_limitation")
    found["act.attendance_pct"] = round(float(found["act.attendance_pct"]), 1)  # type: ignore[arg-type]
    found["contest.cut_score"] = float(found["contest.cut_score"])  # type: ignore[arg-type]
    found["contest.committees_pct"] = round(100 * found["contest.committees"] / found["org.direct"], 1)  # type: ignore
    found["round.decided"] = found["round.result.pass"]
    found["round.decided_share"] = round(100 * found["round.decided"] / found["org.cells"], 2)  # type: ignore[operator]
    found["control.closed_pct"] = round(100 * found["control.closed"] / found["control.findings"], 1)  # type: ignore
    return found


def by_catalogue() -> dict[str, object]:
    return {key: figure.value for key, figure in compute_all(scope_of()).items()}


def server_pid() -> int:
    """The process that works for us in a PostgreSQL server on this machine; 0 when there is none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def processor_time(server: int) -> float:
    """Of this process, and of the server's process that answers it."""
    ours = time.process_time()
    if not server:
        return ours
    fields = Path(f"/proc/{server}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return ours + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spent(work, server: int, times: int = 5) -> float:
    begun = processor_time(server)
    for _ in range(times):
        work()
    return (processor_time(server) - begun) / times


def main() -> int:
    call_command("migrate", verbosity=0)
    if not Unit.objects.exists():
        call_command("load", str(ROOT / "tests" / "case"), stdout=open(os.devnull, "w"))  # noqa: SIM115
    hand, ours = by_hand(), by_catalogue()
    different = {key: (hand.get(key, 0), value) for key, value in ours.items() if (hand.get(key) or 0) != (value or 0)}
    assert not {key for key, (left, right) in different.items() if left != right and (left or right)}, different
    server = server_pid()
    rounds = [(spent(by_hand, server), spent(by_catalogue, server)) for _ in range(15)]
    sql, catalogue = (statistics.median(side) for side in zip(*rounds, strict=True))
    ratio = statistics.median(right / left for left, right in rounds)
    records = spent(lambda: compute_all(scope_of(), with_records=True), server)
    with CaptureQueriesContext(connection) as queries:
        compute_all(scope_of())
    with CaptureQueriesContext(connection) as statements:
        by_hand()
    print(f"{len(ours)} figures on {connection.vendor}: all values equal to hand-written SQL")
    print(f"hand-written SQL {1000 * sql:6.1f} ms in {len(statements)} statements")
    print(
        f"catalogue        {1000 * catalogue:6.1f} ms in {len(queries)} queries:"
        f" {ratio:.2f}x (bar {BAR}x, < {MOST_QUERIES})"
    )
    print(f"with every record's id and hash {1000 * records:.1f} ms")
    return 0 if ratio <= BAR and len(queries) < MOST_QUERIES else 1


if __name__ == "__main__":
    sys.exit(main())
