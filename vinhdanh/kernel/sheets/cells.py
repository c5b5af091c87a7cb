"""From a cell to a value: what is read, what is mended, what is refused.

A parser looks at each distinct value of a column once and answers with the value and a finding, or
with None for a finding when all is well. Findings marked as a habit are left out of the list when the
whole column is written that way (`rows.py`): a list of capitals is a style, one line of it a slip.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.rules.legacy_text import recovered
from vinhdanh.rules.text import clean, fold

REJECT, WARN, REPAIR = "reject", "warn", "repair"


@dataclass(frozen=True, slots=True)
class Finding:
    severity: str
    code: str
    text: str | Promise
    is_habit: bool = False
    suggestion: str = ""


type Parsed = tuple[Any, Finding | None]
type Parser = Callable[[Any], Parsed]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ODD_SPACE = re.compile(r"[^\S \n\r\t]|[\u200b-\u200d\u2060\ufeff]")
# Printable ASCII and letters that only Unicode has, single spaces between words: nothing to do to it.
_TIDY = re.compile('[!-"$-~ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]+(?: [!-~ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]+)*')
_ERROR_CELLS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_NOTHING = frozenset({"", "-", "--", "–", "—", "…", "...", "n/a", "N/A"})
_NFD = Finding(REPAIR, "name.nfd", _("chữ ở dạng dấu rời (NFD), đã đổi về dạng dựng sẵn"), is_habit=True)
_OLD = Finding(REPAIR, "text.old_code", _("chữ theo bảng mã cũ (TCVN3, VNI), đã đổi sang Unicode"), is_habit=True)
_SPACES = Finding(REPAIR, "name.odd_spaces", _("khoảng trắng thừa và khoảng trắng không ngắt trong tên"), is_habit=True)
_CAPITALS = Finding(REPAIR, "name.capitals", _("tên viết hoa toàn bộ"), is_habit=True)
_LOWER = Finding(REPAIR, "name.lower_case", _("tên không viết hoa chữ đầu"), is_habit=True)


def is_nothing(cell: Any) -> bool:
    """An empty cell, a dash, or what a broken formula left."""
    if not isinstance(cell, str):
        return False
    if not cell or (cell[0].isalnum() and cell[0] not in "nN"):
        return not cell
    return cell.isspace() or (len(cell) < 12 and (clean(cell) in _NOTHING or cell in _ERROR_CELLS))


def written(cell: Any) -> str:
    """A cell as text: 25.0 is "25", a day is 18/05/2023."""
    if isinstance(cell, str):
        return clean(cell if cell.isprintable() else _CONTROL.sub("", cell))
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def _restored(cell: Any) -> tuple[str, Finding | None]:
    """Clean text, and the finding when it came out of an old encoding."""
    if isinstance(cell, str) and _TIDY.fullmatch(cell):
        return cell, None
    text = written(cell)
    if text in _ERROR_CELLS:
        return "", None
    old = None if text.isascii() else recovered(text)
    return (clean(old[0]), _OLD) if old else (text, None)


def parse_text(cell: Any) -> Parsed:
    return _restored(cell)


def parse_code(cell: Any) -> Parsed:
    if isinstance(cell, str) and cell.isalnum() and cell.isascii():
        return cell, None
    text = written(cell).lstrip("'")
    return ("", None) if text in _NOTHING or text in _ERROR_CELLS else (text, None)


_LIST = re.compile(r"\s*[;,\n]\s*")


def parse_codes(cell: Any) -> Parsed:
    text = cell if isinstance(cell, str) else written(cell)
    return tuple(code for code in map(clean, _LIST.split(text)) if code not in _NOTHING), None


def _name_finding(cell: Any) -> Finding | None:
    if not isinstance(cell, str):
        return None
    if not unicodedata.is_normalized("NFC", cell):
        return _NFD
    return _SPACES if _ODD_SPACE.search(cell) else None


def parse_unit_name(cell: Any) -> Parsed:
    name, old = _restored(cell)
    return ("", None) if name in _NOTHING else (name, old or _name_finding(cell))


_STRANGE = re.compile(r"[0-9?@#$%*_=\ufffd]")
_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "5": "s", "3": "e"})


def parse_person_name(cell: Any) -> Parsed:
    name, old = _restored(cell)
    if name in _NOTHING:
        return "", None
    finding = old or _name_finding(cell)
    if _STRANGE.search(name):
        guess = capitalised(name.translate(_LOOKS_LIKE))
        suggestion = "" if _STRANGE.search(guess) else guess
        return name, Finding(WARN, "name.strange", _("tên có chữ số hoặc ký tự lạ"), suggestion=suggestion)
    if " " in name and name.isupper():
        return capitalised(name), finding or _CAPITALS
    if name.islower():
        return capitalised(name), finding or _LOWER
    return name, finding


_WORD_START = re.compile(r"(^|[\s'’\-.(])([^\W\d_])")


def capitalised(name: str) -> str:
    """VI CÔNG BÌNH -> Vi Công Bình; H'WIT ÊBAN -> H'Wit Êban."""
    return _WORD_START.sub(lambda found: found[1] + found[2].upper(), name.lower())


# Whole numbers and decimals

_DIGITS = re.compile(r"-?\d+")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.,\u00a0 ]\d{3})+")
_WITH_WORD = re.compile(r"(-?\d+(?:[.,]\d{3})*)\s*(?:\(?[^\W\d_][^\d]*)")
_NOT_A_NUMBER = Finding(WARN, "number.unreadable", _("không phải số: để trống, không tính"))
_NEGATIVE = Finding(REJECT, "number.negative", _("số âm"))
_GROUPED = Finding(REPAIR, "number.grouped", _("số viết dạng chữ có dấu ngăn nghìn"), is_habit=True)
_WORDED = Finding(REPAIR, "number.with_words", _("số viết kèm chữ"), is_habit=True)
_COMMA = Finding(REPAIR, "number.comma", _("số viết dạng chữ có dấu phẩy thập phân"), is_habit=True)


def int_parser(*, least: float | None, most: float | None) -> Parser:
    lowest = 0 if least is None else least

    def bounded(number: int, finding: Finding | None) -> Parsed:
        if number < lowest:
            return None, _NEGATIVE if number < 0 else _out_of(lowest, most)
        return (None, _out_of(lowest, most)) if most is not None and number > most else (number, finding)

    def parse(cell: Any) -> Parsed:
        if isinstance(cell, bool):
            return None, _NOT_A_NUMBER
        if isinstance(cell, float | int):
            return bounded(int(cell), None) if float(cell).is_integer() else (None, _NOT_A_NUMBER)
        if is_nothing(cell):
            return None, None
        if not isinstance(cell, str):
            return None, _NOT_A_NUMBER
        text = clean(cell)
        if _DIGITS.fullmatch(text):
            return bounded(int(text), None)
        if re.fullmatch(r"-?\d+[.,]0+", text) and not _THOUSANDS.fullmatch(text):
            return bounded(int(re.split("[.,]", text)[0]), None)
        if _THOUSANDS.fullmatch(text):
            return bounded(int(re.sub(r"[^\d-]", "", text)), _GROUPED)
        if found := _WITH_WORD.fullmatch(text):
            return bounded(int(re.sub(r"[^\d-]", "", found[1])), _WORDED)
        return None, _NOT_A_NUMBER

    return parse


_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_DECIMAL_GROUPED = re.compile(r"(-?\d{1,3}(?:\.\d{3})+),(\d+)")
_DECIMAL_WORD = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:[^\W\d_][^\d]*|%)")


def decimal_parser(*, least: float | None, most: float | None) -> Parser:
    lowest = 0 if least is None else least

    def bounded(number: float, finding: Finding | None) -> Parsed:
        if number < lowest or (most is not None and number > most):
            return None, _NEGATIVE if most is None and number < 0 else _out_of(lowest, most)
        return number, finding

    def parse(cell: Any) -> Parsed:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return bounded(float(cell), None)
        if is_nothing(cell):
            return None, None
        text = clean(cell) if isinstance(cell, str) else ""
        if _DECIMAL.fullmatch(text):
            return bounded(float(text), None)
        if _DECIMAL_COMMA.fullmatch(text):
            return bounded(float(text.replace(",", ".")), _COMMA)
        if found := _DECIMAL_GROUPED.fullmatch(text):
            return bounded(float(found[1].replace(".", "") + "." + found[2]), _COMMA)
        if found := _DECIMAL_WORD.fullmatch(text):
            return bounded(float(found[1].replace(",", ".")), _WORDED)
        return None, _NOT_A_NUMBER

    return parse


def _out_of(lowest: float, most: float | None) -> Finding:
    if most is None:
        return Finding(REJECT, "number.too_small", _("số nhỏ hơn %(least)s") % {"least": f"{lowest:g}"})
    return Finding(REJECT, "number.out_of_range", _("số ngoài khoảng %(range)s") % {"range": f"{lowest:g}-{most:g}"})


_YEAR = re.compile(r"(?:năm|nam|year|n\.)?\s*(\d{4})", re.IGNORECASE)


def parse_year(cell: Any) -> Parsed:
    if isinstance(cell, dt.date):
        return cell.year, None
    text = written(cell)
    if text in _NOTHING or text in _ERROR_CELLS:
        return None, None
    found = _YEAR.fullmatch(text)
    if found and 1900 <= int(found[1]) <= 2200:
        return int(found[1]), None
    return None, Finding(WARN, "year.unreadable", _("không phải năm"))


_YES = frozenset(["x", "co", "1", "true", "yes", "y", "v", "ok", "dung", "roi", "da", "✓", "✔", "☑", "√"])
_NO = frozenset(["khong", "k", "0", "false", "no", "n", "chua", "sai", "☐", "✗", "✘"])


def parse_flag(cell: Any) -> Parsed:
    if isinstance(cell, bool):
        return cell, None
    if isinstance(cell, float):
        return cell != 0, None
    if is_nothing(cell):
        return False, None
    text = clean(cell) if isinstance(cell, str) else ""
    word = fold(text) or text
    if word in _YES:
        return True, None
    if word in _NO:
        return False, None
    return False, Finding(WARN, "flag.unreadable", _("không đọc được là có hay không"))
