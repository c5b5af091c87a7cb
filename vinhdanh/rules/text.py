"""Vietnamese names and words: one form to store, one key to search, one key to sort.

Storage is NFC. Search keys forget case, marks, đ/d, the place of the tone mark and the kind of
apostrophe. Sort keys follow the order Vietnamese dictionaries use: letters first
(a ă â b c d đ e ê ...), tones second (ngang, huyền, hỏi, ngã, sắc, nặng).
"""

import re
import unicodedata
from functools import lru_cache

TONES = {"̀": 1, "̉": 2, "̃": 3, "́": 4, "̣": 5}
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: format(i + 1, "02d") for i, letter in enumerate(LETTERS)}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´′＇", "'"))
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def _bare_letter(code: int) -> str:
    decomposed = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# Latin letters with marks, combining marks, apostrophes: what each is in a search key.
_BARE = {code: _bare_letter(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))}
_BARE |= dict.fromkeys(range(0x300, 0x370), "") | dict.fromkeys(map(ord, "’‘ʼʹ`´′＇'"), "")


def clean(text: str) -> str:
    """NFC, one kind of space, no space at the ends."""
    if "\u200b" in text or "\ufeff" in text:
        text = text.replace("\u200b", " ").replace("\ufeff", " ")
    return unicodedata.normalize("NFC", " ".join(text.split()))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The search key: lower case, no marks, words parted by one space.

    `fold("Hoà")` and `fold("Hòa")` are equal, since both lose the tone wherever it stood.
    """
    bare = text.lower().translate(_BARE)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFD", bare)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def _letters_and_tone(word: str) -> tuple[str, int]:
    """A word without its tone, and the tone: the mark may stand on any vowel."""
    tone = 0
    letters = []
    for char in unicodedata.normalize("NFC", word.lower()):
        base = []
        for part in unicodedata.normalize("NFD", char):
            if part in TONES:
                tone = TONES[part]
            else:
                base.append(part)
        letters.append(unicodedata.normalize("NFC", "".join(base)))
    return "".join(letters), tone


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Sort key of one word: ranks of its letters, then its tone."""
    letters, tone = _letters_and_tone(word.translate(_APOSTROPHES))
    ranks = "".join(_RANK.get(c, f"00{c}") for c in letters if c.isalnum())
    return f"{ranks}.{tone}"


def text_key(text: str) -> str:
    """Sort key of a phrase, word by word: letters of a word before its tone, then the next word."""
    return " ".join(word_key(word) for word in clean(text).split(" ") if word)


def person_key(name: str) -> str:
    """Sort key of a person's name: given name, then middle names, then family name."""
    words = clean(name).split(" ")
    if len(words) > 1:
        words = [words[-1], *words[1:-1], words[0]]
    return " ".join([word_key(word) for word in words if word])


def initials(name: str) -> str:
    """Two letters for an avatar: of the middle or family name and of the given name."""
    words = clean(name).split(" ")
    return "".join(word[:1] for word in words[-2:]).upper()
