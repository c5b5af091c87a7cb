"""Who was honoured before, who is nominated now, and how the council voted in its first session."""

import datetime as dt
from random import Random
from typing import Any

from vinhdanh.demo.bloc import CONFERENCE, Bloc, BlocPerson, BlocUnit
from vinhdanh.demo.words import WORDS, deeds
from vinhdanh.demo.year import START, some_day

type Rows = list[list[Any]]
OWN, PM, ABOVE = "Đảng ủy Khối", "Thủ tướng Chính phủ", "Trưởng ban Tuyên giáo cấp trên"
CELL_FORM, UNIT_FORM, PERSON_FORM, LONG_FORM = (
    "Bằng khen chi bộ",
    "Bằng khen tập thể",
    "Bằng khen cá nhân",
    "Bằng khen cá nhân 5 năm",
)
YEARS = (2018, 2019, 2020, 2021, 2022)
CONDITIONS = {
    "K1": "Tập thể còn hoạt động, cá nhân đang công tác vào ngày quyết định (18/05/2023)",
    "K2": "Không có kiến nghị kiểm tra, giám sát chưa khắc phục (nếu có: tạm dừng)",
    "K3": "Có đủ xếp loại các năm liền trước theo hình thức đề nghị (thiếu: trả lại bổ sung)",
    "K4": "Các năm đó từ Hoàn thành tốt trở lên",
    "K5": "Phiếu đồng ý tại đơn vị từ 2/3 tổng số",
    "K6": "Thành tích lập trong 18/05/2021 - 31/03/2023",
    "K7": "Có ít nhất một minh chứng (thiếu: trả lại bổ sung)",
    "K8": "Mỗi đối tượng một hồ sơ cho một hình thức; hồ sơ nộp sau không xét",
    "K9": "Chưa được Đảng ủy Khối tặng Bằng khen chuyên đề trong kỳ",
    "K10": "Tóm tắt thành tích không trùng hồ sơ nộp trước (từ 70% cụm 5 từ: người thẩm định xem lại)",
    "K11": "Phiên họp Hội đồng có mặt từ 2/3 tổng số thành viên",
    "K12": "Đồng ý từ 80% tổng số thành viên Hội đồng (kể cả người vắng)",
}


def history(rng: Random, bloc: Bloc) -> tuple[Rows, set[str]]:
    """Awards of the last two years at the article's counts; and the codes that our own level gave them to."""
    plan = [(OWN, 99, 43, "-QĐ/ĐUK"), (PM, 4, 6, "/QĐ-TTg"), (ABOVE, 4, 6, "/QĐ-BTG")]
    names = {unit.code: unit.name for unit in bloc.units}
    cells = rng.sample(bloc.cells(), 107)
    people = rng.sample([person for person in bloc.people if person.status == "Đang công tác"], 55)
    rows: Rows = []
    given: set[str] = set()
    book = 5000
    for issuer, collectives, persons, ending in plan:
        days = [some_day(rng, START + dt.timedelta(days=40), CONFERENCE - dt.timedelta(days=60)) for _ in range(8)]
        for n in range(collectives + persons):
            day = days[n % 8]
            book += 1
            number = f"{300 + (n % 8) * 61}{ending}"
            if n < collectives:
                unit = cells.pop()
                line = ["Tập thể", unit.code, unit.name, names[unit.parent]]
            else:
                person = people.pop()
                line = ["Cá nhân", person.code, person.name, names[person.unit]]
            if issuer == OWN:
                given.add(line[1])
            rows.append([number, day, issuer, "Bằng khen", *line, WORDS["reason"], "Chuyên đề", book, "Hiệu lực"])
    return rows, given


def programme(bloc: Bloc) -> Rows:
    """Fifteen collectives honoured in a programme of the level above; one of them is the bloc."""
    others = [["", f"Tập thể {name}"] for name in WORDS["fields"][:14]]
    return [["000", bloc.units[0].name], *others]


def _account(rng: Random, name: str) -> str:
    return deeds(rng, name, count=rng.randint(3, 5))


