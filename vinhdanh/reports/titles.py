"""What a report is called when nobody named it yet."""

from django.utils.translation import gettext

from vinhdanh.reports.catalogue import Scope


def title_of(scope: Scope) -> str:
    """Báo cáo sơ kết giai đoạn 2021–2023."""
    first, last = scope.start.year, scope.end.year
    span = str(first) if first == last else f"{first}–{last}"
    if scope.is_whole or scope.unit is None:
        return gettext("Báo cáo sơ kết giai đoạn %(span)s") % {"span": span}
    return gettext("Báo cáo sơ kết giai đoạn %(span)s của %(unit)s") % {"span": span, "unit": scope.unit.name}
