"""What the invented bloc did from May 2021 to May 2023: plans, activities, inspections, a contest."""

import datetime as dt
from random import Random
from typing import Any

from vinhdanh.demo.bloc import CONFERENCE, Bloc
from vinhdanh.demo.words import WORDS, entry_title

type Rows = list[list[Any]]
START = dt.date(2021, 5, 18)
MAIN, BODY = "Ban Thường vụ Đảng ủy Khối", "Ủy ban Kiểm tra Đảng ủy Khối"
PRIZES = [("Giải Đặc biệt", 1), ("Giải A", 3), ("Giải B", 6), ("Giải C", 9), ("Giải Khuyến khích", 13)]


def some_day(rng: Random, first: dt.date = START, last: dt.date = CONFERENCE) -> dt.date:
    return first + dt.timedelta(days=rng.randint(0, (last - first).days))


def directives(rng: Random) -> Rows:
    rows: Rows = [["Kết luận", "01-KL/MH", START, "Cấp trên", "Về tiếp tục học tập và làm theo tấm gương nêu gương"]]
    titles = (
        "Kế hoạch toàn khóa thực hiện Kết luận 01",
        "Hướng dẫn sinh hoạt chuyên đề",
        "Quy định về nêu gương",
        "Kế hoạch kiểm tra, giám sát",
    )
    for n in range(23):
        issued = some_day(rng, START + dt.timedelta(days=20), CONFERENCE - dt.timedelta(days=60))
        kind = rng.choice(["Kế hoạch", "Hướng dẫn", "Quy định", "Công văn"])
        rows.append(
            [
                kind,
                f"{100 + n * 7}-{'KH' if kind == 'Kế hoạch' else 'HD'}/ĐUK",
                issued,
                MAIN,
                f"{rng.choice(titles)} (đợt {n + 1})",
            ]
        )
    return rows


def plans(rng: Random, bloc: Bloc) -> Rows:
    """Term plans of all, yearly plans of nearly all; seven late and three missing in the last year."""
    rows: Rows = []
    codes = [unit.code for unit in bloc.committees]
    names = {unit.code: unit.name for unit in bloc.committees}
    late, missing = set(rng.sample(codes[:40], 7)), set(rng.sample(codes[40:], 3))
    for kind, due in (
        ("Toàn khóa", dt.date(2021, 8, 16)),
        ("Năm 2021", dt.date(2021, 8, 31)),
        ("Năm 2022", dt.date(2022, 2, 15)),
        ("Năm 2023", dt.date(2023, 2, 15)),
    ):
        for n, code in enumerate(codes):
            if kind == "Năm 2023" and code in missing:
                continue
            sent = due + dt.timedelta(
                days=rng.randint(5, 30) if kind == "Năm 2023" and code in late else -rng.randint(0, 14)
            )
            theme = rng.choice(WORDS["topics"]) if kind == "Năm 2023" and rng.random() < 0.97 else ""
            rows.append([code, names[code], kind, f"{n + 12}-KH/ĐU", sent - dt.timedelta(days=2), due, sent, theme])
    return rows


def commitments(rng: Random, bloc: Bloc) -> Rows:
    return [
        [unit.code, unit.name, *[number for _ in range(3) for number in (rng.randint(40, 210), rng.randint(600, 3100))]]
        for unit in bloc.committees
    ]


def themes() -> Rows:
    return [[2021 + n, title, f"{30 + n}-KH/ĐU", dt.date(2020 + n, 12, 17)] for n, title in enumerate(WORDS["themes"])]


def meetings(rng: Random, bloc: Bloc) -> Rows:
    cells, leaders = bloc.cells(), [person.name for person in bloc.people[:400]]
    rows: Rows = []
    seen: set[tuple[str, dt.date]] = set()
    for cell in rng.sample(cells, 1700) * 5:
        day = some_day(rng)
        if (cell.code, day) in seen or day < cell.started_on or len(rows) == 8000:
            continue
        seen.add((cell.code, day))
        thematic, total = rng.random() < 0.3, rng.randint(6, 34)
        topic = rng.choice(WORDS["topics"]) if thematic else ""
        present = max(3, total - (0 if rng.random() < 0.5 else rng.randint(0, 2)))
        rows.append(
            [cell.code, day, "Chuyên đề" if thematic else "Thường kỳ", topic, total, present, rng.choice(leaders)]
        )
    return rows


def studies(rng: Random, bloc: Bloc) -> Rows:
    return [
        [
            rng.choice(bloc.committees).code,
            some_day(rng),
            f"Học tập chuyên đề: {rng.choice(WORDS['topics']).lower()} ({n + 1})",
            rng.choice(["Trực tiếp", "Trực tuyến"]),
            rng.randint(1, 14),
            rng.randint(60, 780),
        ]
        for n in range(412)
    ]


def regulations(rng: Random, bloc: Bloc) -> Rows:
    outcomes = ["Rà soát"] * 318 + ["Sửa đổi, bổ sung"] * 141 + ["Xây dựng mới"] * 96
    rng.shuffle(outcomes)
    return [
        [rng.choice(bloc.committees).code, f"{rng.choice(WORDS['regulations'])} số {n + 1}", outcome, some_day(rng)]
        for n, outcome in enumerate(outcomes)
    ]


def models(rng: Random, bloc: Bloc) -> Rows:
    units = bloc.committees + bloc.cells()
    return [
        [
            rng.choice(units).code,
            f"{rng.choice(WORDS['models'])} {rng.choice(WORDS['rooms']).lower()} {n + 1}",
            rng.choice([2021, 2022]),
            "x" if n < 57 else "",
            f"Từ {rng.randint(2, 9)} đơn vị dùng thử, giảm {rng.randint(10, 60)}% thời gian chờ",
        ]
        for n in range(187)
    ]


