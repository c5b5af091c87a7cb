"""From text to checked values; nothing is saved here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.actions.rounds import DAYS, OWN
from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.commendations.packs import all_packs
from vinhdanh.organisation.fields import DayField, PersonField, TextField, UnitField
from vinhdanh.rules.eligibility.conditions import STATED
from vinhdanh.rules.text import clean

DAY_LABELS = {
    "opens_on": _("Bắt đầu nhận đề nghị"),
    "closes_on": _("Hết hạn nhận đề nghị"),
    "verify_by": _("Thẩm định xong trước ngày"),
    "comment_from": _("Công khai lấy ý kiến từ ngày"),
    "comment_until": _("Công khai lấy ý kiến đến ngày"),
    "council_on": _("Họp Hội đồng"),
    "decision_on": _("Ngày quyết định"),
    "period_from": _("Thành tích tính từ ngày"),
    "period_to": _("Thành tích tính đến ngày"),
}
CHOOSE = ("", _("– chọn –"))


class DaysForm(forms.Form):
    """The calendar of a round."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in DAYS:
            self.fields[name] = DayField(label=DAY_LABELS[name], required=name == "decision_on")

    def days(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in DAYS}


class RoundForm(DaysForm):
    """A new round: its name, the rules it is frozen to, its days."""

    name = TextField(label=_("Tên vòng"), max_length=300)
    code = TextField(label=_("Mã vòng"), max_length=40, help_text=_("Ngắn, không dấu, ví dụ 2023-2."))
    issuer = TextField(label=_("Cấp khen"), max_length=200, required=False)
    pack = forms.ChoiceField(label=_("Bộ quy tắc"))

    def __init__(self, *args: Any, has_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        own = [(OWN, gettext("Điều kiện mà văn phòng đã trả lời"))] if has_own else []
        packs = [(pack, editions[-1].title) for pack, editions in all_packs().items()]
        self.fields["pack"].choices = own + packs  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if "/" in code or code != code.strip("."):
            raise forms.ValidationError(gettext("Mã vòng không chứa dấu gạch chéo."))
        return code


class WhoForm(forms.Form):
    """Part one: which form, for whom."""

    form = forms.ChoiceField(label=_("Hình thức đề nghị"))
    unit = UnitField(label=_("Tập thể"), required=False, help_text=_("Gõ mã hoặc tên, không cần dấu."))
    person = PersonField(label=_("Cá nhân"), required=False, help_text=_("Gõ mã trong danh sách nhân sự."))

    def __init__(self, *args: Any, round: Round, paths: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = [CHOOSE, *((name, name) for name in round.forms)]  # type: ignore[attr-defined]
        self.fields["unit"].paths = paths  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and bool(values.get("unit")) == bool(values.get("person")):
            raise forms.ValidationError(gettext("Chọn một tập thể hoặc một cá nhân."))
        return values


class PartForm(forms.Form):
    """A part of a dossier as somebody saw it: `version` tells which one that was."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, nomination: Nomination, **options: Any) -> None:
        self.nomination = nomination
        start = {**self.stored(nomination), "version": nomination.version}
        super().__init__(*args, initial=start, **options)

    @staticmethod
    def stored(nomination: Nomination) -> dict[str, Any]:
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        raise NotImplementedError


def years_of(nomination: Nomination) -> list[int]:
    """The years whose rating the form asks for; the round says which is the last."""
    round = nomination.round
    last = round.rating_until or (round.decision_on.year - 1 if round.decision_on else 0)
    asked = int(round.forms.get(nomination.form, {}).get("rating_years") or 0)
    longest = max([asked, *(int(c["years"]) for c in round.conditions.values() if str(c.get("years", "")).isdigit())])
    return list(range(last - longest + 1, last + 1))


class WhatForm(PartForm):
    """Part two: the achievement, the ratings of the years, what the unit states."""

    summary = forms.CharField(
        label=_("Tóm tắt thành tích"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=8000,
        help_text=_("Việc cụ thể, kết quả đo được, ai được lợi. Đoạn này được in trong danh sách trích ngang."),
    )
    achieved_on = DayField(label=_("Ngày lập thành tích"))

    def __init__(self, *args: Any, nomination: Nomination, **options: Any) -> None:
        super().__init__(*args, nomination=nomination, **options)
        ratings = [("", _("chưa có")), *((word, word) for word in nomination.round.ratings)]
        for year in years_of(nomination):
            self.fields[f"rating_{year}"] = forms.ChoiceField(
                label=gettext("Xếp loại năm %(year)s") % {"year": year},
                choices=ratings,
                required=False,
                initial=nomination.ratings.get(str(year), ""),
            )
        for name, made in stated_fields(nomination).items():
            self.fields[name] = made

    @staticmethod
    def stored(nomination: Nomination) -> dict[str, Any]:
        return {"summary": nomination.summary, "achieved_on": nomination.achieved_on}

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        given = {str(year): data.get(f"rating_{year}", "") for year in years_of(self.nomination)}
        ratings = {**self.nomination.ratings, **given}
        return {
            "summary": "\n".join(clean(line) for line in data["summary"].splitlines()).strip(),
            "achieved_on": data["achieved_on"],
            "ratings": {year: rating for year, rating in sorted(ratings.items()) if rating},
            "declared": stated_values(self.nomination, data),
        }


def stated_of(round: Round) -> set[str]:
    """What the conditions of the round need the unit to state."""
    rules = {str(body.get("rule")) for body in round.conditions.values()}
    nested = {
        str(part.get("rule"))
        for body in round.conditions.values()
        for part in body.get("conditions") or ()
        if isinstance(part, Mapping)
    }
    return {STATED[rule] for rule in rules | nested if rule in STATED}


YES_NO = [CHOOSE, ("no", _("Không")), ("yes", _("Có"))]
AS_WORD = {None: "", False: "no", True: "yes"}
AS_FLAG = {"": None, "no": False, "yes": True}


def stated_fields(nomination: Nomination) -> dict[str, forms.Field]:
    """Fields for what the unit states, only where a condition asks for it."""
    said, asked, out = nomination.declared, stated_of(nomination.round), {}
    year = str(years_of(nomination)[-1]) if years_of(nomination) else ""
    if "months_worked" in asked and nomination.person_id and year:
        out["months_worked"] = forms.IntegerField(
            label=gettext("Số tháng công tác năm %(year)s") % {"year": year},
            min_value=0,
            max_value=12,
            required=False,
            initial=(said.get("months_worked") or {}).get(year),
        )
        out["maternity_months"] = forms.IntegerField(
            label=gettext("Trong đó nghỉ thai sản (tháng)"),
            min_value=0,
            max_value=12,
            required=False,
            initial=(said.get("maternity_months") or {}).get(year),
        )
    if "initiatives" in asked:
        out["initiatives"] = forms.CharField(
            label=gettext("Sáng kiến được công nhận"),
            help_text=gettext("Mỗi dòng một sáng kiến: năm; số quyết định; phạm vi."),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            initial="\n".join(
                "; ".join(str(i.get(key, "")) for key in ("year", "code", "scope"))
                for i in said.get("initiatives") or ()
            ),
        )
    if "examination" in asked:
        out["under_examination"] = forms.ChoiceField(
            label=gettext("Có việc đang được xem xét, xác minh không"),
            choices=YES_NO,
            required=False,
            initial=AS_WORD[said.get("under_examination")],
        )
        out["matter"] = TextField(
            label=gettext("Việc gì"), max_length=300, required=False, initial=said.get("matter", "")
        )
    if "discipline" in asked:
        out["disciplined"] = forms.ChoiceField(
            label=gettext("Có bị kỷ luật trong thời gian xét không"),
            choices=YES_NO,
            required=False,
            initial=AS_WORD[said.get("disciplined")],
        )
        out["discipline_ends_on"] = DayField(
            label=gettext("Hết thời hạn kỷ luật ngày"), required=False, initial=said.get("discipline_ends_on") or None
        )
    return out


def stated_values(nomination: Nomination, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was stated, as the dossier keeps it; what was not asked now stays as it was."""
    out = dict(nomination.declared)
    year = str(years_of(nomination)[-1]) if years_of(nomination) else ""
    for name in ("months_worked", "maternity_months"):
        if name in data:
            out[name] = {**(out.get(name) or {}), year: data[name]} if data[name] is not None else out.get(name)
    if "initiatives" in data:
        out["initiatives"] = initiatives_of(data["initiatives"]) if data["initiatives"].strip() else None
    for name in ("under_examination", "disciplined"):
        if name in data:
            out[name] = AS_FLAG[data[name]]
    if "matter" in data:
        out["matter"] = data["matter"]
    if "discipline_ends_on" in data:
        ends = data["discipline_ends_on"]
        out["discipline_ends_on"] = ends.isoformat() if ends else None
    return {name: value for name, value in out.items() if value not in (None, "")}


def initiatives_of(text: str) -> list[dict[str, Any]]:
    """Lines "2022; 12/QĐ-SK; cơ sở". A line without a year is not an initiative."""
    out = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(";")]
        if parts[0].isdigit():
            out.append({"year": int(parts[0]), "code": "".join(parts[1:2])[:80], "scope": "".join(parts[2:3])[:80]})
    return out


class EvidenceForm(PartForm):
    """Part three: papers by name; files are added beside."""

    evidence = forms.CharField(
        label=_("Minh chứng bằng văn bản"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
        help_text=_("Mỗi dòng một văn bản, ví dụ: Báo cáo 45-BC; Biên bản nghiệm thu."),
    )

    @staticmethod
    def stored(nomination: Nomination) -> dict[str, Any]:
        return {"evidence": nomination.evidence}

    def values(self) -> dict[str, Any]:
        return {"evidence": self.cleaned_data["evidence"].replace("\r\n", "\n").strip()}


class VoteForm(PartForm):
    """Part four: how the unit voted."""

    votes_total = forms.IntegerField(label=_("Tổng số người được bỏ phiếu"), min_value=1, max_value=100_000)
    votes_yes = forms.IntegerField(label=_("Số phiếu đồng ý"), min_value=0, max_value=100_000)

    @staticmethod
    def stored(nomination: Nomination) -> dict[str, Any]:
        return {"votes_yes": nomination.votes_yes, "votes_total": nomination.votes_total}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        yes, total = values.get("votes_yes"), values.get("votes_total")
        if yes is not None and total is not None and yes > total:
            raise forms.ValidationError(gettext("Số phiếu đồng ý không thể nhiều hơn tổng số."))
        return values

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("votes_yes", "votes_total")}


class MemberForm(forms.Form):
    name = TextField(label=_("Họ và tên"), max_length=200, required=False)
    person = PersonField(label=_("Mã nhân sự"), required=False)
    role = TextField(label=_("Vai trò trong Hội đồng"), max_length=80)


class SessionForm(forms.Form):
    held_on = DayField(label=_("Ngày họp"))


class DecisionForm(forms.Form):
    """What stands on the decision beside its lines."""

    title = TextField(label=_("Trích yếu"), max_length=400)
    dated_on = DayField(label=_("Ngày quyết định"))
    number = TextField(
        label=_("Số quyết định"), max_length=80, required=False, help_text=_("Để trống: lấy số kế tiếp của năm.")
    )
    reason = TextField(label=_("Lý do ghi trên bằng"), max_length=600)
    signer_name = TextField(label=_("Người ký"), max_length=200)
    signer_post = TextField(label=_("Chức vụ người ký"), max_length=200)


COUNT_LABELS = {
    "issued": _("Phát ra"),
    "returned": _("Thu về"),
    "valid": _("Hợp lệ"),
    "invalid": _("Không hợp lệ"),
    "yes": _("Đồng ý"),
    "no": _("Không đồng ý"),
}
