"""The document model as an editable Word file. Numbers are links to where they come from."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from vinhdanh.reports.documents.model import Chart, Document, Heading, HeadLine, Paragraph, Run, SourceLine, Table

FACE = "Times New Roman"
TEXT_WIDTH = 165
SOURCE_WIDTHS = (10, 22, 92, 18, 23)


def docx_of(document: Document) -> bytes:
    """A4, margins and type of an official document, page numbers from the second page."""
    paper = docx.Document()
    _page(paper)
    _styles(paper)
    _head(paper, document)
    title = paper.add_heading(document.title, 1)
    title.alignment = ALIGN.CENTER
    subject = _paragraph(paper, ALIGN.CENTER, after=0)
    _run(subject, document.subject, bold=True)
    _rule(paper.add_paragraph(), 62)
    if document.note:
        _run(_paragraph(paper, ALIGN.CENTER), document.note, italic=True, size=12.5)
    writer = _Writer(paper, {source.key: source.url for source in document.sources})
    for block in document.blocks:
        writer.write(block)
    _signature(paper, document)
    if document.sources:
        _sources(paper, document, writer)
    core = paper.core_properties
    core.title, core.author, core.language = document.subject, document.head.org, document.language
    core.comments = ""
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        line.add_run()._r.append(element)


def _styles(paper: Any) -> None:
    normal = paper.styles["Normal"]
    _face(normal, 14)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.widow_control = True
    for level in (1, 2, 3):
        style = paper.styles[f"Heading {level}"]
        _face(style, 14)
        style.font.bold, style.font.italic = True, level == 3
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(4)


def _face(style: Any, size: float) -> None:
    """One face everywhere: theme fonts would win over the name."""
    style.font.name, style.font.size = FACE, Pt(size)
    fonts = style.element.rPr.rFonts
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FACE)


def _paragraph(place: Any, align: Any = None, *, after: float = 6) -> Any:
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 0) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    return run


def _rule(paragraph: Any, indent: float) -> None:
    """A short line: a paragraph of its own, four points high, indented from both sides."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.space_after, form.line_spacing = Pt(4), Pt(4)


def _head(paper: Any, document: Document) -> None:
    table = _table(paper, 2, (72, TEXT_WIDTH - 72))
    cells = ((document.head.left, document.head.right), (document.head.number, document.head.place))
    for row, pair in enumerate(cells):
        for column, lines in enumerate(pair):
            _head_cell(table.cell(row, column), lines, width=(72, TEXT_WIDTH - 72)[column])


def _head_cell(cell: Any, lines: Sequence[HeadLine], *, width: int) -> None:
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, line.text, bold=line.bold, italic=line.italic, size=line.size)
        if line.rule:
            _rule(cell.add_paragraph(), (width - line.rule) / 2)


def _table(paper: Any, rows: int, widths: Sequence[float], *, style: str = "") -> Any:
    """Widths stand on columns and on cells: some programs read only the one or the other."""
    table = paper.add_table(rows, len(widths))
    table.autofit = False
    if style:
        table.style = style
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


