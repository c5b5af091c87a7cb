"""Text from before Unicode comes back as what was meant; text of today is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.legacy_text import TCVN3, decoded, from_tcvn3, is_syllable, recovered, to_tcvn3

SYLLABLES = ["Nguyễn", "Văn", "Thị", "Đặng", "Hường", "Quỳnh", "Khuê", "Yến", "Uyên", "Trường", "Nghĩa", "Giang", "Ế"]
names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join)


@given(st.text(alphabet=[*TCVN3.values(), *"abcdeghiklmnopqrstuvxy "], max_size=40))
def test_tcvn3_written_and_read_again_is_the_same_text(text):
    lowered = "".join(char if char in TCVN3.values() else char.lower() for char in text)

    assert from_tcvn3(to_tcvn3(lowered)) == lowered


@given(names)
def test_names_of_today_are_never_taken_for_old_ones(name):
    assert recovered(name) is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("NguyÔn V¨n An", "Nguyễn Văn An", "tcvn3"),
        ("§¶ng bé c¬ së V¨n phßng §Êu thÇu", "Đảng bộ cơ sở Văn phòng Đấu thầu", "tcvn3"),
        ("Nguyeãn Vaên An", "Nguyễn Văn An", "vni"),
        ("ÑAÛNG BOÄ", "ĐẢNG BỘ", "vni"),
        ("Nguyá»…n VÄƒn An", "Nguyễn Văn An", "utf8_twice"),
    ],
)
def test_old_names_are_recognised(old, new, code):
    assert recovered(old) == (new, code)


@pytest.mark.parametrize("text", ["H'Wit Êban", "café «Paris» ® § 2", "Lê Hòa", "Õ", "A·B", "Siu H'Bé"])
def test_texts_that_are_not_old_stay(text):
    assert recovered(text) is None


def _cp1258(text):
    """As Windows writes Vietnamese: letters with their hat, tones behind them."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
            out += (letter + "".join(tones)).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("utf-8", lambda text: text.encode()),
        ("utf-8-sig", lambda text: text.encode("utf-8-sig")),
        ("utf-16", lambda text: text.encode("utf-16")),
        ("utf-16-le", lambda text: text.encode("utf-16-le")),
        ("cp1258", _cp1258),
        ("tcvn3", lambda text: to_tcvn3(text).encode("latin-1")),
    ],
)
def test_every_encoding_of_a_csv_is_found(encoding, encode):
    text = "Mã đơn vị;Tên đơn vị;Họ và tên\r\n001;Chi bộ Văn phòng;Nguyễn Thị Hường\r\n"

    assert decoded(encode(text)) == (text, encoding)


@pytest.mark.parametrize("word", ["Nguyễn", "nghiêng", "Đắk", "Uyên", "quốc", "ý", "huỳnh"])
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "V¨n", "Nguyeãn", "xyz", "ôoeom", "ểấ", "lÊm"])
def test_other_words_are_not(word):
    assert not is_syllable(word)
