"""A refusal without a sentence is a bare no; an event without one is a riddle."""

import re
from pathlib import Path

from django.utils import translation

from vinhdanh.rules.reasons import Reason
from vinhdanh.web.sentences import SENTENCES, sentence

PACKAGE = Path(__file__).parents[2] / "vinhdanh"
SOURCES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
REASON = re.compile(r"\b(?:Reason|Condition|in_state)\(\s*\"([a-z_.]+)\"")
VERB = re.compile(r"\brecord(?:_many)?\(\s*\"([a-z_.]+)\"")


def said(pattern):
    return {code for path in SOURCES for code in pattern.findall(path.read_text(encoding="utf-8"))}


def test_every_reason_has_a_sentence():
    assert {code for code in said(REASON) if not code.startswith("role.")} - SENTENCES.keys() == set()


def test_every_event_of_a_history_has_a_sentence():
    assert {f"event.{verb}" for verb in said(VERB)} - SENTENCES.keys() == set()


def test_every_sentence_stands_in_both_languages():
    with translation.override("vi"):
        vietnamese = {code: str(text) for code, text in SENTENCES.items()}
    with translation.override("en"):
        english = {code: str(text) for code, text in SENTENCES.items()}
    assert {code for code in SENTENCES if vietnamese[code] == english[code]} == set()


def test_an_unknown_reason_is_still_answered():
    with translation.override("vi"):
        assert sentence(Reason("no.such.code")) == "Chưa làm được việc này (no.such.code)."
