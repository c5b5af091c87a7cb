"""What published terms of a contest say, in the words of different offices."""

import datetime as dt

import pytest

from vinhdanh.rules.terms import Terms, last_day, read_terms


def test_terms_in_vietnamese_sentences():
    terms = read_terms(
        [
            ("Hạn nhận bài", "15/08/2022 (tính cả ngày cuối)"),
            ("Bài được tính", "Bài có trạng thái Hợp lệ; bài rút không tính và không xếp hạng"),
            ("Cách chấm", "Mỗi bài ba giám khảo, thang điểm 100, bài đã rọc phách"),
            (
                "Chọn gửi cấp trên",
                "396 bài điểm cao nhất; bằng điểm thì xét điểm thấp nhất trong ba điểm cao hơn, "
                "rồi ngày nhận sớm hơn, rồi mã bài nhỏ hơn",
            ),
            ("Giải thưởng", "32 giải theo thứ hạng; 1 Giải Đặc biệt, 3 Giải A, 13 Giải Khuyến khích"),
        ]
    )
    assert terms == Terms(
        closes_on=dt.date(2022, 8, 15),
        marks_per_entry=3,
        scale=100,
        forward=396,
        ties=("lowest_mark_desc", "received_asc", "code_asc"),
        prizes=(("Giải Đặc biệt", 1), ("Giải A", 3), ("Giải Khuyến khích", 13)),
    )


def test_terms_in_english_sentences():
    terms = read_terms(
        [
            ("Deadline", "Entries are taken from 2024-03-01 until 2024-05-31"),
            ("Marking", "Each entry gets 2 marks, on a 10-point scale"),
            ("Forwarding", "The best 12 entries are forwarded; in a tie the entry received earlier goes first"),
            ("Prizes", "1 First prize, 2 Second prizes"),
        ]
    )
    assert terms == Terms(
        closes_on=dt.date(2024, 5, 31),
        marks_per_entry=2,
        scale=10,
        forward=12,
        ties=("received_asc",),
        prizes=(("First prize", 1), ("Second prizes", 2)),
    )


def test_silence_is_not_an_answer():
    assert read_terms([("Đối tượng", "Cán bộ, người lao động")]) == Terms()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("từ 01/03/2022 đến hết 15.8.2022", dt.date(2022, 8, 15)),
        ("31/02/2022", None),
        ("trước 15 giờ", None),
    ],
)
def test_the_last_day_of_a_sentence(text, day):
    assert last_day(text) == day
