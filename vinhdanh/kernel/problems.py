"""What an import said about one record, for the pages that show it."""

from django.db.models import QuerySet

from vinhdanh.kernel.models import IntakeProblem


def problems_of(sheet_kind: str, key: str) -> QuerySet[IntakeProblem]:
    """Problems of the spreadsheet row that a record came from, of the file that was loaded last."""
    found = IntakeProblem.objects.filter(record_type=sheet_kind, record_key=key, intake__state="loaded")
    return found.exclude(severity="reject").select_related("intake").order_by("-intake_id", "row", "pk")