def publicity(rng: Random, bloc: Bloc) -> Rows:
    return [
        [
            rng.choice(bloc.committees).code,
            rng.choice(WORDS["channels"]),
            some_day(rng),
            entry_title(rng),
            rng.randint(1, 5),
        ]
        for _ in range(640)
    ]


def inspections(rng: Random, bloc: Bloc) -> tuple[Rows, Rows, Rows]:
    """Visits of two bodies, whom they worked with, and what was found."""
    plan = (
        [(MAIN, "Kiểm tra")] * 6
        + [(MAIN, "Giám sát chuyên đề")] * 9
        + [(BODY, "Kiểm tra")] * 6
        + [(BODY, "Giám sát chuyên đề")] * 6
        + [(BODY, "Giám sát thường xuyên")] * 2
    )
    visits: Rows = []
    worked: Rows = []
    codes = [unit.code for unit in bloc.committees]
    names = {unit.code: unit.name for unit in bloc.committees}
    main_targets = rng.sample(codes, 46)
    regular = rng.sample(codes, 10)
    for n, (body, kind) in enumerate(plan):
        begin = some_day(rng, dt.date(2021, 3, 1), dt.date(2022, 11, 30))
        end = begin + dt.timedelta(days=rng.randint(4, 21))
        visits.append(
            [
                f"KT{n + 1:02d}",
                body,
                kind,
                f"{200 + n * 11}-QĐ/ĐUK",
                begin,
                end,
                rng.choice(WORDS["subjects"]),
                rng.choice(bloc.people).name,
            ]
        )
        targets = (
            main_targets[n::15]
            if body == MAIN
            else regular[n % 2 :: 2]
            if kind.endswith("thường xuyên")
            else rng.sample(codes, 2)
        )
        worked += [[f"KT{n + 1:02d}", code, names[code], begin + dt.timedelta(days=2), "Trực tiếp"] for code in targets]
    visited = [(row[0], row[1]) for row in worked]
    ends = {row[0]: row[5] for row in visits}
    findings: Rows = []
    for n in range(46):
        code, unit = rng.choice(visited)
        due = ends[code] + dt.timedelta(days=rng.randint(60, 150))
        done = due - dt.timedelta(days=rng.randint(1, 30)) if n < 37 else None
        if n in (37, 38, 39, 40):
            due = CONFERENCE + dt.timedelta(days=rng.randint(4, 40))
        state = "Đã khắc phục" if done else "Đang khắc phục"
        findings.append(
            [
                f"KN-{n + 1:03d}",
                code,
                unit,
                rng.choice(WORDS["faults"]),
                "Hạn chế",
                due,
                done,
                state,
                f"BC {100 + n}" if done else "",
            ]
        )
    return visits, worked, findings


def contest(rng: Random, bloc: Bloc) -> dict[str, Rows]:
    """1,108 counted entries of 41 committees; 45 judges, three marks each; 396 go on; 32 prizes."""
    codes = rng.sample([unit.code for unit in bloc.committees], 41)
    authors: dict[str, list] = {code: [] for code in codes}
    for person in bloc.people:
        if person.unit[:3] in authors:
            authors[person.unit[:3]].append(person)
    states = ["Hợp lệ"] * 1108 + ["Rút bài"] * 17 + ["Trùng"] * 12 + ["Không hợp lệ"] * 9
    entries: Rows = []
    for n, state in enumerate(states):
        code = codes[n % 41] if n < 41 else rng.choices(codes, weights=[1 + (i * 7) % 13 for i in range(41)])[0]
        person = rng.choice(authors[code])
        entries.append(
            [
                f"BDT-{n + 1:04d}",
                entry_title(rng),
                rng.choice(WORDS["genres"]),
                person.code,
                person.name,
                code,
                some_day(rng, dt.date(2022, 5, 1), dt.date(2022, 8, 15)),
                rng.randint(900, 4200),
                state,
            ]
        )
    judges = [
        [f"GK{n + 1:02d}", person.code, person.name, person.unit[:3], rng.choice(WORDS["genres"])]
        for n, person in enumerate(rng.sample(bloc.people, 45))
    ]
    numbers = rng.sample(range(1, 1146), 1108)
    blind: Rows = [[f"P{number:04d}", entries[n][0]] for n, number in enumerate(numbers)]
    marks: Rows = []
    scored: list[tuple[float, str, str, str]] = []
    for (number, code), entry in zip(blind, entries[:1108], strict=True):
        worth = rng.gauss(68, 9)
        fit = [judge for judge in judges if judge[3] != entry[5]]
        got = [min(98, max(30, round((worth + rng.gauss(0, 4)) * 2) / 2)) for _ in range(3)]
        for turn, (judge, score) in enumerate(zip(rng.sample(fit, 3), got, strict=True), 1):
            marks.append([number, judge[0], turn, score, some_day(rng, dt.date(2022, 9, 1), dt.date(2022, 10, 20))])
        scored.append((-sum(got), -min(got), entry[6].isoformat(), code))
    best = [code for *_, code in sorted(scored)]
    by_code = {entry[0]: entry for entry in entries}
    names = [name for name, count in PRIZES for _ in range(count)]
    prizes = [[name, code, by_code[code][1], by_code[code][4]] for name, code in zip(names, best, strict=False)]
    rng.shuffle(marks)
    return {"entries": entries, "blind": blind, "judges": judges, "marks": marks, "prizes": prizes}
