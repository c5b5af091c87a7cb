"""Which kind a sheet is and which column is which field: headings, cells, titles and names together."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.headers import Header, data_rows, possible_headers, running_column
from vinhdanh.kernel.sheets.headings import fits_of, series_years
from vinhdanh.kernel.sheets.kinds import KINDS, SheetKind
from vinhdanh.kernel.sheets.layout import Layout
from vinhdanh.kernel.sheets.matching import LEAST_FIT, Sample, fit
from vinhdanh.kernel.sheets.reading import Grid
from vinhdanh.kernel.sheets.vocabulary import words_of
from vinhdanh.rules.near import overlap
from vinhdanh.rules.text import fold

CLEAR, APART = 0.42, 0.02
HEADERS_TRIED, NEARLY_AS_GOOD = 4, 0.75
KINDS_TRIED = 5
MISSING = 0.12  # what a required column that is not there takes away
SAMPLE = 60


@dataclass
class Guess:
    """One reading of a sheet as one kind."""

    kind: SheetKind
    header: Header
    columns: dict[str, int] = field(default_factory=dict)
    series: dict[str, dict[int, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    score: float = 0.0


def recognised(grid: Grid, context: Context, *, only: str = "") -> Layout:
    """The layout of a sheet. `kind` is empty and `reason` says why when it was not understood."""
    headers = _likely_headers(grid, only)
    if not headers:
        return Layout(grid, reason=_("không tìm thấy dòng tiêu đề cột"))
    guesses: list[Guess] = []
    for header in headers:
        samples = _samples(grid, header)
        guesses.extend(
            _guess(grid, header, samples, kind, context) for kind in _likely_kinds(grid, header, only, context)
        )
    guesses.sort(key=lambda guess: -guess.score)
    whole = [guess for guess in guesses if not guess.missing]
    if not whole or (whole[0].score < CLEAR and not only):
        return Layout(grid, reason=_why_not(guesses, whole), header_rows=headers[0].rows, headers=[*headers[0].labels])
    best = whole[0]
    rival = next((guess for guess in whole if guess.kind != best.kind), None)
    if rival is not None and best.score - rival.score < APART:
        titles = {"one": best.kind.title, "other": rival.kind.title}
        reason = _("giống cả “%(one)s” lẫn “%(other)s”, chưa phân biệt được") % titles
        return Layout(grid, reason=reason, header_rows=best.header.rows, headers=[*best.header.labels])
    return layout_of(grid, best.kind, best.header, columns=best.columns, series=best.series)


def layout_of(
    grid: Grid,
    kind: SheetKind,
    header: Header,
    *,
    columns: dict[str, int],
    series: dict[str, dict[int, int]],
    last: int = 0,
) -> Layout:
    """The layout once kind, header and columns are settled, by us or by a person."""
    data = data_rows(grid, header, last=last)
    return Layout(
        grid,
        kind=kind.code,
        header_rows=header.rows,
        headers=list(header.labels),
        columns=columns,
        series=series,
        rows=data.rows,
        total_row=data.total_row,
    )


def _likely_headers(grid: Grid, only: str) -> list[Header]:
    """The header places whose headings are known best to any kind."""
    rated = []
    for header in possible_headers(grid):
        known = sum(_known(label, only) for label in header.labels if label)
        filled = sum(map(bool, header.labels))
        rated.append((known * (0.6 + 0.4 * known / filled), -len(header.rows), -header.rows[0], header))
    rated.sort(key=lambda entry: entry[:3], reverse=True)
    enough = NEARLY_AS_GOOD * rated[0][0] if rated else 0.0
    return [header for known, _, _, header in rated[:HEADERS_TRIED] if known >= enough]


def _known(label: str, only: str) -> float:
    best = max((value for (kind, _), value in fits_of(label).items() if only in ("", kind)), default=0.0)
    return best if best > 0.4 else 0.0


def _likely_kinds(grid: Grid, header: Header, only: str, context: Context) -> list[SheetKind]:
    """The kinds that this header, or the names around it, speak of most; they alone are looked at closely."""
    rated: Counter[str] = Counter()
    for label in header.labels:
        best: dict[str, float] = {}
        for (kind, _field), value in _fits(label, context).items():
            best[kind] = max(best.get(kind, 0.0), value)
        rated.update(best)
    filled = sum(map(bool, header.labels))
    for code, kind in KINDS.items():
        rated[code] += filled * _said(grid, header, kind)
    codes = [only] if only in KINDS else [code for code, _ in rated.most_common(KINDS_TRIED)]
    return [KINDS[code] for code in codes]


def _samples(grid: Grid, header: Header) -> list[Sample]:
    """Cells below the header for each column, from the top and from the middle."""
    first = header.first_data_row
    step = max(1, (grid.height - first) // SAMPLE)
    rows = [
        *range(first, min(first + SAMPLE // 2, grid.height + 1)),
        *range(first + SAMPLE // 2, grid.height + 1, step),
    ]
    rows = rows[: SAMPLE + SAMPLE // 2]
    return [Sample.of([grid.cell(row, at) for row in rows]) for at in range(grid.width)]


def _guess(grid: Grid, header: Header, samples: list[Sample], kind: SheetKind, context: Context) -> Guess:
    guess = Guess(kind, header)
    free = set(range(grid.width)) - {running_column(header.labels)}
    for column in kind.columns:
        if column.series:
            guess.series[column.name] = {
                year: at for year, at in series_years(header.labels, column).items() if at in free
            }
            free -= set(guess.series[column.name].values())
    known = {at: _fits(header.labels[at], context) for at in free}
    pairs = [
        (value, -order, at, column)
        for order, column in enumerate(kind.columns)
        if not column.series
        for at in free
        if (value := fit(known[at].get((kind.code, column.name), 0.0), samples[at], column, context)) >= LEAST_FIT
    ]
    pairs.sort(key=lambda pair: pair[:3], reverse=True)
    fits: dict[str, float] = {name: 1.0 for name, years in guess.series.items() if years}
    for value, _order, at, column in pairs:
        if at in free and column.name not in guess.columns:
            guess.columns[column.name] = at
            fits[column.name] = value
            free.discard(at)
    guess.missing = [column.headers[0] for column in kind.columns if column.required and column.name not in fits]
    guess.score = _score(grid, header, guess, fits)
    return guess


def _fits(label: str, context: Context) -> dict[tuple[str, str], float]:
    """What a heading fits, in the general words and in the office's own."""
    known: dict[str, dict[tuple[str, str], float]] = context.memo.setdefault("sheets.fits", {})
    if label not in known:
        merged = dict(fits_of(label))
        for alias in words_of(context).aliases(label):
            for field_of, value in fits_of(alias).items():
                merged[field_of] = max(merged.get(field_of, 0.0), value - 0.03)
        known[label] = merged
    return known[label]


