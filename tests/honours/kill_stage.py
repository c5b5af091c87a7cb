"""Run by the test of killed workers, in a process and a database of its own: `kill_stage.py seed 60` or `look`."""

# ruff: noqa: E402
import datetime as dt
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
django.setup()

from django.db import transaction

from vinhdanh.honours.actions import add_award, issue_certificates, issue_decision, new_decision
from vinhdanh.honours.models import Certificate, Decision
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.files import path_of
from vinhdanh.kernel.models import IssuedNumber, Job

BY = Machine("Thử")


@transaction.atomic
def seed(count: int) -> None:
    decision = new_decision(issuer="Đảng ủy Khối", title="Khen thưởng", signer_name="Phạm Đức Bình", by=BY)
    for number in range(1, count + 1):
        add_award(
            decision,
            form="Bằng khen",
            award_kind="Chuyên đề",
            printed_name=f"Chi bộ số {number}",
            printed_unit="Đảng bộ Cục Lưu trữ",
            reason="Đã có thành tích xuất sắc",
            by=BY,
        )
    issue_decision(decision, dated_on=dt.date(2023, 5, 18), by=BY)
    issue_certificates(decision, by=BY)


def look() -> None:
    job = Job.objects.get()
    papers = Certificate.objects.filter(file__isnull=False).select_related("award").order_by("number")
    found = {
        "state": job.state,
        "done": job.done,
        "error": job.error,
        "papers": [(p.number, p.award.position, p.code, path_of(p.sha256).stat().st_size > 0) for p in papers],
        "numbers": sorted(
            IssuedNumber.objects.filter(series__name__startswith="cert").values_list("number", flat=True)
        ),
        "decisions": Decision.objects.count(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    seed(int(sys.argv[2])) if sys.argv[1] == "seed" else look()
