"""What became of a batch, as plain values: for the terminal, for other programs, for the pages."""

from collections import Counter
from typing import Any

from vinhdanh.kernel.sheets.batch import Batch, FileResult, SheetResult
from vinhdanh.kernel.sheets.row import REPAIR, WARN

COUNTED = ("rows", "accepted", "repaired", "warned", "rejected")


def summary(batch: Batch, *, sentence: Any) -> dict[str, Any]:
    """`{"files": [{"file", "sheets": [...]}], "total": {...}}`; `sentence` turns a reason into words."""
    files = [file_summary(file, sentence=sentence) for file in batch.files]
    total: Counter[str] = Counter()
    for file in files:
        for sheet in file["sheets"]:
            total.update({name: sheet[name] for name in COUNTED})
    stored = list(batch.stored.values())
    return {
        "files": files,
        "total": {name: total[name] for name in COUNTED}
        | {
            "created": sum(one.created for one in stored),
            "changed": sum(one.changed for one in stored),
            "unchanged": sum(one.unchanged for one in stored),
        },
        "kinds": {
            code: {"created": one.created, "changed": one.changed, "unchanged": one.unchanged}
            for code, one in batch.stored.items()
        },
    }


def file_summary(file: FileResult, *, sentence: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"file": file.name, "sheets": [sheet_summary(sheet) for sheet in file.sheets]}
    if file.refused:
        found["reason"] = " ".join(sentence(reason) for reason in file.refused)
    return found


def sheet_summary(sheet: SheetResult) -> dict[str, Any]:
    """Counts are of rows: a row that is rejected counts as nothing else. Problems in the order of rows."""
    layout = sheet.layout
    counts = dict.fromkeys(COUNTED, 0) | {"rows": len(sheet.rows)}
    problems = []
    for row in sheet.problem_rows:
        severities = {problem.severity for problem in row.problems}
        if row.is_rejected:
            counts["rejected"] += 1
        else:
            counts["repaired"] += REPAIR in severities
            counts["warned"] += WARN in severities
        problems.extend(
            {
                "row": row.number,
                "column": layout.letter(problem.column),
                "severity": problem.severity,
                "problem": problem.text,
                "code": problem.code,
                "value": problem.value,
                "suggestion": problem.suggestion,
            }
            for problem in row.problems
        )
    counts["accepted"] = counts["rows"] - counts["rejected"]
    found = {"sheet": layout.sheet, "kind": layout.kind, **counts, "problems": problems}
    if layout.notes:
        found["notes"] = list(layout.notes)
    if layout.reason:
        found["reason"] = layout.reason
    return found
