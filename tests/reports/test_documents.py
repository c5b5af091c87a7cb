"""Reports on paper: PDF, Word, Excel."""

import io
import re
import zipfile

import docx
import pytest
import python_calamine
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.reports.actions import freeze_report, word_report
from vinhdanh.reports.catalogue import compute_all, scope_of
from vinhdanh.reports.documents.annex import annex_of
from vinhdanh.reports.documents.build import document_of, source_of
from vinhdanh.reports.documents.pdf import pdf_of
from vinhdanh.reports.documents.word import docx_of
from vinhdanh.reports.review import write

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def document(scope, tree, new_entry, new_meeting):
    new_entry(tree["001"])
    new_meeting(tree["001001"])
    figures = compute_all(scope, with_records=True)
    sources = {key: source_of(one) for key, one in figures.items()}
    parameters = {"number": "215-BC/ĐU", "place": "Hà Nội", "signer": "Lê Mạnh Thắng", "recipients": "Như trên\nLưu VP"}
    return document_of(scope, write(scope, figures), sources, title="Báo cáo sơ kết năm 2023", parameters=parameters)


def words_of(content):
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_a_pdf_is_an_archive_document_that_can_be_read_aloud(document):
    content = pdf_of(document)

    assert (content[:5], b"pdfaid" in content, b"pdfuaid" in content) == (b"%PDF-", True, True)
    assert pdf_of(document) == content


def test_the_pdf_and_word_say_the_same(document):
    told = words_of(docx_of(document))

    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in told, "Số 215-BC/ĐU" in told) == (True, True)
    assert "Hà Nội, ngày 18 tháng 5 năm 2023" in told
    assert "Sơ kết năm 2023" in told
    assert ("- Như trên" in told, "Lê Mạnh Thắng" in told) == (True, True)


def test_counts_below_ten_have_two_digits_in_a_document(document):
    assert "đã nhận được 01 bài của 01/02 đảng bộ trực thuộc (đạt 50,0%)" in words_of(docx_of(document))


def test_every_number_of_the_text_stands_in_the_annex_of_sources_with_its_link(document):
    keys = {source.key for source in document.sources}
    content = docx_of(document)
    relations = zipfile.ZipFile(io.BytesIO(content)).read("word/_rels/document.xml.rels").decode()
    links = set(re.findall(r"/bao-cao/so-lieu/([^/]+)/", relations))

    assert links == keys
    assert "contest.entries" in keys


@pytest.mark.parametrize(
    ("layout", "line"), [("state", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("plain", "Đảng bộ Khối mẫu")]
)
def test_the_head_follows_the_layout_of_the_office(answered, tree, layout, line):
    answered.layout = layout
    answered.save()
    scope = scope_of()
    document = document_of(scope, [], {}, title="Báo cáo", parameters={"org": "Đảng bộ Khối mẫu"})

    head = [one.text for one in (*document.head.left, *document.head.right)]

    assert (line in head, "ĐẢNG CỘNG SẢN VIỆT NAM" in head) == (True, False)
    assert pdf_of(document)[:5] == b"%PDF-"


def test_the_annex_has_one_row_for_each_direct_unit_that_add_up(scope, tree, new_entry, new_meeting):
    for unit in ("001", "001", "002"):
        new_entry(tree[unit])
    new_meeting(tree["002001"])
    content = annex_of(scope, compute_all(scope, with_records=True), title="Phụ lục")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    head, *units, total = rows[3:]

    entries = head.index("Bài dự thi đã nhận")

    assert [(row[0], row[entries]) for row in units] == [("001", 2.0), ("002", 1.0)]
    assert total[entries] == 3.0
    assert {name: sum(row[at] for row in units) - total[at] for at, name in enumerate(head) if at > 1} == dict.fromkeys(
        head[2:], 0.0
    )


def test_a_formula_in_a_name_stays_a_text(scope, tree):
    tree["001"].names.update(name="=HYPERLINK(1)")
    content = annex_of(scope, compute_all(scope, with_records=True), title="=1+1")
    book = zipfile.ZipFile(io.BytesIO(content))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/" in name)

    assert ("<f>" in sheets, "=HYPERLINK(1)" in book.read("xl/sharedStrings.xml").decode()) == (False, True)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_report_is_downloaded_as_a_file_that_no_browser_opens_as_ours(report, officer, signed_in, kind):
    answer = signed_in(officer).get(reverse("report_file", args=[report.pk, kind]))

    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bao-cao-{report.pk}-ban-1.{kind}"'


def test_a_frozen_report_is_printed_as_it_was_frozen(report, officer, signed_in, tree, new_entry):
    new_entry(tree["001"])
    report = word_report(report, title=report.title, parameters={"signer": "Lê Mạnh Thắng"}, version=1, by=officer)
    freeze_report(report, by=officer)
    new_entry(tree["002"])

    told = words_of(signed_in(officer).get(reverse("report_file", args=[report.pk, "docx"])).content)

    assert ("đã nhận được 01 bài của 01/02" in told, "số liệu chưa chốt" in told) == (True, False)


def test_a_draft_on_paper_says_no_more_than_its_reader_may_open(report, new_user, officer, signed_in, tree, contest):
    clerk = new_user(Role.CLERK, over=tree["000"])

    def keys(user):
        content = signed_in(user).get(reverse("report_file", args=[report.pk, "xlsx"])).content
        rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(1).to_python()
        return {str(row[0]) for row in rows[4:]}

    hidden = keys(officer) - keys(clerk)
    assert {"contest.judges", "round.quorum"} & hidden
    assert "act.meetings" in keys(clerk)


def test_the_annex_of_a_frozen_report_gives_the_figures_as_they_were_frozen(
    report, officer, signed_in, tree, new_entry
):
    new_entry(tree["001"])
    frozen = freeze_report(report, by=officer)
    new_entry(tree["002"])

    content = signed_in(officer).get(reverse("report_file", args=[report.pk, "xlsx"])).content

    rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    told = {row[0]: (row[2], row[6]) for row in rows}
    assert told["contest.entries"] == (1, frozen.figures.get(key="contest.entries").record_ids_sha256)
