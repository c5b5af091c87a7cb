"""From a report's sections and figures to the document model."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from vinhdanh.reports.catalogue import Figure, Scope
from vinhdanh.reports.documents.charts import bars
from vinhdanh.reports.documents.head import head_of, signature_of
from vinhdanh.reports.documents.model import (
    Block,
    Chart,
    Document,
    Heading,
    Number,
    Paragraph,
    Run,
    Runs,
    SourceLine,
    Table,
)
from vinhdanh.reports.review import Section, Sentence, keys_in
from vinhdanh.reports.words import formal, shown

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Source:
    """What the annex says of one figure, whether it is live or frozen."""

    key: str
    value: Any
    label: str
    rule: str
    records: int
    sha256: str
    word: str = ""

    @property
    def sign(self) -> str:
        return "%" if self.word == "%" and self.value is not None else ""


def source_of(figure: Figure) -> Source:
    return Source(figure.key, figure.value, figure.label, figure.rule, figure.records, figure.sha256, figure.word)


def document_of(
    scope: Scope,
    sections: Sequence[Section],
    sources: Mapping[str, Source],
    *,
    title: str,
    parameters: Mapping[str, Any],
    report_pk: int | None = None,
    note: str = "",
) -> Document:
    """The report as a document in the office's language."""
    language = scope.office.language if scope.office else settings.LANGUAGE_CODE
    with translation.override(language):
        written = parameters.get("dated_on")
        day = dt.date.fromisoformat(written) if written else scope.as_of
        told = [section_blocks(at, section, parameters, sources) for at, section in enumerate(sections)]
        used: dict[str, str] = {}
        for at, section in enumerate(sections):
            for key in keys_in([section]):
                if key in sources:
                    used.setdefault(key, heading_of(at, section))
        return Document(
            title=gettext("BÁO CÁO"),
            subject=subject_of(title),
            day=day,
            language=language,
            head=head_of(scope, parameters, day=day),
            blocks=tuple(block for blocks in told for block in blocks),
            sign=signature_of(scope, parameters),
            recipients=lines_of(parameters.get("recipients")),
            sources=tuple(source_line(sources[key], scope, report_pk, section=title) for key, title in used.items()),
            note=note,
            words={
                "recipients": gettext("Nơi nhận:"),
                "sources": gettext("NGUỒN SỐ LIỆU"),
                "sources_note": gettext("Mỗi con số trong báo cáo mở ra được danh sách bản ghi đã tính ra nó."),
                "source_head": [gettext("TT"), gettext("Số"), gettext("Cách tính"), gettext("Bản ghi"), gettext("Vết")],
            },
        )


def lines_of(written: Any) -> tuple[str, ...]:
    """The lines of a text that somebody typed, without the empty ones."""
    return tuple(line.strip() for line in str(written or "").splitlines() if line.strip())


def subject_of(title: str) -> str:
    """What the report is about: the title without the word that stands above it in capitals."""
    told = title.removeprefix(gettext("Báo cáo")).strip()
    return told[:1].upper() + told[1:] if told else title


def heading_of(at: int, section: Section) -> str:
    return f"{ROMAN[at] if at < len(ROMAN) else at + 1}. {section.title}"


def section_blocks(
    at: int, section: Section, parameters: Mapping[str, Any], sources: Mapping[str, Source]
) -> list[Block]:
    """A section's heading, its sentences, what was written by hand, its items, its table."""
    out: list[Block] = [Heading(heading_of(at, section), 2)]
    for paragraph in section.paragraphs:
        runs: list[Run] = []
        for sentence in paragraph:
            runs += [*([" "] if runs else []), *runs_of(sentence)]
        out.append(Paragraph(tuple(runs)))
    out += [Paragraph((line,)) for line in lines_of((parameters.get("notes") or {}).get(section.code))]
    out += [Paragraph(runs_of(item), "item") for item in section.items]
    if section.code == "awards":
        out += award_blocks(sources)
    return out


def runs_of(sentence: Sentence) -> Runs:
    return tuple(part if isinstance(part, str) else Number(part[0], formal(part[1]) + part[2]) for part in sentence)


def award_blocks(sources: Mapping[str, Source]) -> list[Block]:
    """Awards already given by issuer, as a table and as a chart."""
    issuers = [key.split(".")[1] for key in sources if key.startswith("awards.") and key.endswith(".collective")]
    given = [
        (issuer, sources[f"awards.{issuer}.collective"], sources[f"awards.{issuer}.person"])
        for issuer in issuers
        if f"awards.{issuer}.person" in sources
    ]
    given = [row for row in given if row[1].value or row[2].value]
    if not given:
        return []
    names = {issuer: issuer_name(collective.label) for issuer, collective, _ in given}
    rows = tuple(
        ((names[issuer],), (Number(one.key, shown(one.value)),), (Number(two.key, shown(two.value)),))
        for issuer, one, two in given
    )
    table = Table(
        gettext("Khen thưởng theo cấp và đối tượng"),
        (gettext("Cấp khen thưởng"), gettext("Tập thể"), gettext("Cá nhân")),
        rows,
    )
    bar_rows = [
        (f"{names[issuer]} ({word})", int(source.value or 0))
        for issuer, one, two in given
        for word, source in ((gettext("tập thể"), one), (gettext("cá nhân"), two))
    ]
    caption = gettext("Số lượng khen thưởng theo cấp và đối tượng")
    told = "; ".join(f"{label}: {value}" for label, value in bar_rows)
    chart = Chart(caption, bars(bar_rows, title=caption), told, tuple((label, str(value)) for label, value in bar_rows))
    return [table, chart]


def issuer_name(label: str) -> str:
    """The name inside the label of the figure ("Tập thể được X khen")."""
    before, _, after = gettext("Tập thể được {issuer_name} khen").partition("{issuer_name}")
    return label.removeprefix(before).removesuffix(after)


def source_line(source: Source, scope: Scope, report_pk: int | None, *, section: str) -> SourceLine:
    return SourceLine(
        key=source.key,
        shown=formal(source.value) + source.sign,
        label=source.label,
        rule=source.rule,
        records=shown(source.records),
        trace=source.sha256[:12],
        url=figure_url(source.key, scope, report_pk),
        section=section,
    )


def figure_url(key: str, scope: Scope, report_pk: int | None) -> str:
    """Where the number opens: in its report when it has one, else in the scope it was counted over."""
    asked: dict[str, Any] = {"bao-cao": report_pk} if report_pk else {}
    if not report_pk:
        asked = {"tu": scope.start.isoformat(), "den": scope.end.isoformat(), "ngay": scope.as_of.isoformat()}
        if not scope.is_whole and scope.unit is not None:
            asked["don-vi"] = scope.unit.code
    path = reverse("figure", args=[key])
    return f"{settings.PUBLIC_URL}{quote(path, safe='/%')}?{urlencode(asked)}"
