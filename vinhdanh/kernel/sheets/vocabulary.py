"""An office's own words in headings, and its own codes in cells: what they tell about a column.

"Mã chi đoàn" is a unit's code where the office calls its units chi đoàn; a column without a known
heading that holds codes or names of known units says of each row which unit it belongs to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.rules.text import fold

UNIT, PERSON = "don vi", "nhan su"
REFERS = {"unit": "unit", "person": "person"}  # column names that point at units and people in every kind
_BEFORE = ("ma", "ten", "ma so", "thuoc", "ho ten", "so", "ky hieu", "so luong", "danh sach")


@dataclass
class Words:
    """Folded words for units and for people, and the codes and names of known ones."""

    units: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    known: dict[str, set[str]] = field(default_factory=lambda: {"unit": set(), "person": set()})

    def aliases(self, label: str) -> list[str]:
        """The heading as a stranger would put it: the office's word replaced by the general one."""
        folded = fold(label)
        found = []
        for words, general in ((self.units, UNIT), (self.people, PERSON)):
            for word in words:
                if folded == word or any(folded == f"{before} {word}" for before in _BEFORE):
                    found.append(folded.removesuffix(word) + general)
        return found

    def learn(self, rows: Iterable[Row], *, noun: str) -> None:
        """Codes and names of units or people that a sheet of this batch lists."""
        for row in rows:
            self.known[noun].update((row.values["code"], fold(row.values["name"])))
            if noun == "unit" and row.values.get("kind"):
                self.units.add(fold(row.values["kind"]))

    def refers(self, column: Column) -> set[str]:
        """What the cells of this column could name; empty when it points at nothing."""
        noun = REFERS.get(column.name) if column.type == "code" else None
        return self.known[noun] if noun else set()


def words_of(context: Context) -> Words:
    """The words of this batch: from the office's answers, then from what its lists of units say."""
    words = context.memo.get("sheets.words")
    if words is None:
        words = context.memo["sheets.words"] = Words()
        levels: Any = context.answers.get("levels")
        people: Any = context.answers.get("people")
        if isinstance(levels, dict):
            words.units.update(fold(str(word)) for word in levels.values())
        if isinstance(people, dict) and people.get("word"):
            words.people.add(fold(str(people["word"])))
        for unit in context.units_by_code.values():
            words.known["unit"].update((unit.code, fold(unit.name)))
    return words
