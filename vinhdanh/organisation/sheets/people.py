"""The list of people: who, where, which post, since when, still there or not."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.kernel.sheets.context import Context, PersonFact, UnitFact
from vinhdanh.kernel.sheets.dates import year_of
from vinhdanh.kernel.sheets.kinds import SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, upsert_tuples
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Person
from vinhdanh.organisation.sheets.person_columns import PERSON_COLUMNS
from vinhdanh.rules.text import fold, person_key

YOUNGEST = 16  # years of age at which somebody joins
LEFT = (
    "chuyen di",
    "chuyen cong tac",
    "da chuyen",
    "nghi huu",
    "huu tri",
    "nghi viec",
    "thoi viec",
    "da nghi",
    "da mat",
    "tu tran",
    "ra khoi dang",
    "khai tru",
    "thoi sinh hoat",
    "ra khoi to chuc",
    "left",
    "retired",
    "deceased",
    "resigned",
    "inactive",
    "moved",
)


def active_test(context: Context) -> Callable[[str], bool]:
    """Which words mean that somebody is there: the office's answer, else all but the usual ones for leaving."""
    active = set(Answers(context.answers).active_words)
    if active:
        return active.__contains__
    return lambda status: not fold(status).startswith(LEFT)


def check_people(context: Context, rows: list[Row]) -> None:
    units = context.units_by_code
    is_active = _Remembered(active_test(context))
    today = context.as_of
    for row in rows:
        values = row.values
        if values["family_name"]:
            values["name"] = f"{values['family_name']} {values['name']}".strip()
        unit = units.get(values["unit"]) or context.unit_of(row, "unit")
        born, joined = values["birth_date"], values["joined_on"]
        if born is not None:
            if born > today:
                row.reject("birth_date", "person.born_in_future", _("ngày sinh ở tương lai"))
            elif joined is not None and joined.year - born.year <= YOUNGEST and joined < _birthday(born, YOUNGEST):
                text = _("ngày vào khi chưa đủ %(age)s tuổi") % {"age": YOUNGEST}
                row.warn("joined_on", "person.joined_young", text)
        if unit is not None and unit.ended_on <= today and is_active[values["status"]]:
            _warn_ended_unit(row, unit)
    _reject_codes_used_twice(rows)
    _warn_doubles(rows)


class _Remembered(dict[str, bool]):
    """A question about a word, asked once for each word."""

    def __init__(self, ask: Callable[[str], bool]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: str) -> bool:
        self[word] = answer = self.ask(word)
        return answer


class _NameKeys(dict[str, tuple[str, str]]):
    """The search key and the sort key of a name, made once for all who share it."""

    def __missing__(self, name: str) -> tuple[str, str]:
        self[name] = keys = (fold(name), person_key(name))
        return keys


def _birthday(born: dt.date, age: int) -> dt.date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return dt.date(born.year + age, 3, 1)


def _warn_ended_unit(row: Row, unit: UnitFact) -> None:
    day = f"{unit.ended_on:%d/%m/%Y}"
    text = _("đơn vị đã thôi hoạt động từ %(day)s nhưng người vẫn ghi đang công tác") % {"day": day}
    row.warn("unit", "person.unit_ended", text)


def _reject_codes_used_twice(rows: list[Row]) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(row.values["code"], row)
        if earlier is row or row.is_rejected:
            continue
        if earlier.is_rejected:
            first[row.values["code"]] = row
        elif earlier.values != row.values:
            text = _("mã nhân sự đã có ở dòng %(row)s, người khác") % {"row": earlier.number}
            row.reject("code", "person.code_used", text)
        elif earlier.layout is row.layout:
            row.reject("code", "person.repeated", _("dòng lặp lại dòng %(row)s") % {"row": earlier.number})


def _warn_doubles(rows: list[Row]) -> None:
    """Same name, day of birth and unit under another code: perhaps one person twice. People decide."""
    first: dict[tuple[str, dt.date, str], Row] = {}
    for row in rows:
        values = row.values
        born = values["birth_date"]
        if born is None:
            continue
        earlier = first.setdefault((values["name"], born, values["unit"]), row)
        if earlier is row or row.is_rejected or earlier.is_rejected or earlier["code"] == values["code"]:
            continue
        facts = {"code": earlier["code"], "row": earlier.number}
        text = _("cùng tên, ngày sinh, đơn vị với mã %(code)s (dòng %(row)s): nghi trùng người") % facts
        row.warn("code", "person.double", text)


OWN = {"organisation.units", "organisation.changes", "organisation.people"}
COLUMNS = (
    "code",
    "name",
    "name_key",
    "sort_key",
    "gender",
    "birth_date",
    "birth_year",
    "unit_id",
    "work_post",
    "organisation_post",
    "joined_on",
    "is_leader",
    "status",
    "is_active",
)


def store_people(context: Context, rows: list[Row]) -> Stored:
    units = context.units_by_code
    is_active = _Remembered(active_test(context))
    keys = _NameKeys()
    wanted = []
    for row in rows:
        values = row.values
        name, born, status = values["name"], values["birth_date"], values["status"]
        wanted.append(
            (
                values["code"],
                name,
                *keys[name],
                values["gender"],
                born,
                born.year if born is not None else year_of(row.raw["birth_date"]),
                units[values["unit"]].pk,
                values["work_post"],
                values["organisation_post"],
                values["joined_on"],
                values["is_leader"],
                status,
                is_active[status],
            )
        )
    stored = upsert_tuples(Person, COLUMNS, wanted, ("code",))
    context.forget_people()
    if context.kinds - OWN and Person.objects.count() == len(wanted):
        context.people_by_code = listed_people(rows, is_active)
    return stored


def listed_people(rows: list[Row], is_active: dict[str, bool]) -> dict[str, PersonFact]:
    """The people as later checks see them, when the list names every one there is."""
    keys = pk_of(Person, "code")
    return {
        row["code"]: PersonFact(
            keys[row["code"]],
            row["code"],
            row["name"],
            row["unit"],
            row["status"],
            is_active[row["status"]],
            row["birth_date"],
        )
        for row in rows
    }


PERSONS = SheetKind(
    code="organisation.people",
    title=gettext_lazy("Danh sách nhân sự"),
    words=(
        "nhân sự",
        "danh sách nhân sự",
        "danh sách cán bộ",
        "danh sách đảng viên",
        "danh sách đoàn viên",
        "danh sách nhân viên",
        "danh sách người lao động",
        "danh sách giảng viên",
        "cán bộ, công chức",
        "đảng viên",
        "đoàn viên",
        "nhân viên",
        "people",
        "staff",
        "employees",
        "members",
    ),
    after=("organisation.units", "organisation.changes"),
    columns=PERSON_COLUMNS,
    check=check_people,
    store=store_people,
    defines="person",
)
