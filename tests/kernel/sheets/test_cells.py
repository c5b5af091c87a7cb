"""What a cell says, and what is said about a cell that says it badly."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.kernel.sheets import cells
from vinhdanh.kernel.sheets.cells import REJECT, REPAIR, WARN
from vinhdanh.kernel.sheets.choices import choice_parser
from vinhdanh.kernel.sheets.dates import date_parser, full_year, is_month_first, year_of

TODAY = dt.date(2023, 5, 18)
days = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
date = date_parser(today=TODAY)
whole = cells.int_parser(least=None, most=None)
decimal = cells.decimal_parser(least=None, most=100)


def read(parse, cell):
    """The value, and the severity of what was found, if anything."""
    value, finding = parse(cell)
    return value, finding.severity if finding else ""


@given(days)
def test_a_day_is_the_same_day_however_it_is_written(day):
    written = [f"{day:%d/%m/%Y}", f" {day.day}/{day.month}/{day.year} ", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}"]
    written += [f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d} 00:00:00", f"Ngày {day.day} tháng {day.month} năm {day.year}"]
    written += [day, dt.datetime(day.year, day.month, day.day, 7, 30)]  # noqa: DTZ001

    assert {read(date, cell) for cell in written} == {(day, "")}


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("26/8/13", (dt.date(2013, 8, 26), REPAIR)),
        ("01/02/68", (dt.date(1968, 2, 1), REPAIR)),
        ("31/02/2022", (None, REJECT)),
        ("12/13/2022", (None, REJECT)),
        ("1964", (None, WARN)),
        (1964.0, (None, WARN)),
        ("05/2021", (None, WARN)),
        ("không rõ", (None, WARN)),
        (44_197.0, (dt.date(2021, 1, 1), "")),
        ("", (None, "")),
        (" - ", (None, "")),
        ("#N/A", (None, "")),
        (True, (None, WARN)),
    ],
)
def test_days_that_are_not_written_well(cell, answer):
    assert read(date, cell) == answer


@given(st.integers(0, 99))
def test_two_digits_are_a_year_of_the_last_hundred_or_the_next_ten(two):
    assert TODAY.year - 90 <= full_year(two, today=TODAY) <= TODAY.year + 10
    assert full_year(two, today=TODAY) % 100 == two


def test_a_column_written_month_first_is_recognised_and_no_other():
    assert is_month_first(["12/31/2021", "01/15/2022", "03/20/2022", "04/05/2022"])
    assert not is_month_first(["31/12/2021", "15/01/2022", "12/13/2021", "20/03/2022"])


@pytest.mark.parametrize(
    ("cell", "year"), [("năm 1964", 1964), (1964.0, 1964), (dt.date(1964, 2, 1), 1964), ("19641", None), ("", None)]
)
def test_the_year_of_a_cell(cell, year):
    assert year_of(cell) == year


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_number_however_it_is_written(number):
    grouped = f"{number:,}".replace(",", ".")

    assert {whole(cell)[0] for cell in (number, float(number), str(number), grouped, f"{number} lượt")} == {number}
    assert whole(str(number))[1] is None


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("1.250", (1250, REPAIR)),
        ("29 đ/c", (29, REPAIR)),
        ("665 lượt", (665, REPAIR)),
        ("khoảng 20", (None, WARN)),
        ("20-25", (None, WARN)),
        (12.5, (None, WARN)),
        (-3.0, (None, REJECT)),
        ("12,0", (12, "")),
        ("–", (None, "")),
        (dt.date(2020, 1, 1), (None, WARN)),
    ],
)
def test_numbers_that_are_not_written_well(cell, answer):
    assert read(whole, cell) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("51,5", (51.5, REPAIR)),
        ("51.5", (51.5, "")),
        (51.5, (51.5, "")),
        (130.0, (None, REJECT)),
        (-1.0, (None, REJECT)),
        ("60%", (60.0, REPAIR)),
        ("giỏi", (None, WARN)),
        ("", (None, "")),
    ],
)
def test_decimals(cell, answer):
    assert read(decimal, cell) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("x", (True, "")),
        ("Có", (True, "")),
        (1.0, (True, "")),
        (True, (True, "")),
        ("✓", (True, "")),
        ("", (False, "")),
        ("Không", (False, "")),
        (0.0, (False, "")),
        ("hình như", (False, WARN)),
    ],
)
def test_flags(cell, answer):
    assert read(cells.parse_flag, cell) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Vi Công Bình", ("Vi Công Bình", "")),
        ("  Vi  Công Bình ", ("Vi Công Bình", "")),
        ("VI CÔNG BÌNH", ("Vi Công Bình", REPAIR)),
        ("vi công bình", ("Vi Công Bình", REPAIR)),
        (unicodedata.normalize("NFD", "Lê Văn Tùng"), ("Lê Văn Tùng", REPAIR)),
        ("Vi\u00a0Công Bình", ("Vi Công Bình", REPAIR)),
        ("NguyÔn V¨n An", ("Nguyễn Văn An", REPAIR)),
        ("Đ0àn Thành Khoa", ("Đ0àn Thành Khoa", WARN)),
        ("H'WIT ÊBAN", ("H'Wit Êban", REPAIR)),
        ("H'Wit Êban", ("H'Wit Êban", "")),
        ("Hoa", ("Hoa", "")),
        ("", ("", "")),
    ],
)
def test_names_of_people(cell, answer):
    assert read(cells.parse_person_name, cell) == answer


def test_a_digit_in_a_name_comes_with_a_guess():
    assert cells.parse_person_name("Đ0àn Thành Khoa")[1].suggestion == "Đoàn Thành Khoa"


@given(st.text(max_size=30))
def test_any_text_is_read_without_control_characters_and_odd_spaces(text):
    read_text, _ = cells.parse_text(text)

    assert read_text == read_text.strip()
    assert "\x00" not in read_text
    assert "  " not in read_text


@pytest.mark.parametrize(
    ("cell", "code"), [(101001.0, "101001"), (" 002030", "002030"), ("'0012", "0012"), ("-", ""), ("A-1/2", "A-1/2")]
)
def test_codes_are_text(cell, code):
    assert cells.parse_code(cell) == (code, None)


def test_several_codes_stand_in_one_cell():
    assert cells.parse_codes("059; 060\n061") == (("059", "060", "061"), None)


KNOWN = {"Thường kỳ": "regular", "Định kỳ": "regular", "Chuyên đề": "thematic"}


def words(seen, *, unknown=WARN):
    return choice_parser(KNOWN, seen=list(seen.items()), unknown=unknown, label="loại")


def test_a_rare_spelling_is_mended_to_the_word_the_column_uses():
    parse = words({"Thường kỳ": 400, "thường kì": 1, "Chuyên đề": 100})

    assert read(parse, "thường kì") == ("regular", REPAIR)
    assert parse("thường kì")[1].suggestion == "Thường kỳ"
    assert read(parse, "Thường kỳ") == ("regular", "")


def test_the_word_an_office_always_uses_is_its_own():
    parse = words({"Họp thường kỳ": 300, "Định kỳ": 1})

    assert read(parse, "Họp thường kỳ") == ("regular", "")
    assert parse("Định kỳ")[1].suggestion == "Họp thường kỳ"


def test_a_word_nobody_knows_warns_rejects_or_stays():
    assert [read(words({"gì đó": 1}, unknown=unknown), "gì đó") for unknown in (WARN, REJECT, "keep")] == [
        ("", WARN),
        ("", REJECT),
        ("gì đó", ""),
    ]
