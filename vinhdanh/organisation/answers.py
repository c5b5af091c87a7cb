"""The office's answers of the first run, typed: what `office.yaml` says, with a default for what it leaves out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, override


def day(value: Any) -> dt.date | None:
    """A day of the answers: an ISO text, a date, or nothing."""
    if value is None or value == "":
        return None
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def period(value: Any) -> tuple[dt.date, dt.date] | None:
    """Two days of the answers, first and last."""
    if not value:
        return None
    first, last = (day(part) for part in value)
    return (first, last) if first and last else None


def texts(value: Any) -> tuple[str, ...]:
    return tuple(str(part) for part in value or ())


@dataclass(frozen=True)
class Answers:
    """A view over the answers; `raw` stays reachable for what has no name here."""

    raw: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        found = self.raw.get(name)
        return found if isinstance(found, Mapping) else {}

    def say(self, message: str, **facts: object) -> str:
        """A message in the office's own language, for names that the product gives to what it stores."""
        with override("en" if self.section("organisation").get("language") == "en" else "vi"):
            return gettext(message) % facts

    @property
    def level_words(self) -> dict[str, str]:
        """Our level -> this office's word for it."""
        return {str(code): str(word) for code, word in self.section("levels").items()}

    @property
    def cell_kinds(self) -> tuple[str, ...]:
        """Codes of the unit kinds that "cell" means in figures."""
        return texts(self.raw.get("cells"))

    @property
    def bodies(self) -> dict[str, str]:
        """Who inspects: key -> name."""
        return {str(key): str(name) for key, name in self.section("bodies").items()}

    @property
    def issuers(self) -> dict[str, str]:
        """Who commends: key -> name as on paper. `own` is the office's own organisation."""
        return {str(key): str(name) for key, name in self.section("issuers").items()}

    @property
    def person_word(self) -> str:
        """What a person of the organisation is called ("đảng viên", "đoàn viên")."""
        return str(self.section("people").get("word") or "")

    @property
    def active_words(self) -> tuple[str, ...]:
        return texts(self.section("people").get("active"))

    @property
    def left_words(self) -> tuple[str, ...]:
        return texts(self.section("people").get("left"))

    @property
    def report(self) -> Mapping[str, Any]:
        return self.section("report")

    @property
    def report_period(self) -> tuple[dt.date, dt.date] | None:
        return period(self.report.get("period"))

    @property
    def report_as_of(self) -> dt.date | None:
        return day(self.report.get("as_of"))

    @property
    def compared_with(self) -> dt.date | None:
        return day(self.report.get("compared_with"))

    @property
    def inspections_period(self) -> tuple[dt.date, dt.date] | None:
        return period(self.report.get("inspections"))

    @property
    def tasks_as_of(self) -> dt.date | None:
        return day(self.report.get("tasks_as_of"))

    @property
    def contest(self) -> Mapping[str, Any]:
        return self.section("contest")

    @property
    def round(self) -> Mapping[str, Any]:
        return self.section("round")
