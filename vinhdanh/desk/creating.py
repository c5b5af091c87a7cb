"""What a user may begin from the first page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Creatable:
    label: str | Promise
    icon: str
    url_name: str
    roles: tuple[str, ...]
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args)


CREATABLE = (
    Creatable(_("Kế hoạch"), "file-text", "plan_new", ("office", "clerk")),
    Creatable(_("Văn bản chỉ đạo"), "workflow", "directive_new", ("office",)),
    Creatable(_("Cam kết"), "pen-line", "commitments_register", ("office", "clerk")),
    Creatable(_("Cuộc kiểm tra, giám sát"), "shield-check", "inspection_new", ("inspector", "office")),
)


def things_to_create(user: Any) -> list[Creatable]:
    return [one for one in CREATABLE if user.has_role(*one.roles)]
