"""Conditions read from the sentences in which an office published them.

The office's own answers go before anything that is read here: this is for the office that has none
yet. A sentence that is not understood gives nothing, never a guess; the round shows its words all the same.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from vinhdanh.rules.terms import days_of
from vinhdanh.rules.text import clean, fold

_SHARE = re.compile(r"(\d+)\s*/\s*(\d+)|(\d+(?:[.,]\d+)?)\s*%")
_RUNS = re.compile(r"(?:cum|chuoi|runs? of) (\d+) (?:tu|chu|words?)")
_FLOOR = re.compile(
    r"(?:từ|đạt|at least)\s+(?:loại\s+)?(.+?)(?:\s+trở lên|\s+or (?:better|above)|[;.,()]|$)", re.IGNORECASE
)
_BY = re.compile(r"(?:chưa được|awarded by|given by)\s+(.+?)\s+(?:tặng|khen|trao|in|a|the)\b", re.IGNORECASE)
_YEARS = re.compile(r"(\d+)\s*(?:năm|years?)", re.IGNORECASE)
_KINDS = ("chuyên đề", "công trạng", "đột xuất", "thường xuyên", "niên hạn")
_FORMS = ("bằng khen", "giấy khen", "cờ thi đua", "kỷ niệm chương")


def read_sentences(
    articles: Mapping[str, str], *, ratings: Iterable[str], award: Mapping[str, str] | None = None
) -> dict[str, dict[str, Any]]:
    """`{"K5": "Phiếu đồng ý tại đơn vị từ 2/3 tổng số"}` as conditions with their parameters.

    `award` is what the office said of its own awards: issuer, form, kind; what is missing there is
    looked for in the sentence.
    """
    found = {}
    for code, text in articles.items():
        condition = _condition(text, tuple(ratings), award or {})
        if condition is not None:
            found[code] = {**condition, **_effects(fold(text))}
    return found


def rating_years(articles: Mapping[str, str], form: str) -> int | None:
    """For how many years a form asks for ratings: "Bằng khen chi bộ: 2 năm"."""
    for text in articles.values():
        stated = re.search(rf"{re.escape(clean(form))}\s*[:(–-]\s*(\d+)\s*(?:năm|years?)", clean(text), re.IGNORECASE)
        if stated:
            return int(stated.group(1))
    for text in articles.values():
        if _says(fold(text), ("xep loai", "rating")) and (years := _YEARS.search(text)) and ":" not in text:
            return int(years.group(1))
    return None


def _says(said: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in f" {said} " for word in words)


def _condition(text: str, ratings: tuple[str, ...], award: Mapping[str, str]) -> dict[str, Any] | None:
    said = fold(text)
    share = _share(text)
    if _says(said, ("minh chung", "evidence", "proof")):
        return {"rule": "has_evidence"}
    if _says(said, ("mot ho so", "one dossier")):
        return {"rule": "one_dossier_per_form", "keep": "first_submitted"}
    if share and _says(said, ("khong trung", "sao chep", "giong", "copied", "similar")):
        runs = _RUNS.search(said)
        return {"rule": "text_not_copied", "words": int(runs.group(1)) if runs else 5, "share": share}
    if _says(said, ("kien nghi", "kien nghi kiem tra", "findings", "finding")):
        return {"rule": "no_open_finding"}
    if _says(said, ("chua duoc", "not yet awarded", "not been given", "not been awarded")):
        return _not_yet_awarded(text, said, award)
    if share and _says(said, ("co mat", "quorum", "present")):
        return {"rule": "quorum", "share": share, "of": "all_members"}
    if share and _says(said, ("dong y", "tan thanh", "yes", "in favour")):
        at_council = _says(said, ("hoi dong", "council"))
        return {"rule": "pass_mark", "share": share, "of": "all_members"} if at_council else _unit_vote(share)
    if _says(said, ("xep loai", "danh gia", "ratings", "rating")) and _says(said, ("du", "complete", "known", "every")):
        return {"rule": "ratings_known"}
    if (floor := _floor(text, ratings)) is not None:
        return {"rule": "ratings_at_least", "rating": floor}
    days = days_of(text)
    if len(days) == 2 and _says(said, ("thanh tich", "achieved", "achievement")):
        return {"rule": "achieved_between", "from": min(days).isoformat(), "to": max(days).isoformat()}
    if _says(said, ("con hoat dong", "dang cong tac", "dang sinh hoat", "still exists", "still active", "in service")):
        return {"rule": "alive_on", "date": "decision_date"}
    return None


def _unit_vote(share: str) -> dict[str, Any]:
    return {"rule": "unit_vote_share", "share": share}


def _not_yet_awarded(text: str, said: str, award: Mapping[str, str]) -> dict[str, Any] | None:
    form = award.get("form") or next((word.capitalize() for word in _FORMS if fold(word) in said), "")
    kind = award.get("kind") or next((word.capitalize() for word in _KINDS if fold(word) in said), "")
    named = _BY.search(clean(text))
    issuer = award.get("issuer") or (named.group(1) if named else "own")
    if not form:
        return None
    return {
        "rule": "not_yet_awarded",
        "issuer": issuer,
        "form": form,
        **({"kind": kind} if kind else {}),
        **({"period": "report"} if _says(said, ("trong ky", "in the period", "in this period")) else {}),
    }


def _share(text: str) -> str:
    found = _SHARE.search(text)
    if not found:
        return ""
    part, whole, percent = found.groups()
    return f"{percent.replace(',', '.')}%" if percent else f"{part}/{whole}"


def _floor(text: str, ratings: tuple[str, ...]) -> str | None:
    known = {fold(rating): rating for rating in ratings}
    for found in _FLOOR.findall(text):
        if fold(found) in known:
            return known[fold(found)]
    return None


def _effects(said: str) -> dict[str, str]:
    """What "not met" and "unknown" do to a dossier, where the sentence says so."""
    effects = {}
    if _says(said, ("tam dung", "tam hoan", "on hold", "put on hold")):
        effects["fails"] = "hold"
    elif _says(said, ("xem lai", "xem xet lai", "reviewed again")):
        effects["fails"] = "review"
    if _says(said, ("tra lai", "bo sung", "sent back", "returned")):
        effects["missing"] = "return"
    return effects
