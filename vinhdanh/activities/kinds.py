"""The kinds of activities as people see them: one tab each, its order, its day, its own filter chips."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vinhdanh.activities.models import Activity, GoodModel, Meeting, Publicity, Regulation, Study

# Rows without a day stand last: newest first, and this is before every real day.
NO_DAY = dt.date(1, 1, 1)


@dataclass(frozen=True)
class Choice:
    """A chip above the list: rows of this kind that answer `asked`."""

    value: str
    label: str | Promise
    asked: Q


@dataclass(frozen=True)
class Kind:
    """`slug` stands in addresses; `holds` is what every row of the kind has; `one` names a single row."""

    code: str
    slug: str
    model: type[Activity]
    title: str | Promise
    one: str | Promise
    icon: str
    day: str  # the column that says when: a day, or a year
    sheet: str  # the kind of sheet that brings such rows
    holds: dict[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()

    @property
    def by_year(self) -> bool:
        return self.day == "year"

    @property
    def when(self) -> Combinable:
        """When it was, never null: what the list is ordered by."""
        if not self.model._meta.get_field(self.day).null:
            return F(self.day)
        return Coalesce(self.day, Value(0) if self.by_year else Value(NO_DAY))

    @property
    def asked(self) -> Q:
        return Q(**self.holds)

    @property
    def record_type(self) -> str:
        """How evidence names a row of this kind."""
        return self.model._meta.model_name or ""

    def within(self, first: dt.date | None, last: dt.date | None) -> Q:
        """Rows from `first` to `last`; years for the kind that knows no days."""
        asked = Q()
        if first is not None:
            asked &= Q(**{f"{self.day}__gte": first.year if self.by_year else first})
        if last is not None:
            asked &= Q(**{f"{self.day}__lte": last.year if self.by_year else last})
        return asked


OUTCOMES = {"reviewed": _("Rà soát"), "amended": _("Sửa đổi, bổ sung"), "new": _("Xây dựng mới")}
MEETING_KINDS = {"regular": _("Thường kỳ"), "thematic": pgettext_lazy("kind", "Chuyên đề")}

MEETING = Kind(
    code="meeting",
    slug="sinh-hoat",
    model=Meeting,
    title=_("Sinh hoạt"),
    one=_("Buổi sinh hoạt"),
    icon="users",
    day="held_on",
    sheet="activities.meetings",
)
THEMATIC = Kind(
    code="thematic",
    slug="chuyen-de",
    model=Meeting,
    title=_("Sinh hoạt chuyên đề"),
    one=_("Buổi sinh hoạt chuyên đề"),
    icon="book-open",
    day="held_on",
    sheet="activities.meetings",
    holds={"kind": "thematic"},
)
STUDY = Kind(
    code="study",
    slug="hoc-tap",
    model=Study,
    title=_("Học tập"),
    one=_("Hội nghị, lớp học tập"),
    icon="graduation-cap",
    day="held_on",
    sheet="activities.studies",
)
REGULATION = Kind(
    code="regulation",
    slug="quy-che",
    model=Regulation,
    title=_("Quy chế, quy định"),
    one=_("Quy chế, quy định"),
    icon="scroll-text",
    day="dated_on",
    sheet="activities.regulations",
    choices=tuple(Choice(value, label, Q(outcome=value)) for value, label in OUTCOMES.items()),
)
MODEL = Kind(
    code="model",
    slug="mo-hinh",
    model=GoodModel,
    title=_("Mô hình hay"),
    one=_("Mô hình, cách làm hay"),
    icon="lightbulb",
    day="year",
    sheet="activities.models",
    choices=(
        Choice("spread", _("Đã nhân rộng"), Q(is_spread=True)),
        Choice("single", _("Chưa nhân rộng"), Q(is_spread=False)),
    ),
)
PUBLICITY = Kind(
    code="publicity",
    slug="tuyen-truyen",
    model=Publicity,
    title=_("Tuyên truyền"),
    one=_("Tin, bài tuyên truyền"),
    icon="megaphone",
    day="dated_on",
    sheet="activities.publicity",
)

KINDS = (MEETING, THEMATIC, STUDY, REGULATION, MODEL, PUBLICITY)
BY_SLUG = {kind.slug: kind for kind in KINDS}
# Kinds whose rows are theirs alone: a thematic session is a meeting.
RECORDS = (MEETING, STUDY, REGULATION, MODEL, PUBLICITY)
BY_RECORD_TYPE = {kind.record_type: kind for kind in RECORDS}


def kind_of(row: Activity) -> Kind:
    return BY_RECORD_TYPE[row._meta.model_name or ""]
