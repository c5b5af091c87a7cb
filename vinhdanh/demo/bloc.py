"""An invented bloc at the size of the article: 61 committees, 5,200 cells, 10,000 people."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from vinhdanh.demo.words import WORDS, person_name

ROOT = "000"
CONFERENCE = dt.date(2023, 5, 18)
FOUNDED = dt.date(2007, 4, 11)
COMMITTEES, BASE_COMMITTEES = 61, 27
CELLS, PEOPLE = 5200, 10_000


@dataclass
class BlocUnit:
    code: str
    name: str
    kind: str
    parent: str
    started_on: dt.date
    ended_on: dt.date | None = None


@dataclass
class BlocPerson:
    code: str
    name: str
    gender: str
    born_on: dt.date
    unit: str
    work_post: str
    cell_post: str
    joined_on: dt.date
    is_leader: bool
    status: str = "Đang công tác"


@dataclass
class BlocChange:
    kind: str
    on: dt.date
    before: list[BlocUnit]
    after: list[BlocUnit]
    before_names: list[str] = field(default_factory=list)
    before_parent: str = ""


@dataclass
class Bloc:
    units: list[BlocUnit]
    people: list[BlocPerson]
    changes: list[BlocChange]

    @property
    def committees(self) -> list[BlocUnit]:
        return [unit for unit in self.units if unit.parent == ROOT]

    def cells(self) -> list[BlocUnit]:
        """Cells that stand at the conference."""
        return [unit for unit in self.units if unit.kind in ("Chi bộ", "Chi bộ cơ sở") and unit.ended_on is None]

    def committee_of(self, code: str) -> str:
        return code[:3]


def _committees(rng: Random) -> list[BlocUnit]:
    fields = [f"{body} {field}" for field in WORDS["fields"] for body in rng.sample(WORDS["bodies"], 2)]
    rng.shuffle(fields)
    kinds = ["Đảng bộ cơ sở"] * BASE_COMMITTEES + ["Đảng bộ cấp trên trực tiếp cơ sở"] * (COMMITTEES - BASE_COMMITTEES)
    return [
        BlocUnit(
            f"{n + 1:03d}", f"Đảng bộ {fields[n]}", kinds[n], ROOT, FOUNDED + dt.timedelta(days=rng.randint(0, 900))
        )
        for n in range(COMMITTEES)
    ]


def _room(rng: Random, used: set[str]) -> str:
    """A name for a cell that its siblings do not bear."""
    while True:
        name = f"Chi bộ {rng.choice(WORDS['departments'])} {rng.choice(WORDS['rooms'])}"
        if name in used:
            name += f" {rng.choice(WORDS['places'])}"
        if name not in used:
            used.add(name)
            return name


def _cells_under(rng: Random, parent: BlocUnit, count: int, kind: str) -> list[BlocUnit]:
    used: set[str] = set()
    first_day = parent.started_on
    return [
        BlocUnit(
            f"{parent.code}{n + 1:03d}",
            _room(rng, used),
            kind,
            parent.code,
            first_day + dt.timedelta(days=rng.randint(0, 2500)),
        )
        for n in range(count)
    ]


def _shares(rng: Random, total: int, parts: int, *, least: int) -> list[int]:
    """`total` split into `parts` uneven whole numbers of at least `least`."""
    weights = [rng.lognormvariate(0, 0.6) for _ in range(parts)]
    spare = total - least * parts
    out = [least + int(spare * weight / sum(weights)) for weight in weights]
    for n in range(total - sum(out)):
        out[n % parts] += 1
    return out


def _below(rng: Random, committee: BlocUnit, cells: int) -> list[BlocUnit]:
    """What stands below one committee: cells, or base committees with their cells and a few base cells."""
    if committee.kind == "Đảng bộ cơ sở":
        return _cells_under(rng, committee, cells, "Chi bộ")
    base_cells = rng.randint(3, 9)
    bases = max(2, (cells - base_cells) // rng.randint(11, 17))
    out = _cells_under(rng, committee, base_cells, "Chi bộ cơ sở")
    for n, count in enumerate(_shares(rng, cells - base_cells, bases, least=3)):
        name = " ".join(["Đảng bộ cơ sở", *(rng.choice(WORDS[words]) for words in ("departments", "rooms", "places"))])
        base = BlocUnit(f"{committee.code}{n + 1:02d}", name, "Đảng bộ cơ sở", committee.code, committee.started_on)
        out += [base, *_cells_under(rng, base, count, "Chi bộ")]
    return out


def _changes(rng: Random, units: list[BlocUnit]) -> tuple[list[BlocUnit], list[BlocChange]]:
    """Two years of reorganisation that end in the units given: more cells before, renamed and moved ones."""
    cells = [unit for unit in units if unit.kind == "Chi bộ"]
    rng.shuffle(cells)
    gone: list[BlocUnit] = []
    changes: list[BlocChange] = []
    days = sorted(dt.date(2021, 7, 1) + dt.timedelta(days=rng.randint(0, 620)) for _ in range(300))
    for n, day in enumerate(days):
        cell = cells[n]
        if n < 180:
            lost = BlocUnit(
                f"{cell.parent}{900 + n % 100:03d}", f"{cell.name} cũ", cell.kind, cell.parent, cell.started_on, day
            )
            if any(unit.code == lost.code for unit in gone):
                continue
            gone.append(lost)
            changes.append(BlocChange("Sáp nhập", day, [lost, cell], [cell]))
        elif n < 240:
            old = f"Chi bộ {rng.choice(WORDS['departments'])} {rng.choice(WORDS['rooms'])} (tên trước)"
            changes.append(BlocChange("Đổi tên", day, [cell], [cell], before_names=[old]))
        elif n < 270:
            cell.started_on = day
            changes.append(BlocChange("Thành lập", day, [], [cell]))
        else:
            siblings = [
                u for u in units if u.kind == "Đảng bộ cơ sở" and u.parent == cell.parent[:3] and u.code != cell.parent
            ]
            if siblings and cell.parent != cell.code[:3]:
                changes.append(BlocChange("Chuyển", day, [cell], [cell], before_parent=rng.choice(siblings).code))
    return gone, changes


def _person(rng: Random, n: int, unit: BlocUnit) -> BlocPerson:
    name, gender = person_name(rng)
    born = dt.date(1963, 1, 1) + dt.timedelta(days=rng.randint(0, 13_000))
    leads = rng.random() < 0.2
    return BlocPerson(
        code=f"{n + 1:07d}", name=name, gender=gender, born_on=born, unit=unit.code,
        work_post=rng.choice(WORDS["leading_posts"] if leads else WORDS["posts"]),
        cell_post=rng.choice(WORDS["cell_posts"]),
        joined_on=born + dt.timedelta(days=365 * 20 + rng.randint(0, 4000)),
        is_leader=leads,
        status="Đang công tác" if rng.random() < 0.95 else rng.choice(["Nghỉ hưu", "Chuyển đi"]),
    )  # fmt: skip


def invent(rng: Random) -> Bloc:
    """The bloc. The same random generator state gives the same bloc."""
    root = BlocUnit(ROOT, "Đảng bộ Khối minh họa", "Đảng bộ Khối", "", FOUNDED)
    units = [root]
    committees = _committees(rng)
    for committee, count in zip(committees, _shares(rng, CELLS, COMMITTEES, least=24), strict=True):
        units += [committee, *_below(rng, committee, count)]
    gone, changes = _changes(rng, units)
    standing = [unit for unit in units if unit.kind in ("Chi bộ", "Chi bộ cơ sở")]
    people = [_person(rng, n, rng.choice(standing)) for n in range(PEOPLE)]
    return Bloc(units + gone, people, changes)
