"""What the terms of a contest say, read from their words.

Terms are published as headings and sentences. What a sentence does not say stays None, and the
office's own answers go before anything that is read here.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vinhdanh.rules.text import clean, fold

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "mot one",
            "hai two",
            "ba three",
            "bon four",
            "nam five",
            "sau six",
            "bay seven",
            "tam eight",
            "chin nine",
            "muoi ten",
        ),
        start=1,
    )
    for word in words.split()
}
_CLOSES = (
    "han nhan",
    "han nop",
    "han cuoi",
    "han gui",
    "nhan bai den",
    "thoi gian nhan",
    "deadline",
    "closing",
    "closes",
)
_SCALE = re.compile(r"thang diem (\d+)|thang (\d+)|scale of (\d+)|out of (\d+)|(\d+) point scale|scale 0 (\d+)")
_JUDGES = re.compile(r"\b(\w+) (?:giam khao|nguoi cham|phieu cham|judges?|marks?)\b")
_FORWARD = re.compile(r"\b(\d+) (?:bai|tac pham|san pham|entries|works)\b")
_SENDS = ("gui cap tren", "chon gui", "gui du thi", "gui len", "forward", "sent on", "send on")
_PRIZE = re.compile(r"(\d+)\s+((?:giải|prize)[^,;.\d]*|[^,;.\d]*\bprizes?\b)", re.IGNORECASE)
_TIES = {
    "lowest_mark_desc": ("diem thap nhat", "lowest mark", "lowest score"),
    "highest_mark_desc": ("diem cao nhat trong", "highest mark", "highest score"),
    "received_asc": ("ngay nhan", "nhan som", "nop som", "gui som", "earlier", "received"),
    "code_asc": ("ma bai", "ma so bai", "entry code", "lower code"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    closes_on: dt.date | None = None
    marks_per_entry: int | None = None
    scale: int | None = None
    forward: int | None = None
    ties: tuple[str, ...] = ()
    prizes: tuple[tuple[str, int], ...] = ()


def read_terms(lines: Iterable[tuple[str, str]]) -> Terms:
    """What these (heading, text) lines say. The first line that says a thing is the one that counts."""
    closes_on = marks = scale = forward = None
    ties: tuple[str, ...] = ()
    prizes: tuple[tuple[str, int], ...] = ()
    for heading, text in lines:
        said = fold(f"{heading} {text}")
        if closes_on is None and any(word in said for word in _CLOSES):
            closes_on = last_day(text)
        marks = _judges(said) if marks is None else marks
        scale = _number(_SCALE, said) if scale is None else scale
        if any(word in said for word in _SENDS):
            forward = _number(_FORWARD, said) if forward is None else forward
        ties = ties or _ties(said)
        prizes = prizes or _prizes(text)
    return Terms(closes_on, marks, scale, forward, ties, prizes)


def days_of(text: str) -> list[dt.date]:
    """Every day that a text names, in its order; days that do not exist are no days."""
    found = []
    for day, month, year, iso_year, iso_month, iso_day in _DAY.findall(text):
        try:
            found.append(dt.date(int(year or iso_year), int(month or iso_month), int(day or iso_day)))
        except ValueError:
            continue
    return found


def last_day(text: str) -> dt.date | None:
    """The last day that a text names; None when it names none."""
    return next(reversed(days_of(text)), None)


def _number(pattern: re.Pattern[str], said: str) -> int | None:
    found = pattern.search(said)
    return int(next(group for group in found.groups() if group)) if found else None


def _judges(said: str) -> int | None:
    for word in _JUDGES.findall(said):
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdecimal():
            return int(word)
    return None


def _ties(said: str) -> tuple[str, ...]:
    """The order in which ties are parted is the order in which the sentence names them."""
    start = next((said.find(word) for word in ("bang diem", "cung diem", "tie", "equal") if word in said), -1)
    if start < 0:
        return ()
    after = said[start:]
    places = {
        rule: min((after.find(word) for word in words if word in after), default=-1) for rule, words in _TIES.items()
    }
    return tuple(sorted((rule for rule, at in places.items() if at >= 0), key=places.__getitem__))


def _prizes(text: str) -> tuple[tuple[str, int], ...]:
    """`1 Giải Đặc biệt, 3 Giải A`; the sum of all prizes that stands before them is no prize."""
    found = [(clean(name), int(number)) for number, name in _PRIZE.findall(text)]
    return tuple(
        (name, number) for name, number in found if not fold(name).startswith(("giai theo", "giai thuong", "prizes"))
    )
