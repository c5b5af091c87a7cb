"""Large imports, in the background."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.actions_intake import store_rows
from vinhdanh.kernel.jobs import Run, job_kind
from vinhdanh.kernel.models import Intake


@job_kind("intake.load", title=_("Nhập bảng tính"))
def load_intake(run: Run) -> dict[str, Any]:
    """Loading the same file twice changes nothing, so a job that was killed may be done again."""
    draft = Intake.objects.select_related("file").get(pk=run.arguments["intake"])
    total = draft.summary["check"]["total"]["rows"]
    run.step(0, total)
    store_rows(draft, by=run.actor)
    run.step(total, total)
    return {"url": reverse("intake_result", args=[draft.pk])}