def _score(grid: Grid, header: Header, guess: Guess, fits: dict[str, float]) -> float:
    """How much of the kind is there, how much of the sheet is explained, what its names say."""
    weights = {
        column.name: 3.0 if column.required else 1.5 if column.expected else 1.0 for column in guess.kind.columns
    }
    there = sum(weights[name] * value for name, value in fits.items()) / sum(weights.values())
    labelled = [at for at, label in enumerate(header.labels) if label and at != running_column(header.labels)]
    explained = sum(fits[name] for name in guess.columns) + sum(map(len, guess.series.values()))
    share = explained / len(labelled) if labelled else 0.0
    missing = MISSING * len(guess.missing)
    return 0.4 * there + 0.4 * share + _said(grid, header, guess.kind) - missing


def _said(grid: Grid, header: Header, kind: SheetKind) -> float:
    """What the sheet's name, the titles above the header and the file's name say about the kind."""
    titles = _titles(grid, header.rows[0])
    return (
        0.22 * _names(grid.sheet, kind.code)
        + 0.18 * max((_names(title, kind.code) for title in titles), default=0.0)
        + 0.06 * _names(grid.file.rsplit(".", 1)[0], kind.code)
    )


def _titles(grid: Grid, above: int) -> list[str]:
    """The texts that stand above a header row, one for each line."""
    lines = ((cell for cell in grid.row(row) if isinstance(cell, str) and cell) for row in range(1, above))
    return [cell for cell in (next(line, "") for line in lines) if 0 < len(cell) <= 160]


@lru_cache(maxsize=20_000)
def _names(text: str, code: str) -> float:
    """How plainly a text names a kind, 0 to 1."""
    asked = fold(text)
    if not asked:
        return 0.0
    best = 0.0
    for phrase in (str(KINDS[code].title), *KINDS[code].words):
        known = fold(phrase)
        if known == asked:
            return 1.0
        if known and f" {known} " in f" {asked} ":
            best = max(best, 0.7 + 0.25 * len(known) / len(asked))
        else:
            shared = overlap(text, phrase)
            best = max(best, 0.6 * shared if shared >= 0.4 else 0.0)
    return best


def _why_not(guesses: list[Guess], whole: list[Guess]) -> str:
    """One sentence for a person: what the sheet resembles most and what is missing for it."""
    nearest = max(guesses, key=lambda guess: guess.score + MISSING * len(guess.missing), default=None)
    best = whole[0] if whole else nearest
    if best is None or best.score < 0.2:
        return _("các cột không giống loại bảng nào đã biết")
    if best.missing:
        facts = {"kind": best.kind.title, "columns": ", ".join(best.missing)}
        return _("giống “%(kind)s” nhất nhưng không thấy cột: %(columns)s") % facts
    return _("giống “%(kind)s” nhất nhưng còn quá ít cột nhận ra được") % {"kind": best.kind.title}