def _line(rng: Random, submitter: str, nominee: BlocUnit | BlocPerson, home: str, form: str) -> list[Any]:
    total = rng.randint(9, 32)
    yes = total - rng.randint(0, total // 5)
    asked = {CELL_FORM: 2, UNIT_FORM: 3, PERSON_FORM: 2, LONG_FORM: 5}[form]
    ratings = [
        ("Hoàn thành xuất sắc" if rng.random() < 0.35 else "Hoàn thành tốt") if year > 2022 - asked else ""
        for year in YEARS
    ]
    evidence = f"Báo cáo {rng.randint(10, 99)}; Biên bản họp {rng.randint(100, 999)}"
    kind = "Cá nhân" if isinstance(nominee, BlocPerson) else "Tập thể"
    sent, achieved = (
        some_day(rng, dt.date(2023, 4, 1), dt.date(2023, 5, 5)),
        some_day(rng, dt.date(2021, 8, 1), dt.date(2023, 3, 20)),
    )
    head = [sent, submitter, kind, nominee.code, nominee.name, home, form]
    return [*head, _account(rng, nominee.name), achieved, yes, total, evidence, *ratings]


def nominations(rng: Random, bloc: Bloc, given: set[str], open_findings: set[str]) -> Rows:
    """214 dossiers of 44 committees; most are sound, some fall short of one condition each."""
    names = {unit.code: unit.name for unit in bloc.units}
    senders = rng.sample([unit.code for unit in bloc.committees if unit.code not in open_findings], 44)
    cells = [u for u in bloc.cells() if u.code[:3] in senders and u.code not in given]
    groups = [u for u in bloc.units if u.kind == "Đảng bộ cơ sở" and u.code[:3] in senders and len(u.code) > 3]
    people = [p for p in bloc.people if p.unit[:3] in senders and p.code not in given and p.status == "Đang công tác"]
    first = [next(cell for cell in cells if cell.code[:3] == code) for code in senders]
    chosen = first + rng.sample([cell for cell in cells if cell not in first], 128 - len(first))
    rows = [_line(rng, cell.code[:3], cell, names[cell.parent], CELL_FORM) for cell in chosen]
    rows += [_line(rng, unit.code[:3], unit, names[unit.code[:3]], UNIT_FORM) for unit in rng.sample(groups, 36)]
    picked = rng.sample(people, 50)
    rows += [
        _line(rng, p.unit[:3], p, names[p.unit], LONG_FORM if n < 8 else PERSON_FORM) for n, p in enumerate(picked)
    ]
    for n, row in enumerate(rng.sample(rows[44:], 24)):
        if n < 6:
            row[11] = ""  # no evidence
        elif n < 11:
            row[9] = row[10] // 2  # too few votes at home
        elif n < 16:
            row[16] = ""  # a rating is missing
        elif n < 20:
            row[16] = "Hoàn thành"
        else:
            row[8] = dt.date(2021, 3, 2)  # achieved before the period
    rows.sort(key=lambda row: (row[0], row[3]))
    return [[f"DN-{n + 1:03d}", *row] for n, row in enumerate(rows)]


def council(rng: Random, bloc: Bloc) -> Rows:
    leaders = [person for person in bloc.people if person.is_leader and person.status == "Đang công tác"]
    roles = ["Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", "Ủy viên thường trực"] + ["Ủy viên"] * 11
    return [[person.code, person.name, role] for person, role in zip(rng.sample(leaders, 15), roles, strict=True)]


def sessions() -> Rows:
    return [["P1", dt.date(2023, 5, 13), 15, 12, 1]]


def counts(rng: Random, sound: list[list[Any]]) -> Rows:
    """The first session heard 72 cells: 50 carried, 22 not. The others wait for the second."""
    rows: Rows = []
    for n, row in enumerate(rng.sample(sound, 72)):
        yes = rng.choice([12, 12, 13]) if n < 50 else rng.randint(6, 11)
        rows.append(["P1", row[0], row[5], 13, 13, 13, 0, yes, 13 - yes])
    rows.sort(key=lambda row: row[1])
    return rows


def conclusions(rng: Random, bloc: Bloc) -> dict[str, Rows]:
    """What the conference concluded, whom it tasked, and what was not achieved."""
    texts = (
        "Nâng cao nhận thức, coi đây là việc thường xuyên",
        "Nâng chất lượng sinh hoạt, gắn với nêu gương",
        "Khắc phục dứt điểm hạn chế; biểu dương đúng người, đúng việc, đúng thời điểm",
        "Tăng cường kiểm tra, giám sát; bồi dưỡng cán bộ cơ sở",
    )
    tasks = (
        "Sửa quy chế sinh hoạt",
        "Lập hướng dẫn chuyên đề năm tới",
        "Mở lớp bồi dưỡng người đứng đầu cơ sở",
        "Rà soát các kiến nghị quá hạn",
        "Ban hành mẫu báo cáo thành tích ngắn",
        "Xây kho gương điển hình",
        "Công khai tiến độ kế hoạch",
    )
    limits = (
        ("Một số đơn vị lập kế hoạch năm chậm", "Nhắc trước hạn 10 ngày"),
        ("Báo cáo thành tích còn giống nhau", "Mẫu ngắn, hỏi minh chứng cụ thể"),
        ("Khen lãnh đạo nhiều hơn người trực tiếp", "Theo dõi tỷ lệ người trực tiếp"),
        ("Kiến nghị sau kiểm tra còn quá hạn", "Giao người theo dõi từng kiến nghị"),
        ("Mô hình tốt ít được nhân rộng", "Mỗi quý chọn mô hình để nơi khác dùng"),
    )
    codes = [unit.code for unit in bloc.committees]
    return {
        "conclusions": [[f"KL{n + 1}", text, "Người chủ trì hội nghị"] for n, text in enumerate(texts)],
        "tasks": [
            [
                f"NV{n + 1:02d}",
                f"KL{n % 4 + 1}",
                tasks[n % 7] + (" (đợt 2)" if n > 6 else ""),
                rng.choice(codes),
                "Văn phòng Đảng ủy Khối",
                CONFERENCE + dt.timedelta(days=rng.randint(20, 200)),
                "",
                "Báo cáo",
                "Đang làm" if n % 3 else "Chưa làm",
            ]
            for n in range(14)
        ],
        "limits": [[text, remedy, f"NV{n + 1:02d}"] for n, (text, remedy) in enumerate(limits)],
    }
