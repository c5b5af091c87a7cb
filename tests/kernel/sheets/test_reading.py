"""Files of every kind come in with the spreadsheet's own row numbers; dangerous ones get a sentence."""

import datetime as dt
import zipfile

import pytest

from vinhdanh.kernel.sheets.reading import Reader
from vinhdanh.rules.legacy_text import to_tcvn3
from vinhdanh.rules.reasons import Reason, Refused

ROWS = [[], ["", "Mã đơn vị", "Tên đơn vị"], ["", "001", "Chi bộ Văn phòng"], ["", 2.0, dt.date(2021, 5, 18)]]
TEXT = "Mã đơn vị;Tên đơn vị\r\n001;Chi bộ Văn phòng\r\n\r\n002;Chi bộ Số hóa\r\n"


@pytest.fixture
def grids():
    def read(path):
        with Reader() as reader:
            return reader.read(path)

    return read


def refusal(read, path):
    with pytest.raises(Refused) as refused:
        read(path)
    return refused.value.reasons


def test_empty_rows_and_columns_in_front_keep_their_place(grids, workbook):
    grid = grids(workbook({"Đơn vị": ROWS}))[0]

    assert (grid.sheet, grid.row(2), grid.row(4)) == (
        "Đơn vị",
        ["", "Mã đơn vị", "Tên đơn vị"],
        ["", 2.0, dt.date(2021, 5, 18)],
    )


def test_a_large_column_comes_over_cell_by_cell(grids, workbook):
    rows = [[f"{n % 7}", float(n), f"tên {n}"] for n in range(5_000)]

    grid = grids(workbook({"A": rows}))[0]

    assert [grid.row(n) for n in range(1, 5_001)] == rows


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (to_tcvn3(TEXT).encode("latin-1"), "tcvn3"),
        (TEXT.replace(";", "\t").encode(), "utf-8"),
        (TEXT.replace(";", ",").encode(), "utf-8"),
    ],
)
def test_csv_of_every_encoding_and_separator(grids, tmp_path, content, encoding):
    path = tmp_path / "don-vi.csv"
    path.write_bytes(content)

    grid = grids(path)[0]

    assert (grid.encoding, [grid.row(n) for n in range(1, 5)]) == (
        encoding,
        [["Mã đơn vị", "Tên đơn vị"], ["001", "Chi bộ Văn phòng"], ["", ""], ["002", "Chi bộ Số hóa"]],
    )


def test_a_file_with_macros_is_refused(grids, workbook):
    path = workbook({"A": ROWS})
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")

    assert refusal(grids, path) == (Reason("file.macro"),)


def test_an_entity_attack_is_refused(grids, workbook, tmp_path):
    path, evil = workbook({"A": ROWS}), tmp_path / "evil.xlsx"
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(evil, "w") as copy:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "xl/sharedStrings.xml":
                content = attack + content.split(b"?>", 1)[1]
            copy.writestr(entry, content)

    assert refusal(grids, evil) == (Reason("file.entities"),)


def test_a_zip_bomb_is_refused(grids, workbook):
    path = workbook({"A": ROWS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bin", b"\0" * (40 * 2**20))

    assert refusal(grids, path) == (Reason("file.bomb"),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file.empty"),
        (b"%PDF-1.4\n%%EOF", "file.no_spreadsheet"),
        (b"<html><script>alert(1)</script></html>", "file.script_inside"),
        (b"PK\x03\x04 not a zip", "file.damaged"),
        (b"one column\nonly\n", "file.no_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.old_office"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(grids, tmp_path, content, reason):
    path = tmp_path / "bang.xlsx"
    path.write_bytes(content)

    assert refusal(grids, path) == (Reason(reason),)


def test_the_next_file_is_read_after_one_was_refused(workbook, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"x")
    good = workbook({"A": ROWS})

    with Reader() as reader:
        assert refusal(reader.read, bad) == (Reason("file.no_spreadsheet"),)
        assert reader.read(good)[0].height == 4
