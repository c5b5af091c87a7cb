"""What kinds of sheets there are. Each domain registers its own in `sheets.py`.

A kind is its columns, a check over all rows, and a store function. The engine reads the file, finds
the header, decides which kind a sheet is, parses every cell by the column's type, calls

    check(context, rows)    every row of every sheet of this kind in the batch, rejected ones too
    store(context, rows)    the accepted rows only, inside the transaction of the batch
    finish(context)         once, after all kinds of the batch are stored, for kinds that were there

in the order given by `after`. What a column type makes of a cell:

    text         str, spaces trimmed and collapsed, NFC; "" when empty
    code         str; a number cell 25 becomes "25"; "" when empty. Lost leading zeros are mended by
                 `Context.unit_of` / `Context.person_of`
    codes        tuple of str, split at ; , and line ends
    person_name  str; all capitals, NFD, odd spaces become a repair
    unit_name    str; NFD, odd spaces become a repair (capitals are left: see `Context.same_name`)
    date         datetime.date or None; impossible -> reject; two-digit year -> repair; only a year -> warn, None
    int          int or None; "1.250", "29 đ/c" -> repair; "khoảng 20" -> warn, None; negative -> reject
    decimal      float or None; "51,5" -> repair
    flag         True or False; x, có, 1, true, yes -> True; empty, không, 0 -> False
    choice       the stored value of `choices`; rare or near spellings -> repair; otherwise `unknown`
    year         int or None

An empty cell of a `required` column rejects the row ("thiếu ..."), of an `expected` column warns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from vinhdanh.kernel.sheets.context import Context
    from vinhdanh.kernel.sheets.row import Row
    from vinhdanh.kernel.sheets.store import Stored

TYPES = frozenset(
    ["text", "code", "codes", "person_name", "unit_name", "date", "int", "decimal", "flag", "choice", "year"]
)
KINDS: dict[str, "SheetKind"] = {}


@dataclass(frozen=True)
class Column:
    """One field of a kind and how it is found and read.

    `headers` are synonyms in the order of preference; the child of a merged head is written
    "Chức vụ - Đảng". Marks and case do not matter. The first one is used in sentences.

    `choices(context)` maps written words to stored values; of several words for one stored value the
    first is the canonical spelling. Words that the file itself uses throughout are its habit and are
    accepted silently; a rare other spelling of the same value is a repair.

    `unknown`: what an unreadable choice is: "reject", "warn" (value "") or "keep" (the text itself);
    left empty, reject when the column is required, else warn.

    `series`: a regex with one group that is a year, matched on the folded header ("nam 2021 tap the");
    the value is then a dict {2021: parsed, ...} and a problem names the column "name.2021".

    `most` / `least` bound int, decimal and year values; outside is a reject.
    """

    name: str
    headers: tuple[str, ...]
    type: str = "text"
    required: bool = False
    expected: bool = False
    choices: "Callable[[Context], dict[str, str]] | None" = None
    words: tuple[str, ...] = ()
    series: str = ""
    unknown: str = ""
    least: float | None = None
    most: float | None = None
    max_length: int = 0

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"column {self.name} has unknown type {self.type}")
        if self.type == "choice" and self.choices is None:
            raise ValueError(f"choice column {self.name} has no choices")
        if self.max_length and self.type in ("date", "int", "decimal", "flag", "year", "codes"):
            raise ValueError(f"column {self.name} of type {self.type} has no length")


@dataclass(frozen=True)
class SheetKind:
    """`words`: phrases that stand in titles, sheet names and file names of such a sheet.

    `defines`: "unit" or "person" when the rows (columns `code` and `name`) are what others refer to.
    """

    code: str
    title: "str | Promise"
    columns: tuple[Column, ...]
    after: tuple[str, ...] = ()
    check: "Callable[[Context, list[Row]], None] | None" = None
    store: "Callable[[Context, list[Row]], Stored] | None" = None
    finish: "Callable[[Context], None] | None" = None
    words: tuple[str, ...] = ()
    defines: str = ""

    def column(self, name: str) -> Column:
        """The column of that name; `name.2021` is a year of a series."""
        bare = name.split(".", 1)[0]
        for column in self.columns:
            if column.name == bare:
                return column
        raise KeyError(f"{self.code} has no column {name}")


def register(*kinds: SheetKind) -> None:
    """Make sheet kinds known. A code is given once."""
    for kind in kinds:
        if kind.code in KINDS:
            raise ValueError(f"two sheet kinds are called {kind.code}")
        names = [column.name for column in kind.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{kind.code} has a column twice")
        KINDS[kind.code] = kind


def in_order(codes: set[str]) -> list[SheetKind]:
    """These kinds, each one after those it leans on; else in the order of registration."""
    ordered: list[SheetKind] = []
    visiting: set[str] = set()

    def visit(code: str) -> None:
        if code in visiting or code not in KINDS or KINDS[code] in ordered:
            return
        visiting.add(code)
        for earlier in KINDS[code].after:
            visit(earlier)
        visiting.discard(code)
        ordered.append(KINDS[code])

    for code in KINDS:
        visit(code)
    return [kind for kind in ordered if kind.code in codes]
