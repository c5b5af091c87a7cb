"""From text to checked values: filters, entries, marks, the terms of a contest."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.contests.models import Contest, Judge
from vinhdanh.contests.queries import STATES, EntryFilter
from vinhdanh.organisation.fields import DayField, UnitField
from vinhdanh.organisation.models import Person
from vinhdanh.rules.text import clean

NOT_AFTER = _("Ngày này sau hôm nay (%(today)s). Chỉ ghi việc đã làm.")
TIES = {
    "lowest_mark_desc": _("điểm thấp nhất cao hơn"),
    "highest_mark_desc": _("điểm cao nhất cao hơn"),
    "middle_mark_desc": _("điểm giữa cao hơn"),
    "spread_asc": _("các điểm gần nhau hơn"),
    "received_asc": _("ngày nhận sớm hơn"),
    "received_desc": _("ngày nhận muộn hơn"),
    "code_asc": _("mã bài nhỏ hơn"),
}
PRIZE = re.compile(r"^(.+?)\s*[:,–-]\s*(\d+)$")


class FilterForm(forms.Form):
    """The filter of the entries, read from the address."""

    don_vi = UnitField(required=False, label=_("Đơn vị (mã hoặc tên)"))
    q = forms.CharField(required=False, max_length=200, label=_("Tên bài, mã bài, tác giả"))
    the_loai = forms.CharField(required=False, max_length=80, label=_("Thể loại"))
    loc = forms.CharField(required=False, max_length=12)

    def asked(self) -> EntryFilter:
        self.is_valid()
        got = self.cleaned_data
        chip = got.get("loc") or ""
        return EntryFilter(
            state=chip if chip in STATES else "",
            forwarded=chip == "gui",
            unmarked=chip == "thieu",
            genre=got.get("the_loai") or "",
            text=got.get("q") or "",
            unit=got.get("don_vi"),
        )


class Dated(forms.Form):
    def __init__(self, *args: Any, today: dt.date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.today = today

    def not_after_today(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.add_error(name, str(NOT_AFTER) % {"today": f"{self.today:%d/%m/%Y}"})


class EntryForm(Dated):
    """What was received and who wrote it."""

    code = forms.CharField(label=_("Mã bài"), max_length=40)
    title = forms.CharField(label=_("Tên tác phẩm"), max_length=400)
    genre = forms.CharField(label=_("Thể loại"), max_length=80, help_text=_("Ví dụ: Bài báo, Video clip."))
    words = forms.IntegerField(label=_("Số từ"), required=False, min_value=1, max_value=1_000_000)
    received_on = DayField(label=_("Ngày nhận"))
    person = forms.CharField(
        label=_("Mã nhân sự của tác giả"),
        required=False,
        max_length=40,
        help_text=_("Để trống khi tác giả không có mã."),
    )
    author = forms.CharField(label=_("Họ và tên tác giả"), required=False, max_length=200)
    unit = UnitField(label=_("Đơn vị trực thuộc (mã hoặc tên)"))

    def clean_person(self) -> Person | None:
        code = clean(self.cleaned_data["person"])
        if not code:
            return None
        found = Person.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(gettext("Không có ai mang mã nhân sự %(code)s.") % {"code": code})
        return found

    def clean(self) -> dict[str, Any]:
        got = self.cleaned_data
        self.not_after_today("received_on")
        person, author = got.get("person"), clean(got.get("author") or "")
        if person is None and not author and "person" not in self.errors:
            self.add_error("author", gettext("Ghi họ tên hoặc mã nhân sự của tác giả."))
        got["author"] = author or (person.name if person else "")
        return got


class CorrectionForm(Dated):
    title = forms.CharField(label=_("Tên tác phẩm"), max_length=400)
    genre = forms.CharField(label=_("Thể loại"), max_length=80)
    words = forms.IntegerField(label=_("Số từ"), required=False, min_value=1, max_value=1_000_000)
    received_on = DayField(label=_("Ngày nhận"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        self.not_after_today("received_on")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StateForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=400,
        error_messages={"required": _("Ghi lý do, ví dụ “tác giả xin rút ngày 12/08/2022”.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MarkForm(Dated):
    """A mark copied from a judge's paper sheet. Judges are named by their codes alone."""

    judge = forms.CharField(label=_("Mã giám khảo"), max_length=20, help_text=_("Ví dụ GK17."))
    score = forms.DecimalField(label=_("Điểm"), max_digits=6, decimal_places=2, localize=True)
    marked_on = DayField(label=_("Ngày chấm"))

    def __init__(self, *args: Any, contest: Contest, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.contest = contest
        on_scale(self.fields["score"], contest)
        self.fields["judge"].widget.attrs.update({"list": "judges", "autocomplete": "off"})

    def clean_judge(self) -> Judge:
        code = clean(self.cleaned_data["judge"])
        found = self.contest.judges.filter(code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(gettext("Cuộc thi không có giám khảo mang mã %(code)s.") % {"code": code})
        return found

    def clean(self) -> dict[str, Any]:
        self.not_after_today("marked_on")
        return self.cleaned_data


def on_scale(field: forms.Field, contest: Contest) -> None:
    """Say the scale, and refuse what is not on it."""
    sentence = gettext("Điểm từ 0 đến %(scale)s.") % {"scale": contest.scale}
    field.help_text = sentence
    field.min_value, field.max_value = 0, contest.scale  # type: ignore[attr-defined]
    field.validators += [forms.fields.validators.MinValueValidator(0, sentence)]
    field.validators += [forms.fields.validators.MaxValueValidator(contest.scale, sentence)]


class MarkCorrectionForm(forms.Form):
    score = forms.DecimalField(label=_("Điểm đúng"), max_digits=6, decimal_places=2, localize=True)
    reason = forms.CharField(
        label=_("Vì sao sửa"),
        max_length=400,
        error_messages={"required": _("Ghi lý do sửa điểm, ví dụ “chép nhầm phiếu chấm”.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contest: Contest, **rest: Any) -> None:
        super().__init__(*args, **rest)
        on_scale(self.fields["score"], contest)


class ConflictForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Quyết định của Ban Tổ chức"),
        choices=[("keep", _("Giữ điểm này")), ("exclude", _("Bỏ điểm này, chấm lại"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=400,
        error_messages={"required": _("Ghi lý do của Ban Tổ chức.")},
    )


class TermsForm(forms.Form):
    """The terms that a program can count with; their words are kept as they were published."""

    code = forms.CharField(label=_("Mã cuộc thi"), max_length=40, help_text=_("Ví dụ viet-2023."))
    name = forms.CharField(label=_("Tên cuộc thi"), max_length=300)
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2200)
    closes_on = DayField(label=_("Hạn nhận bài (tính cả ngày này)"))
    marks_per_entry = forms.IntegerField(label=_("Số điểm của mỗi bài"), min_value=1, max_value=20)
    scale = forms.IntegerField(label=_("Thang điểm"), min_value=1, max_value=1000)
    forward = forms.IntegerField(label=_("Số bài chọn gửi cấp trên"), min_value=0, max_value=1_000_000)
    prizes = forms.CharField(
        label=_("Giải thưởng, mỗi dòng một giải"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ví dụ: Giải A: 3"),
    )

    def __init__(self, *args: Any, contest: Contest | None = None, **rest: Any) -> None:
        if contest is not None:
            rest["initial"] = self.values_of(contest)
        super().__init__(*args, **rest)
        if contest is not None:
            del self.fields["code"]

    @staticmethod
    def values_of(contest: Contest) -> dict[str, Any]:
        names = ("name", "year", "closes_on", "marks_per_entry", "scale", "forward")
        prizes = "\n".join(f"{name}: {how_many}" for name, how_many in contest.prizes)
        return {name: getattr(contest, name) for name in names} | {"prizes": prizes}

    def clean_prizes(self) -> list[list[Any]]:
        prizes: list[list[Any]] = []
        for line in self.cleaned_data["prizes"].splitlines():
            text = clean(line)
            found = PRIZE.match(text)
            if text and found is None:
                raise forms.ValidationError(
                    gettext("Dòng “%(line)s” thiếu số giải. Ghi như “Giải A: 3”.") % {"line": text}
                )
            if found is not None:
                prizes.append([found.group(1), int(found.group(2))])
        return prizes


class PrizesForm(forms.Form):
    """Nothing is typed: the button says what happens."""
