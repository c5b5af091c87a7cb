"""The office's answers of the first run: from `office.yaml` or from the first-run pages, kept in one row."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.models import Office
from vinhdanh.organisation.sheets.vocabulary import level_words, store_levels
from vinhdanh.rules.reasons import Reason, Refused

FILE_NAMES = ("office.yaml", "office.yml", "van-phong.yaml")
MOST_BYTES = 2**20
LAYOUTS = ("party", "state", "plain")
SECTIONS = ("organisation", "levels", "people", "bodies", "issuers", "report", "contest", "round")


def read_answers(path: Path) -> dict[str, Any]:
    """The answers in a YAML file, days as ISO texts. Raises `Refused` when it is no such file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(Reason("office.unreadable", {"file": path.name}))
        answers = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError):
        raise Refused(Reason("office.unreadable", {"file": path.name})) from None
    if not isinstance(answers, dict):
        raise Refused(Reason("office.unreadable", {"file": path.name}))
    wrong = [name for name in SECTIONS if not isinstance(answers.get(name) or {}, dict)]
    if wrong:
        raise Refused(Reason("office.wrong_sections", {"file": path.name, "sections": ", ".join(wrong)}))
    return _plain(answers)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def answers_beside(paths: list[Path]) -> Path | None:
    """The office's answers that lie in one of these folders, or beside one of these files."""
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


@transaction.atomic
def answer_first_questions(answers: dict[str, Any], *, by: Actor) -> Office:
    """Keep the office's answers and its words for its levels. The same answers again change nothing."""
    said = answers.get("organisation") or {}
    facts = {
        "name": str(said.get("name") or ""),
        "office_name": str(said.get("office") or ""),
        "root_code": str(said.get("root") or ""),
        "layout": said.get("layout") if said.get("layout") in LAYOUTS else "plain",
        "language": "en" if said.get("language") == "en" else "vi",
        "answers": answers,
    }
    office = Office.objects.select_for_update().order_by("pk").first()
    if office is None:
        office = Office.objects.create(**facts)
    elif all(getattr(office, name) == value for name, value in facts.items()):
        return office
    else:
        Office.objects.filter(pk=office.pk).update(**facts)
        office.refresh_from_db()
    store_levels([], level_words(answers), answers)
    record("office.answered", office, by=by, sections=sorted(answers))
    return office
