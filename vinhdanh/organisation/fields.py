"""Fields of filters and of forms that belong to a subtree: a day as typed, a unit below the user's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.rules.text import clean, fold

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
MANY = 5


class DayField(forms.DateField):
    """A day as people write it, 18/05/2023."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault(
            "widget", forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        options.setdefault("error_messages", {"invalid": _("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 18/05/2023.")})
        super().__init__(**options)


class TextField(forms.CharField):
    """Text cleaned at the border: NFC, one kind of space."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class UnitInput(forms.TextInput):
    """Suggests units while one types; without JavaScript the code or the name is typed."""

    template_name = "organisation/unit_input.html"


class UnitField(forms.CharField):
    """A unit by its code or name, among those below these paths. Marks and case do not matter."""

    widget = UnitInput

    def __init__(self, *, paths: list[str] | None = None, **options: Any) -> None:
        options.setdefault("max_length", 300)
        super().__init__(**options)
        self.paths = paths if paths is not None else [""]
        self.widget.attrs.update({"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code} {value.name}" if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        text = clean(super().clean(value) or "")
        if not text:
            return None
        here = Unit.objects.filter(within(self.paths, "path")).select_related("kind")
        code = text.split(" ", 1)[0]
        exact = here.filter(code__in={text, code}).order_by("code").last()
        if exact is not None:
            return exact
        key = fold(text)
        found = list(here.filter(name_key=key)[: MANY + 1]) or list(here.filter(name_key__contains=key)[: MANY + 1])
        alive = [unit for unit in found if unit.is_alive] or found
        if len(alive) == 1:
            return alive[0]
        if not found:
            raise forms.ValidationError(
                gettext("Không có đơn vị nào mang mã hoặc tên “%(text)s” trong phạm vi của anh/chị.") % {"text": text}
            )
        names = "; ".join(f"{unit.code} {unit.name}" for unit in alive[:MANY])
        raise forms.ValidationError(
            gettext("Có nhiều đơn vị khớp với “%(text)s”. Anh/chị ghi mã: %(names)s.") % {"text": text, "names": names}
        )


class PersonField(forms.CharField):
    """A person by his code, such as "0000123" or "0000123 Lò Thị Ánh"."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code} {value.name}" if isinstance(value, Person) else value

    def clean(self, value: Any) -> Person | None:
        text = clean(super().clean(value) or "")
        if not text:
            return None
        found = Person.objects.filter(code__in={text, text.split(" ", 1)[0]}).order_by("code").last()
        if found is None:
            raise forms.ValidationError(gettext("Không có người nào mang mã “%(text)s”.") % {"text": text})
        return found
