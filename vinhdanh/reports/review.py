# ruff: noqa: E501  (a sentence is one line)
"""What a review report says. Every number is a gap `[key]` that a figure fills; words in braces are the office's own.

A sentence whose figures are not there, or are all nothing, is left out: a report says what happened.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.directives.models import Conclusion, Limitation
from vinhdanh.reports.catalogue import Figure, Scope
from vinhdanh.reports.catalogue.facts import Text
from vinhdanh.reports.words import MOST_LISTED

GAP = re.compile(r"\[([^\]]+)\](%?)")
type Part = str | list[Any]  # a text, or [key, value, "%" or nothing]
type Sentence = list[Part]


@dataclass
class Section:
    """A heading, its paragraphs of sentences, and items that the data bring word for word."""

    code: str
    title: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)
    items: list[Sentence] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.paragraphs) and not self.items

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "title": self.title, "paragraphs": self.paragraphs, "items": self.items}


def section_from(told: Mapping[str, Any]) -> Section:
    return Section(told["code"], told["title"], list(told["paragraphs"]), list(told["items"]))


@dataclass
class Writer:
    """Puts figures into sentences."""

    scope: Scope
    figures: Mapping[str, Figure]
    section: Section

    def paragraph(self) -> None:
        self.section.paragraphs.append([])

    def say(self, text: Text, **gaps: Any) -> None:
        """Add a sentence to the last paragraph, unless there is nothing to say."""
        sentence = self.sentence(text, **gaps)
        if sentence:
            if not self.section.paragraphs:
                self.paragraph()
            self.section.paragraphs[-1].append(sentence)

    def sentence(self, text: Text, **gaps: Any) -> Sentence:
        text = str(text).format_map(ChainMap({name: str(value) for name, value in gaps.items()}, self.scope.words))
        keys = [key for key, _sign in GAP.findall(text)]
        if any(key not in self.figures for key in keys):
            return []
        told_of = [key for key in keys if not key.startswith("org.")] or keys  # how many units there are says nothing
        if keys and not any(self.figures[key].value for key in told_of):
            return []
        sentence: Sentence = []
        at = 0
        for gap in GAP.finditer(text):
            before, key = text[at : gap.start()], gap.group(1)
            sentence += [*([before] if before else []), [key, self.figures[key].value, gap.group(2)]]
            at = gap.end()
        return [*sentence, *([text[at:]] if text[at:] else [])]

    def ends(self, beginning: str) -> list[str]:
        """The last parts of the keys of a family that the data gave."""
        return [key.removeprefix(beginning) for key in self.figures if key.startswith(beginning)]

    def list(self, items: Iterable[tuple[str, str]], text: Text) -> str:
        """Figures one after the other inside a sentence: "3 Giải A, 6 Giải B"."""
        shown = [str(text).format_map({"key": key, "name": name}) for key, name in items if self.value(key)]
        return ", ".join(shown)

    def value(self, key: str) -> Any:
        figure = self.figures.get(key)
        return figure.value if figure is not None else None


def organisation(w: Writer) -> None:
    w.say(
        _(
            "Đến ngày {as_of}, {own} có [org.direct] {direct} trực thuộc với [org.cells] {cell}, trong đó [org.cells_base] {cell} là cấp cơ sở."
        )
    )
    w.say(
        _(
            "So với [org.cells.earlier] {cell} ngày {compared}, đã có [org.merged] {cell} thôi hoạt động trong kỳ do sáp nhập, hợp nhất, giải thể."
        )
    )
    w.say(
        _(
            "Danh sách có [people.total] người, [people.active] {person} đang công tác, [people.women] nữ, [people.leaders] lãnh đạo."
        )
    )


def leading(w: Writer) -> None:
    if w.scope.is_whole:
        w.say(_("Đã ban hành [plans.directives] văn bản chỉ đạo, cụ thể hóa và [plans.themes] chuyên đề năm."))
    w.say(_("Đến nay [plans.term]/[org.direct] {direct} trực thuộc đã xây dựng kế hoạch toàn khóa."))
    for year in w.ends("plans.year."):
        w.say(_("Năm {year} có [plans.year.{year}]/[org.direct] {direct} ban hành kế hoạch năm."), year=year)
        w.say(_("Gửi quá hạn: [plans.late.{year}] đơn vị."), year=year)
        missing = w.value(f"plans.missing.{year}") or []
        if missing and len(missing) <= MOST_LISTED:
            w.say(_("Chưa có kế hoạch năm {year}: đơn vị [plans.missing.{year}]."), year=year)
        elif missing and w.value(f"plans.year.{year}"):
            w.say(_("Chưa có kế hoạch năm {year}: [plans.missing.{year}] đơn vị."), year=year)
    w.paragraph()
    for year in w.ends("commit.collective."):
        w.say(
            _(
                "Năm {year} có [commit.collective.{year}] bản đăng ký của tập thể, [commit.person.{year}] bản đăng ký của cá nhân."
            ),
            year=year,
        )


def studying(w: Writer) -> None:
    w.say(_("Đã tổ chức [act.studies] hội nghị, lớp học tập với [act.study_people] lượt người dự."))
    w.say(
        _(
            "Ghi nhận [act.meetings] cuộc sinh hoạt của [act.meeting_cells] {cell}, trong đó [act.thematic] cuộc sinh hoạt chuyên đề; tỷ lệ có mặt [act.attendance_pct]%."
        )
    )


def regulations(w: Writer) -> None:
    w.say(
        _(
            "Đã rà soát, giữ nguyên [act.rules.reviewed] quy chế, quy định; sửa đổi, bổ sung [act.rules.amended]; xây dựng mới [act.rules.new]."
        )
    )


def models(w: Writer) -> None:
    w.say(_("Có [act.models] mô hình hay, cách làm hiệu quả; [act.models_spread] mô hình đã được nhân rộng."))
    w.say(_("Công tác tuyên truyền có [act.media] tin, bài."))


def contest(w: Writer) -> None:
    if not w.scope.is_whole:
        w.say(
            _(
                "Đơn vị có [contest.entries] bài dự {contest}, [contest.forwarded] bài được gửi dự thi cấp trên, [contest.prizes] giải."
            )
        )
        return
    w.say(
        _(
            "Ban Tổ chức {contest} đã nhận được [contest.entries] bài của [contest.committees]/[org.direct] {direct} trực thuộc (đạt [contest.committees_pct]%); [contest.judges] giám khảo chấm [contest.scores] phiếu."
        )
    )
    w.say(
        _(
            "Đã lựa chọn [contest.forwarded] bài có chất lượng tốt nhất gửi dự thi cấp trên; bài cuối cùng được gửi đạt [contest.cut_score] điểm."
        )
    )
    prizes = w.list([(f"contest.prizes.{name}", name) for name in w.ends("contest.prizes.")], "[{key}] {name}")
    if prizes:
        w.say(_("Ban Tổ chức xét trao [contest.prizes] giải, gồm {prizes}."), prizes=prizes)
    w.say(
        _("Không tính [contest.withdrawn] bài rút, [contest.duplicate] bài trùng, [contest.invalid] bài không hợp lệ.")
    )


def inspections(w: Writer) -> None:
    for body, name in w.scope.answers.bodies.items():
        w.say(
            _(
                "{name} tiến hành [control.{body}.inspections] cuộc kiểm tra, [control.{body}.supervisions] cuộc giám sát chuyên đề; các đoàn trực tiếp làm việc với [control.{body}.orgs] tổ chức."
            ),
            body=body,
            name=name,
        )
        w.say(_("Giám sát thường xuyên trực tiếp đối với [control.{body}.regular_orgs] tổ chức."), body=body)
    w.paragraph()
    w.say(
        _(
            "Sau kiểm tra, giám sát có [control.findings] kiến nghị, đã khắc phục [control.closed], đạt [control.closed_pct]%; còn [control.overdue] kiến nghị quá hạn."
        )
    )


def awards(w: Writer) -> None:
    for issuer, name in w.scope.answers.issuers.items():
        w.say(
            _("{name} tặng {award_form} cho [awards.{issuer}.collective] tập thể, [awards.{issuer}.person] cá nhân."),
            issuer=issuer,
            name=name,
        )
    if w.value("awards.honour.own"):
        w.say(_("{own} là [awards.honour.own] trong [awards.honour.total] tập thể được vinh danh."))
    w.paragraph()
    if not w.scope.is_whole:
        w.say(
            _(
                "Đơn vị có [round.nominations] hồ sơ trong đợt khen thưởng, [round.to_council] hồ sơ đủ điều kiện đưa ra Hội đồng, [round.decided] được tặng {award_form}."
            )
        )
        return
    w.say(
        _(
            "Trong đợt khen thưởng có [round.nominations] hồ sơ của [round.committees] đơn vị; [round.to_council] hồ sơ đủ điều kiện đưa ra Hội đồng; hồ sơ đạt khi có ít nhất [round.need_yes] phiếu đồng ý tại phiên họp có từ [round.quorum] thành viên."
        )
    )
    w.say(
        _(
            "Tại hội nghị, [round.decided] {cell} trong số [org.cells] {cell} được tặng {award_form}, bằng [round.decided_share]% tổng số."
        )
    )


def limitations(w: Writer) -> None:
    if not w.scope.is_whole:
        return
    w.say(_("Báo cáo nêu [tasks.limits] hạn chế:"))
    for text, remedy in Limitation.objects.order_by("pk").values_list("text", "remedy"):
        w.section.items.append([f"{text}. {remedy}." if remedy else f"{text}."])


def tasks(w: Writer) -> None:
    w.say(_("Đã giao [tasks.total] nhiệm vụ; đến {tasks_as_of} đã xong [tasks.done], quá hạn [tasks.overdue]."))
    if not w.scope.is_whole:
        return
    w.paragraph()
    w.say(_("Hội nghị kết luận [tasks.conclusions] nội dung:"))
    for text in Conclusion.objects.order_by("code").values_list("text", flat=True):
        w.section.items.append([f"{text}."])


SECTIONS: tuple[tuple[str, Text, Callable[[Writer], None]], ...] = (
    ("organisation", _("Tình hình tổ chức"), organisation),
    ("leading", _("Lãnh đạo, chỉ đạo, triển khai"), leading),
    ("studying", _("Học tập, sinh hoạt chuyên đề"), studying),
    ("regulations", _("Xây dựng quy chế, quy định, chuẩn mực"), regulations),
    ("models", _("Mô hình hay và tuyên truyền"), models),
    ("contest", _("Cuộc thi"), contest),
    ("inspections", _("Kiểm tra, giám sát"), inspections),
    ("awards", _("Biểu dương, khen thưởng"), awards),
    ("limitations", _("Hạn chế và biện pháp"), limitations),
    ("tasks", _("Kết luận và nhiệm vụ"), tasks),
)


def write(scope: Scope, figures: Mapping[str, Figure]) -> list[Section]:
    """The sections that have something to say."""
    found = []
    for code, title, tell in SECTIONS:
        section = Section(code, str(title))
        tell(Writer(scope, figures, section))
        section.paragraphs = [paragraph for paragraph in section.paragraphs if paragraph]
        if not section.is_empty:
            found.append(section)
    return found


def keys_in(sections: Iterable[Section]) -> list[str]:
    """The figures that the text uses, in the order of reading."""
    used: dict[str, None] = {}
    for section in sections:
        for sentence in [*(s for paragraph in section.paragraphs for s in paragraph), *section.items]:
            used |= dict.fromkeys(part[0] for part in sentence if isinstance(part, list))
    return list(used)