class _Writer:
    """Writes blocks; knows where each number leads."""

    def __init__(self, paper: Any, urls: dict[str, str]) -> None:
        self.paper, self.urls = paper, urls

    def write(self, block: Any) -> None:
        if isinstance(block, Heading):
            heading = self.paper.add_heading(block.text, block.level)
            heading.paragraph_format.left_indent = Mm(10)
        elif isinstance(block, Paragraph):
            paragraph = _paragraph(self.paper, ALIGN.JUSTIFY)
            paragraph.paragraph_format.first_line_indent = Mm(10)
            self.runs(paragraph, ("- ", *block.runs) if block.kind == "item" else block.runs)
        elif isinstance(block, Table):
            self.table(block.caption, block.head, block.rows)
        elif isinstance(block, Chart):
            pass  # its numbers stand in the table above; Word shows no SVG everywhere

    def runs(self, paragraph: Any, runs: Sequence[Run], *, size: float = 0, bold: bool = False) -> None:
        for run in runs:
            if isinstance(run, str):
                _run(paragraph, run, size=size, bold=bold)
            elif self.urls.get(run.key):
                self.link(paragraph, run.shown, self.urls[run.key], size=size)
            else:
                _run(paragraph, run.shown, size=size)

    def link(self, paragraph: Any, text: str, url: str, *, size: float = 0) -> None:
        """A number that opens its rows, in the look of the text around it."""
        relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        run = _run(paragraph, text, size=size)
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, caption: str, head: Sequence[str], rows: Sequence[Sequence[Sequence[Run]]]) -> None:
        others = 28
        widths = (TEXT_WIDTH - others * (len(head) - 1), *([others] * (len(head) - 1)))
        table = _table(self.paper, 1 + len(rows), widths, style="Table Grid")
        _repeat_head(table.rows[0])
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].alignment = ALIGN.CENTER
            _run(cell.paragraphs[0], text, bold=True, size=12.5)
        for row, told in zip(table.rows[1:], rows, strict=True):
            for at, (cell, runs) in enumerate(zip(row.cells, told, strict=True)):
                cell.paragraphs[0].alignment = ALIGN.LEFT if at == 0 else ALIGN.RIGHT
                self.runs(cell.paragraphs[0], runs, size=12.5)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        _run(_paragraph(self.paper, ALIGN.CENTER), caption, italic=True, size=12.5)


def _signature(paper: Any, document: Document) -> None:
    table = _table(paper, 1, (79, TEXT_WIDTH - 79))
    left, right = table.rows[0].cells
    if document.recipients:
        _run(left.paragraphs[0], str(document.words["recipients"]), bold=True, italic=True, size=12)
        left.paragraphs[0].paragraph_format.space_after = Pt(0)
        for one in document.recipients:
            _run(_paragraph(left, after=0), f"- {one}", size=11)
    for at, line in enumerate(document.sign.title):
        paragraph = right.paragraphs[0] if at == 0 else right.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, line, bold=True)
    _paragraph(right, after=62)
    _run(_paragraph(right, ALIGN.CENTER), document.sign.name, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _sources(paper: Any, document: Document, writer: _Writer) -> None:
    heading = paper.add_heading(str(document.words["sources"]), 1)
    heading.alignment = ALIGN.CENTER
    heading.paragraph_format.page_break_before = True
    _run(_paragraph(paper, ALIGN.CENTER), str(document.words["sources_note"]), italic=True, size=12)
    groups = groupby(document.sources, key=lambda source: source.section)
    told = [line for section, sources in groups for line in (section, *sources)]
    table = _table(paper, 1 + len(told), SOURCE_WIDTHS, style="Table Grid")
    _repeat_head(table.rows[0])
    for cell, text in zip(table.rows[0].cells, document.words["source_head"], strict=True):
        _run(cell.paragraphs[0], text, bold=True, size=10)
    number = 0
    for row, line in zip(table.rows[1:], told, strict=True):
        if isinstance(line, str):
            _run(row.cells[0].merge(row.cells[-1]).paragraphs[0], line, bold=True, size=10)
            continue
        number += 1
        _source_row(row.cells, number, line, writer)
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _source_row(cells: Any, number: int, source: SourceLine, writer: _Writer) -> None:
    for cell, text in zip(cells, (str(number), source.shown, "", source.records, ""), strict=True):
        _run(cell.paragraphs[0], text, size=10)
    _run(cells[2].paragraphs[0], f"{source.label}. ", bold=True, size=10)
    _run(cells[2].paragraphs[0], source.rule, size=10)
    writer.link(cells[4].paragraphs[0], source.trace, source.url, size=9)
    cells[1].paragraphs[0].alignment = cells[3].paragraphs[0].alignment = ALIGN.RIGHT
