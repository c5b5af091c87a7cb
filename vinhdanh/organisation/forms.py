"""Corrections of plain facts, as typed."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.fields import DayField, TextField, UnitField
from vinhdanh.organisation.models import UnitKind


class Versioned(forms.Form):
    """Knows which version of the row it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class UnitFacts(Versioned):
    name = TextField(label=_("Tên đơn vị"), max_length=300)
    basis = TextField(label=_("Căn cứ thành lập"), max_length=300, required=False)


class PersonFacts(Versioned):
    name = TextField(label=_("Họ và tên"), max_length=200)
    unit = UnitField(label=_("Đơn vị"), help_text=_("Mã hoặc tên đơn vị"))
    gender = forms.ChoiceField(
        label=_("Giới tính"), required=False, choices=[("", "—"), ("female", _("Nữ")), ("male", _("Nam"))]
    )
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    work_post = TextField(label=_("Chức vụ chính quyền"), max_length=200, required=False)
    organisation_post = TextField(label=_("Chức vụ trong tổ chức"), max_length=200, required=False)
    joined_on = DayField(label=_("Ngày vào tổ chức"), required=False)
    is_leader = forms.BooleanField(label=_("Là lãnh đạo đơn vị"), required=False)
    status = forms.ChoiceField(label=_("Trạng thái"))

    def __init__(self, *args: Any, paths: list[str], states: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(UnitField, self.fields["unit"]).paths = paths
        now = str(self.initial.get("status") or "")
        states_field = cast(forms.ChoiceField, self.fields["status"])
        states_field.choices = [(word, word) for word in dict.fromkeys([*states, now]) if word]


class LevelWords(forms.Form):
    """Two words for each level, Vietnamese and English."""

    def __init__(self, *args: Any, kinds: list[UnitKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = kinds
        for kind in kinds:
            self.fields[f"vi_{kind.pk}"] = TextField(label=kind.word, max_length=120, initial=kind.word)
            self.fields[f"en_{kind.pk}"] = TextField(
                label=f"{kind.word} (English)", max_length=120, required=False, initial=kind.word_en
            )

    def rows(self) -> list[tuple[UnitKind, forms.BoundField, forms.BoundField]]:
        return [(kind, self[f"vi_{kind.pk}"], self[f"en_{kind.pk}"]) for kind in self.kinds]

    def words(self) -> dict[UnitKind, tuple[str, str]]:
        return {kind: (self.cleaned_data[f"vi_{kind.pk}"], self.cleaned_data[f"en_{kind.pk}"]) for kind in self.kinds}
