"""Cells that hold one of a few words: what is meant, and which spelling is the file's own."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.cells import REJECT, REPAIR, WARN, Finding, Parsed, Parser, is_nothing, written
from vinhdanh.rules.near import misspelling_of, nearest

USUAL_TIMES, USUAL_SHARE = 5, 0.05


def choice_parser(known: dict[str, str], *, seen: Iterable[tuple[Any, int]], unknown: str, label: str) -> Parser:
    """`seen` are the distinct cells of the column with how often each stands there.

    For each stored value the word that the column uses most is this office's own; so is any word it
    uses often. Another, rare spelling of the same value is mended and listed.
    """
    counts: Counter[str] = Counter()
    for cell, times in seen:
        if not is_nothing(cell):
            counts[written(cell)] += times
    meaning = _spelt if unknown == "keep" else _meaning
    meant = {word: meaning(word, known) for word in counts}
    usual = max(USUAL_TIMES, USUAL_SHARE * counts.total())
    own: dict[str, str] = {}
    first: dict[str, str] = {}
    for word, stored in known.items():
        first.setdefault(stored, word)
    for word, times in sorted(counts.items(), key=lambda item: (-item[1], item[0] not in known)):
        if meant[word] is not None:
            own.setdefault(meant[word], word if times >= 2 or word in known else first[meant[word]])

    def parse(cell: Any) -> Parsed:
        if is_nothing(cell):
            return "", None
        word = written(cell)
        stored = meant[word] if word in meant else meaning(word, known)
        if stored is None:
            return _not_known(word, unknown=unknown, label=label)
        if word in (own.get(stored), first[stored]) or counts[word] >= usual:
            return stored, None
        return stored, Finding(REPAIR, "choice.near", _("viết khác cách"), suggestion=own.get(stored, first[stored]))

    return parse


def _meaning(word: str, known: dict[str, str]) -> str | None:
    if word in known:
        return known[word]
    meanings = {known[near] for near in nearest(word, known)}
    return meanings.pop() if len(meanings) == 1 else None


def _spelt(word: str, known: dict[str, str]) -> str | None:
    """Where other words are kept as they are, only a misspelling is taken for a known one."""
    near = word if word in known else misspelling_of(word, known)
    return known[near] if near is not None else None


def _not_known(word: str, *, unknown: str, label: str) -> Parsed:
    if unknown == "keep":
        return word, None
    text = _("không đọc được %(label)s: “%(word)s”") % {"label": label, "word": word}
    severity = REJECT if unknown == REJECT else WARN
    return "", Finding(severity, "choice.unknown", text, is_habit=severity == WARN)
