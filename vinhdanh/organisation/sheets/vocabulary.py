"""This office's words for its levels: from its answers, else from its own list of units."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from vinhdanh.kernel.sheets.choices import USUAL_SHARE, USUAL_TIMES
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Unit, UnitKind
from vinhdanh.rules.near import misspelling_of
from vinhdanh.rules.text import fold

BASE_LEVELS = ("base", "base_cell")
NO_WORD = "Đơn vị"
DIRTY_SHARE = 5  # a word is a slip of another that is written at least so many times as often


def slug(word: str) -> str:
    """`Chi bộ cơ sở` -> `chi_bo_co_so`: the code of a level that only has a word."""
    return re.sub(r"[^0-9a-z]+", "_", fold(word))[:40].strip("_") or "unit"


def level_words(answers: Mapping[str, Any]) -> dict[str, str]:
    """word -> code of every level that is known: the office's answers, then what is stored already."""
    known = {word: code for code, word in Answers(answers).level_words.items()}
    for code, word in UnitKind.objects.values_list("code", "word"):
        known.setdefault(word, code)
    return known


def meanings(words: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Each word that stands in a list -> the word that is meant by it.

    Known words mean themselves; a rare word that differs by a typing error from a known one, or from
    one that stands there far more often, means that one; every other word is a level of its own.
    """
    counts = Counter(words)
    usual = max(USUAL_TIMES, USUAL_SHARE * counts.total())
    meant: dict[str, str] = {}
    for word, times in counts.items():
        if word in known or not word:
            meant[word] = word
            continue
        better = [other for other, more in counts.items() if other != word and more >= DIRTY_SHARE * times]
        near = misspelling_of(word, {*known, *better}) if times < usual else None
        same = next((other for other in known if fold(other) == fold(word)), None)
        meant[word] = same or near or word
    return meant


def level_of_name(name: str, known: Iterable[str]) -> str:
    """The longest level word that a unit's name begins with; empty when there is none."""
    folded = f"{fold(name)} "
    fitting = [word for word in known if folded.startswith(f"{fold(word)} ")]
    return max(fitting, key=len, default="")


def store_levels(words: Iterable[str], known: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, int]:
    """Make the levels exist; word -> primary key. The office's answers decide which are cells and bases."""
    said = Answers(answers)
    order = list(said.level_words)
    present = {kind.code: kind for kind in UnitKind.objects.all()}
    wanted = dict.fromkeys([*said.level_words.values(), *words])
    keys: dict[str, int] = {}
    for word in wanted:
        code = known.get(word) or slug(word)
        facts: dict[str, Any] = {"word": word}
        if code in order:
            facts |= {"rank": order.index(code), "is_cell": code in said.cell_kinds, "is_base": code in BASE_LEVELS}
        kind = present.get(code)
        if kind is None:
            facts.setdefault("rank", len(present))
            kind = present[code] = UnitKind.objects.create(code=code, **facts)
        elif code in order and any(getattr(kind, name) != value for name, value in facts.items()):
            UnitKind.objects.filter(pk=kind.pk).update(**facts)
        keys[word] = kind.pk
    return keys


def call_leaves_cells() -> None:
    """Where nobody said which levels are cells, those are under which no unit ever stood."""
    above = set(Unit.objects.filter(children__isnull=False).order_by().values_list("kind_id", flat=True).distinct())
    used = set(Unit.objects.order_by().values_list("kind_id", flat=True).distinct())
    UnitKind.objects.filter(pk__in=used - above, is_cell=False).update(is_cell=True)
    UnitKind.objects.filter(pk__in=above, is_cell=True).update(is_cell=False)
