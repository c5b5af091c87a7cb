"""How much of a text another text already said.

Two texts are compared by their runs of five words in a row, in lower case and without punctuation:
the share is the number of runs they have in common over the number of different runs of both
(Jaccard). A machine only counts words; whether it is copying, a person says.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

WORDS = 5
_WORD = re.compile(r"\w+", re.UNICODE)

type Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """`earlier` is the key of the text that was there before."""

    earlier: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as it was written; `shared` when its runs stand in the other text too."""

    text: str
    shared: bool


def words_of(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def runs(text: str, words: int = WORDS) -> frozenset[Run]:
    """All runs of so many words. A shorter text is one run of all its words; an empty one has none."""
    said = words_of(text)
    if not said:
        return frozenset()
    if len(said) < words:
        return frozenset([tuple(said)])
    return frozenset(zip(*(said[start:] for start in range(words)), strict=False))


def share_in_common(one: frozenset[Run], other: frozenset[Run]) -> Fraction:
    """0 when nothing, 1 when everything is shared; two empty texts share nothing."""
    if not one or not other:
        return Fraction(0)
    both = len(one & other)
    return Fraction(both, len(one) + len(other) - both)


def likenesses(texts: Iterable[tuple[str, str]], *, share: Fraction, words: int = WORDS) -> dict[str, Alike]:
    """For each text the one before it that is most alike, when they share at least `share` (more than 0).

    `texts` are (key, text) in the order in which they were handed in. Exact, yet not every pair is
    compared: two texts that share enough must have one of their rarest runs in common, so a text
    meets only those that stand in the index under its own rare runs.
    """
    if share <= 0:
        raise ValueError(f"a share of {share} would make every pair alike")
    handed_in = [(key, runs(text, words)) for key, text in texts]
    seen = Counter(run for _, found in handed_in for run in found)
    index: dict[Run, list[int]] = defaultdict(list)
    out: dict[str, Alike] = {}
    for number, (key, found) in enumerate(handed_in):
        rare = rarest(found, seen, share=share)
        nearest = _nearest(found, {there for run in rare for there in index[run]}, handed_in, share=share)
        if nearest is not None:
            out[key] = nearest
        for run in rare:
            index[run].append(number)
    return out


def nearest(text: str, earlier: Iterable[tuple[str, str]], *, share: Fraction, words: int = WORDS) -> Alike | None:
    """The one of the earlier texts (key, text) that is most alike, when it shares at least `share`."""
    found, best = runs(text, words), None
    for key, other in earlier:
        common = share_in_common(found, runs(other, words))
        if common >= share and (best is None or common > best.share):
            best = Alike(key, common)
    return best


def rarest(found: frozenset[Run], seen: Counter[Run], *, share: Fraction) -> list[Run]:
    """So many of the rarest runs that a text sharing `share` with this one must hold one of them."""
    exact = share * len(found)
    keep = len(found) - -(-exact.numerator // exact.denominator) + 1
    return sorted(found, key=lambda run: (seen[run], run))[:keep]


def _nearest(
    found: frozenset[Run], there: set[int], handed_in: Sequence[tuple[str, frozenset[Run]]], *, share: Fraction
) -> Alike | None:
    best: Alike | None = None
    for number in sorted(there):
        key, other = handed_in[number]
        if min(len(found), len(other)) < share * max(len(found), len(other)):
            continue
        common = share_in_common(found, other)
        if common >= share and (best is None or common > best.share):
            best = Alike(key, common)
    return best


def passages(text: str, other: str, *, words: int = WORDS) -> list[Piece]:
    """`text` cut where it begins and ends to say what `other` says."""
    there = runs(other, words)
    places = list(_WORD.finditer(unicodedata.normalize("NFC", text)))
    said = [place.group().lower() for place in places]
    width = min(words, len(said))
    shared = [False] * len(said)
    for start in range(len(said) - width + 1):
        if tuple(said[start : start + width]) in there:
            shared[start : start + width] = [True] * width
    return _cut(unicodedata.normalize("NFC", text), places, shared)


def _cut(text: str, places: Sequence[re.Match[str]], shared: Sequence[bool]) -> list[Piece]:
    """Pieces that together are the whole text; what stands between two shared words is shared."""
    pieces: list[Piece] = []
    start = 0
    for number, place in enumerate(places):
        if number == 0 or shared[number] == shared[number - 1]:
            continue
        end = place.start() if shared[number] else places[number - 1].end()
        if end > start:
            pieces.append(Piece(text[start:end], shared[number - 1]))
        start = end
    if text[start:]:
        pieces.append(Piece(text[start:], bool(shared) and shared[-1]))
    return pieces
