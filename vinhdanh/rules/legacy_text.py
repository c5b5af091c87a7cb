"""Vietnamese text from before Unicode: recognised by its syllables, turned into Unicode.

TCVN3 (the .VnTime fonts) and VNI keep Vietnamese letters in places where other languages keep theirs,
so "NguyÔn V¨n An" and "Nguyeãn Vaên An" are both Nguyễn Văn An. Whether a text is such text is decided
by its words: as it stands they are no Vietnamese syllables, read the old way they all are.
"""

import re
import unicodedata
from functools import lru_cache

_TCVN3_CODES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for base in "aeouyôö":
        letter = {"ô": "ơ", "ö": "ư"}.get(base, base)
        for mark, tone in _VNI_TONES.items():
            pairs[base + mark] = unicodedata.normalize("NFC", letter + tone)
    for base in "aeo":
        for mark, tone in _VNI_HAT.items():
            pairs[base + mark] = unicodedata.normalize("NFC", base + "\u0302" + tone)
    for mark, tone in _VNI_BREVE.items():
        pairs["a" + mark] = unicodedata.normalize("NFC", "ă" + tone)
    for old, new in list(pairs.items()):
        pairs[old.upper()] = new.upper()
        pairs[old[0].upper() + old[1:]] = new.upper()
    return pairs


VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\s0-9!-/:-@\[-`{-~–—…“”‘’]+")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|g[hi]?|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?"
    r"[aăâeêioôơuưy]{1,3}(?:ch?|k|m|ng?|nh|p|t)?"
)
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """A Vietnamese syllable in form: known letters in a possible order, one tone at most, capitals in
    front or throughout."""
    if not (word[1:].islower() or word.isupper() or len(word) == 1):
        return False
    letters = []
    tones = 0
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONE_MARKS:
            tones += 1
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def from_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda found: VNI[found.group()], text)


def to_tcvn3(text: str) -> str:
    """Back into the old code; capital letters with tones lose their capital, as the fonts had it."""
    back = {new: old for old, new in TCVN3.items()}
    return "".join(back.get(char) or back.get(char.lower(), char) for char in unicodedata.normalize("NFC", text))


def marked_words(text: str) -> list[str]:
    """Words that are not plain ASCII: the ones that tell how a text is encoded."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _from_double_utf8(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


READINGS = {"tcvn3": from_tcvn3, "vni": from_vni, "utf8_twice": _from_double_utf8}


def recovered(text: str) -> tuple[str, str] | None:
    """The text in Unicode and the name of its old encoding; None when it is no old text.

    A text with a letter that only Unicode has (ạ, đ, ơ, ư ...) is never touched, nor is one whose words
    are syllables already.
    """
    if text.isascii() or _ONLY_UNICODE.search(text):
        return None
    words = marked_words(text)
    doubled = _from_double_utf8(text)
    if doubled != text and all(is_syllable(word) for word in marked_words(doubled)):
        return unicodedata.normalize("NFC", doubled), "utf8_twice"
    if not words or any(char > "\u00ff" for char in text if char.isalpha()) or all(map(is_syllable, words)):
        return None
    for name in ("tcvn3", "vni"):
        read = READINGS[name](text)
        marked = marked_words(read)
        if read != text and marked and all(map(is_syllable, marked)):
            return unicodedata.normalize("NFC", read), name
    return None


def vietnamese_share(text: str) -> tuple[int, int]:
    """Of the words that are not plain ASCII: how many are syllables, how many there are."""
    words = marked_words(text)
    return sum(map(is_syllable, words)), len(words)


def decoded(content: bytes) -> tuple[str, str]:
    """Text of unknown encoding and the name of the encoding: byte order mark, UTF-8, then the old ones.

    Among the old ones the reading with the most Vietnamese syllables wins.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    if content[:200].count(0) > len(content[:200]) // 3:
        little = content[1:200:2].count(0) >= content[0:200:2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    latin = content.decode("latin-1")
    readings = {
        "tcvn3": from_tcvn3(latin),
        "cp1258": unicodedata.normalize("NFC", content.decode("cp1258", errors="replace")),
        "vni": from_vni(latin),
        "cp1252": content.decode("cp1252", errors="replace"),
    }

    def quality(name: str) -> float:
        good, of = vietnamese_share(readings[name][:200_000])
        return good / of if of else 0.0

    best = max(readings, key=quality)
    return readings[best], best
