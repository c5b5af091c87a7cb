"""Sentences keep their numbers in every language."""

import re
from pathlib import Path

import polib
import pytest

from vinhdanh.reports.words import cell_text, formal, shown

ENGLISH = Path(__file__).parents[2] / "vinhdanh/reports/locale/en/LC_MESSAGES/django.po"
GAPS = re.compile(r"\[[^\]]+\]|\{\w+\}")


def test_no_translation_loses_or_invents_a_figure():
    different = {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(ENGLISH))
        if not entry.msgid_plural and sorted(set(GAPS.findall(entry.msgid))) != sorted(set(GAPS.findall(entry.msgstr)))
    }

    assert different == {}


@pytest.mark.parametrize(
    ("value", "page", "paper"),
    [
        (1108, "1.108", "1.108"),
        (6, "6", "06"),
        (0, "0", "0"),
        (93.8, "93,8", "93,8"),
        (None, "–", "–"),
        (["024", "029"], "024, 029", "024, 029"),
        ("BDT-1070", "BDT-1070", "BDT-1070"),
    ],
)
def test_a_number_looks_as_it_is_read(value, page, paper):
    assert (shown(value), formal(value)) == (page, paper)


def test_a_stored_word_is_shown_in_words_and_an_open_end_as_nothing():
    assert [cell_text(value) for value in ("thematic", "Chỉ thị", None, 12)] == ["chuyên đề", "Chỉ thị", "", "12"]
