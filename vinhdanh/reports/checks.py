# ruff: noqa: E501  (a check is one line)
"""What must be true between figures. A report that contradicts itself is told before it is frozen."""

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.reports.catalogue import Figure, Scope
from vinhdanh.reports.catalogue.facts import Text
from vinhdanh.reports.words import shown

type Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Contradiction:
    """Figures that cannot be true together, in a sentence."""

    code: str
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """`test` gives the two sides that do not agree, or None. `keys` are shown as links."""

    code: str
    text: Text
    keys: tuple[str, ...]
    test: Callable[[Figures, Scope], tuple[Any, Any] | None]


def value(figures: Figures, key: str) -> Any:
    found = figures.get(key)
    return found.value if found is not None else None


def family(figures: Figures, beginning: str) -> list[Any]:
    return [figure.value for key, figure in figures.items() if key.startswith(beginning)]


def parts_make(beginning: str, whole: str) -> Callable[[Figures, Scope], tuple[Any, Any] | None]:
    """The figures of a family add up to the whole."""

    def test(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
        total, parts = value(figures, whole), family(figures, beginning)
        return (sum(parts), total) if parts and total is not None and sum(parts) != total else None

    return test


def at_most(part: str, whole: str) -> Callable[[Figures, Scope], tuple[Any, Any] | None]:
    def test(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
        less, more = value(figures, part), value(figures, whole)
        return (less, more) if less is not None and more is not None and less > more else None

    return test


def marks_are_complete(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    """Every entry that counts has as many marks as the terms ask for."""
    entries, marks = value(figures, "contest.entries"), value(figures, "contest.scores")
    if scope.contest is None or not entries or not marks:
        return None
    wanted = entries * scope.contest.marks_per_entry
    return (marks, wanted) if marks != wanted else None


def forwarded_as_announced(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    """As many entries were forwarded as the terms say, unless fewer came."""
    if scope.contest is None or not scope.contest.forward or not scope.is_whole:
        return None
    wanted = min(scope.contest.forward, value(figures, "contest.entries") or 0)
    found = value(figures, "contest.forwarded") or 0
    return (found, wanted) if found not in (0, wanted) else None


def prizes_as_announced(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    if scope.contest is None or not scope.is_whole:
        return None
    wanted = sum(number for _, number in scope.contest.prizes)
    found = value(figures, "contest.prizes") or 0
    return (found, wanted) if wanted and found not in (0, wanted) else None


def plans_cover_directs(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    """Direct units with a plan of the last year, and those without, are all direct units."""
    for year in range(scope.start.year, scope.end.year + 1):
        sent, missing = value(figures, f"plans.year.{year}"), value(figures, f"plans.missing.{year}")
        direct = value(figures, "org.direct")
        if year == scope.as_of.year and sent and sent + len(missing or ()) != direct:
            return sent + len(missing or ()), direct
    return None


def decided_as_written(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    """The decisions of the round, of one session or of several, have a line for each dossier that passed."""
    if scope.round is None or scope.round.decision is None or not scope.is_whole:
        return None
    lines = scope.round.nominations.filter(award__state="valid").count()
    passed = value(figures, "round.decided") or 0
    return (lines, passed) if lines and lines != passed else None


CHECKS = (
    Check("org.cells", _("Cộng số {cell} theo đơn vị được {left}, số chung là {right}."), ("org.cells",), lambda figures, scope: cells_add_up(figures, scope)),
    Check("contest.entries", _("Cộng bài dự thi theo đơn vị được {left}, số chung là {right}."), ("contest.entries",), parts_make("contest.entries.", "contest.entries")),
    Check("contest.forwarded", _("Cộng bài được gửi theo đơn vị được {left}, số chung là {right}."), ("contest.forwarded",), parts_make("contest.forwarded.", "contest.forwarded")),
    Check("contest.prizes", _("Cộng các giải theo hạng được {left}, số chung là {right}."), ("contest.prizes",), parts_make("contest.prizes.", "contest.prizes")),
    Check("contest.prizes_announced", _("Đã trao {left} giải, thể lệ ghi {right} giải."), ("contest.prizes",), prizes_as_announced),
    Check("contest.forward_announced", _("Đã gửi {left} bài, theo thể lệ phải là {right} bài."), ("contest.forwarded",), forwarded_as_announced),
    Check("contest.scores", _("Có {left} phiếu chấm, số bài nhân số phiếu mỗi bài là {right}."), ("contest.scores", "contest.entries"), marks_are_complete),
    Check("contest.less", _("Số bài được gửi ({left}) nhiều hơn số bài đã nhận ({right})."), ("contest.forwarded", "contest.entries"), at_most("contest.forwarded", "contest.entries")),
    Check("round.results", _("Cộng hồ sơ theo kết quả được {left}, tổng số hồ sơ là {right}: còn hồ sơ chưa xét điều kiện."), ("round.nominations",), parts_make("round.result.", "round.nominations")),
    Check("round.units", _("Cộng hồ sơ theo đơn vị được {left}, tổng số hồ sơ là {right}."), ("round.nominations",), parts_make("round.nominations.", "round.nominations")),
    Check("round.decided", _("Số được tặng ({left}) nhiều hơn số đưa ra Hội đồng ({right})."), ("round.decided", "round.to_council"), at_most("round.decided", "round.to_council")),
    Check("round.decision", _("Quyết định có {left} dòng còn hiệu lực, số hồ sơ đạt là {right}."), ("round.decided",), decided_as_written),
    Check("plans.cover", _("Đơn vị có kế hoạch và đơn vị chưa có cộng lại là {left}, số đơn vị trực thuộc là {right}."), ("org.direct",), plans_cover_directs),
    Check("plans.term", _("Số đơn vị có kế hoạch toàn khóa ({left}) nhiều hơn số đơn vị trực thuộc ({right})."), ("plans.term", "org.direct"), at_most("plans.term", "org.direct")),
    Check("act.thematic", _("Số cuộc chuyên đề ({left}) nhiều hơn tổng số cuộc ({right})."), ("act.thematic", "act.meetings"), at_most("act.thematic", "act.meetings")),
    Check("act.spread", _("Số mô hình nhân rộng ({left}) nhiều hơn tổng số mô hình ({right})."), ("act.models_spread", "act.models"), at_most("act.models_spread", "act.models")),
    Check("control.closed", _("Số kiến nghị đã khắc phục ({left}) nhiều hơn tổng số kiến nghị ({right})."), ("control.closed", "control.findings"), at_most("control.closed", "control.findings")),
    Check("people.active", _("Số đang công tác ({left}) nhiều hơn số người trong danh sách ({right})."), ("people.active", "people.total"), at_most("people.active", "people.total")),
)  # fmt: skip


def cells_add_up(figures: Figures, scope: Scope) -> tuple[Any, Any] | None:
    """Cells of all direct units, with those that are cells right under the reporting unit."""
    ending = f".{scope.as_of.isoformat()}"
    parts: list[Any] = [
        figure.value for key, figure in figures.items() if key.startswith("org.cells.") and key.endswith(ending)
    ]
    total = value(figures, "org.cells")
    return (sum(parts), total) if parts and sum(parts) != total else None


def contradictions(figures: Figures, scope: Scope) -> list[Contradiction]:
    """Every check that fails, in the order of the catalogue; then what was counted with gaps."""
    found = []
    for check in CHECKS:
        sides = check.test(figures, scope)
        if sides is not None:
            gaps = ChainMap({"left": shown(sides[0]), "right": shown(sides[1])}, scope.words)
            found.append(Contradiction(check.code, str(check.text).format_map(gaps), check.keys))
    return found


def remarks(figures: Figures) -> list[Contradiction]:
    """Not wrong, but the reader must know: empty cells that were counted as nothing."""
    told = gettext("%(label)s: %(note)s")
    return [
        Contradiction(figure.key, told % {"label": figure.label, "note": figure.note}, (figure.key,))
        for figure in figures.values()
        if figure.note
    ]
