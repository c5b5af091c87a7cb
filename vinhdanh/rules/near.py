"""Which of some known words a misspelt or shortened one means; None when that is not certain."""

from collections.abc import Container, Iterable
from functools import lru_cache

from vinhdanh.rules.text import fold

_NO = frozenset({"khong", "chua", "chang", "no", "not", "un"})


def distance(a: str, b: str, *, most: int) -> int:
    """Typing errors between two words: letters left out, added, replaced, or two swapped.

    Counts to `most` and answers `most + 1` for anything beyond.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def one_error_away(code: str, known: Container[str]) -> list[str]:
    """Known codes that differ from this one by one typing error: a character wrong, missing, added, or
    two swapped. Looks each possible code up, so it does not matter how many are known."""
    letters = sorted({*"0123456789", *code})
    possible = {code[:n] + code[n + 1 :] for n in range(len(code))}
    possible |= {code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(len(code) - 1)}
    for letter in letters:
        possible |= {code[:n] + letter + code[n + 1 :] for n in range(len(code))}
        possible |= {code[:n] + letter + code[n:] for n in range(len(code) + 1)}
    return sorted(other for other in possible if other != code and other in known)


def errors_allowed(length: int) -> int:
    """One error in a word of four letters, two in a phrase of nine: shorter words become others too easily."""
    return 0 if length < 4 else 1 if length < 9 else 2


def shortens(short: str, full: str) -> bool:
    """`xd moi` for `xay dung moi`: each word is a word of the full phrase or the initials of the next ones."""
    words = full.split()
    at = 0
    for part in short.split():
        if at < len(words) and words[at] == part:
            at += 1
        elif words[at : at + len(part)] and "".join(word[0] for word in words[at : at + len(part)]) == part:
            at += len(part)
        else:
            return False
    return at == len(words)


def says_more(long: str, known: str) -> bool:
    """`da khac phuc xong` for `da khac phuc`, but never a phrase for its own denial."""
    if f" {known} " not in f" {long} " or len(known) < 4:
        return False
    return not _NO & (set(long.split()) - set(known.split()))


def nearest(text: str, known: Iterable[str]) -> list[str]:
    """The words of `known` that `text` most likely means; several when it cannot be decided."""
    asked = fold(text)
    folded = {word: fold(word) for word in known}
    if not asked:
        return []
    for fits in (lambda word: word == asked, lambda word: shortens(asked, word)):
        if found := [word for word, plain in folded.items() if plain and fits(plain)]:
            return found
    most = errors_allowed(len(asked))
    if most:
        counted = {word: distance(asked, plain, most=most) for word, plain in folded.items() if plain}
        best = min(counted.values(), default=most + 1)
        if best <= most:
            return [word for word, errors in counted.items() if errors == best]
    longer = [word for word, plain in folded.items() if plain and says_more(asked, plain)]
    longest = max((len(folded[word]) for word in longer), default=0)
    return [word for word in longer if len(folded[word]) == longest]


def misspelling_of(text: str, known: Iterable[str]) -> str | None:
    """The one word of `known` that differs from `text` in marks, case or a typing error; nothing looser."""
    asked = fold(text)
    most = errors_allowed(len(asked))
    counted = {word: distance(asked, fold(word), most=most) for word in known}
    best = min(counted.values(), default=most + 1)
    found = [word for word, errors in counted.items() if errors == best]
    return found[0] if best <= most and len(found) == 1 else None


@lru_cache(maxsize=4096)
def overlap(a: str, b: str) -> float:
    """How much two headings share, 0 to 1: words in common, weighed by their length."""
    words, others = set(fold(a).split()), set(fold(b).split())
    if not words or not others:
        return 0.0
    shared = sum(len(word) for word in words & others)
    return 2 * shared / (sum(map(len, words)) + sum(map(len, others)))
