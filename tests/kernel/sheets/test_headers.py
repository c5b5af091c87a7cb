"""The header is found below titles, the data end before totals and notes, rows keep their numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.headers import Header, data_rows, labels_of, possible_headers
from vinhdanh.kernel.sheets.layout import index_of, letter
from vinhdanh.kernel.sheets.reading import Grid, grid_of
from vinhdanh.kernel.sheets.recognise import recognised

HEAD = ["STT", "Mã đơn vị", "Tên đơn vị", "Loại", "Cấp trên", "Ngày thành lập"]


def unit_row(n):
    return [float(n), f"{n:03d}", f"Chi bộ số {n}", "Chi bộ", "", "01/01/2010"]


def context():
    made = Context(answers={}, as_of=None, actor=Machine("kiểm thử"))
    made.__dict__.update(units_by_code={}, people_by_code={})
    return made


titles = st.lists(
    st.sampled_from(
        [["ĐẢNG BỘ KHỐI"], [], ["DANH SÁCH ĐƠN VỊ"], ["(Số liệu đến 18/05/2023)"], ["", "", "Biểu số 1"], ["Kính gửi:"]]
    ),
    max_size=6,
)
tails = st.lists(
    st.sampled_from(
        [["Tổng cộng", "", "9 dòng"], ["Ghi chú: ô trống là chưa có."], ["Người lập biểu"], [], ["", "", "Hà Nội"]]
    ),
    max_size=5,
)


@given(titles, st.integers(1, 12), tails)
@settings(deadline=None)
def test_titles_above_and_totals_below_are_no_data(above, count, below):
    rows = [*above, HEAD, *map(unit_row, range(1, count + 1)), *below]

    layout = recognised(grid_of(rows), context())

    assert layout.kind == "organisation.units", layout.reason
    assert layout.header_rows == (len(above) + 1,)
    assert list(layout.rows) == list(range(len(above) + 2, len(above) + 2 + count))


@given(titles, st.integers(3, 12), tails)
@settings(deadline=None)
def test_data_end_at_the_same_row_without_running_numbers(above, count, below):
    rows = [*(row[1:] if row[:1] == [""] else row for row in above), HEAD[1:]]
    rows += [*(unit_row(n)[1:] for n in range(1, count + 1)), *below]

    layout = recognised(grid_of(rows), context())

    assert layout.kind == "organisation.units", layout.reason
    assert list(layout.rows) == list(range(len(above) + 2, len(above) + 2 + count))


def test_groups_of_two_line_headers_reach_over_their_children():
    grid = grid_of([["Mã", "Thời gian", "", "Căn cứ"], ["", "Từ", "Đến", ""], ["1", "a", "b", "c"]])

    assert labels_of(grid, (1, 2)) == ("Mã", "Thời gian - Từ", "Thời gian - Đến", "Căn cứ")


def test_merged_cells_say_how_far_a_group_reaches():
    grid = grid_of([["Mã", "Nhóm", "", ""], ["", "Một", "Hai", "Ba"], ["1", "a", "b", "c"]])
    merged = Grid("", "", grid.height, grid.columns, [((0, 1), (0, 2))])

    assert labels_of(merged, (1, 2)) == ("Mã", "Nhóm - Một", "Nhóm - Hai", "Ba")


def test_the_numbers_of_columns_under_a_header_are_no_data():
    grid = grid_of([["Mã", "Tên", "Loại"], ["(1)", "(2)", "(3)"], ["001", "A", "B"], ["002", "C", "D"]])

    assert list(data_rows(grid, Header((1,), ("Mã", "Tên", "Loại"))).rows) == [3, 4]


def test_headings_between_numbered_rows_are_left_out_and_rows_without_a_number_kept():
    rows = [["STT", "Mã", "Tên", "Loại"], ["", "I. Khối cơ quan", "", ""], [1.0, "001", "A", "x"], ["II", "", "", ""]]
    rows += [[2.0, "002", "B", "x"], ["", "003", "C", "x"], ["Cộng", "", "2", ""], [3.0, "004", "D", "x"]]
    rows += [["Tổng cộng", "", "4", ""], ["Người lập"]]

    found = data_rows(grid_of(rows), Header((1,), ("STT", "Mã", "Tên", "Loại")))

    assert (list(found.rows), found.total_row) == ([3, 5, 6, 8], 9)


def test_a_header_repeated_on_every_page_is_no_row():
    head = ["Mã", "Tên", "Loại"]
    rows = [head, ["001", "A", "x"], head, ["002", "B", "x"]]

    assert list(data_rows(grid_of(rows), Header((1,), tuple(head))).rows) == [2, 4]


def test_a_unit_whose_name_begins_like_a_total_is_a_row():
    rows = [["Tên", "Mã", "Loại"], ["Tổng công ty Điện", "001", "x"], ["Cộng đồng Xanh", "002", "x"], ["Tổng", "2", ""]]

    found = data_rows(grid_of(rows), Header((1,), ("Tên", "Mã", "Loại")))

    assert (list(found.rows), found.total_row) == ([2, 3], 4)


@given(st.lists(st.lists(st.one_of(st.text(max_size=5), st.floats(0, 9)), max_size=5), max_size=12))
@settings(deadline=None)
def test_any_sheet_at_all_is_looked_at_without_a_crash(rows):
    width = max(map(len, rows), default=0)
    if width:
        grid = grid_of(rows)

        assert all(len(header.labels) == width for header in possible_headers(grid))
        assert recognised(grid, context()).reason


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(number, letters):
    assert (letter(number), index_of(letters)) == (letters, number)
