"""What a user may begin from the first page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.policies import TAKE_IN, WRITERS
from vinhdanh.commendations.models import Round
from vinhdanh.contests.policies import KEEPERS
from vinhdanh.inspections.policies import INSPECTORS


@dataclass(frozen=True)
class Creatable:
    label: str | Promise
    icon: str
    url: str


def things_to_create(user: Any) -> list[Creatable]:
    """In the order of the side bar; a nomination first while a round is open."""
    made = []
    if user.has_role("office", "clerk"):
        open_round = Round.objects.filter(state="open").order_by("-pk").values_list("code", flat=True).first()
        if open_round is not None:
            url = reverse("nomination_new", args=[open_round])
            made.append(Creatable(_("Đề nghị khen thưởng"), "award", url))
        made.append(Creatable(_("Kế hoạch của đơn vị"), "file-text", reverse("plan_new")))
        made.append(Creatable(_("Số cam kết"), "pen-line", reverse("commitments_register")))
    if user.has_role("office"):
        made.append(Creatable(_("Văn bản chỉ đạo"), "workflow", reverse("directive_new")))
    if user.has_role(*WRITERS):
        made.append(Creatable(_("Hoạt động"), "chart-column", reverse("activity_new", args=["sinh-hoat"])))
    if user.has_role(*INSPECTORS):
        made.append(Creatable(_("Cuộc kiểm tra, giám sát"), "shield-check", reverse("inspection_new")))
    if user.has_role(*KEEPERS):
        made.append(Creatable(_("Cuộc thi"), "trophy", reverse("contest_new")))
    if user.has_role(*TAKE_IN):
        made.append(Creatable(_("Nhập từ Excel"), "upload", reverse("intake")))
    return made
