"""A misspelt word means the known one it is nearest to; what could mean two things means nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.near import distance, misspelling_of, nearest, one_error_away, overlap, shortens

words = st.text(alphabet="abcdeio ", max_size=12)


@given(words, words)
def test_distance_is_the_same_both_ways(a, b):
    assert distance(a, b, most=20) == distance(b, a, most=20)


@given(words, words)
def test_distance_is_zero_only_for_the_same_word(a, b):
    assert (distance(a, b, most=20) == 0) == (a == b)


@given(words, words, st.integers(0, 4))
def test_a_limit_changes_nothing_below_it(a, b, most):
    assert distance(a, b, most=most) == min(distance(a, b, most=20), most + 1)


@given(words, st.integers(0, 11))
def test_two_letters_swapped_are_one_error(word, at):
    at = min(at, max(0, len(word) - 2))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]

    assert distance(word, swapped, most=5) <= 1


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("chi bô ", ["Chi bộ", "Chi bộ cơ sở", "Đảng bộ cơ sở"], ["Chi bộ"]),
        ("thường kì", ["Thường kỳ", "Chuyên đề"], ["Thường kỳ"]),
        ("xd mới", ["Rà soát", "Sửa đổi, bổ sung", "Xây dựng mới"], ["Xây dựng mới"]),
        ("HTT nhiệm vụ", ["Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ"], ["Hoàn thành tốt nhiệm vụ"]),
        ("Đã khắc phục xong", ["Đã khắc phục", "Chưa khắc phục"], ["Đã khắc phục"]),
        ("Chưa hoàn thành", ["Hoàn thành"], []),
        ("N", ["Nam", "Nữ"], ["Nam", "Nữ"]),
        ("gì đó", ["Nam", "Nữ"], []),
        ("", ["Nam"], []),
    ],
)
def test_what_is_meant(written, known, meant):
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("chi bô", "Chi bộ"), ("CHI BỘ", "Chi bộ"), ("chbi bộ", "Chi bộ"), ("Chi bộ sinh viên", None), ("cb", None)],
)
def test_a_misspelling_is_nothing_looser(written, meant):
    assert misspelling_of(written, ["Chi bộ", "Đảng bộ cơ sở"]) == meant


def test_initials_shorten_a_phrase():
    assert [shortens(short, "hoan thanh tot") for short in ("htt", "hoan tt", "ht", "htx")] == [
        True,
        True,
        False,
        False,
    ]


def test_headings_overlap_by_their_words():
    assert overlap("Ngày thành lập", "Ngày thành lập") == 1.0
    assert overlap("Ngày thành lập", "Tên đơn vị") == 0.0


@given(
    st.text(alphabet="0123ab-", min_size=1, max_size=6), st.sets(st.text(alphabet="0123ab-", max_size=6), max_size=30)
)
def test_codes_one_error_away_are_all_of_them(code, known):
    characters = {*"0123456789", *code}

    found = one_error_away(code, known)

    assert found == sorted(
        other for other in known if distance(code, other, most=2) == 1 and ({*other} - {*code}) <= characters
    )
