"""Everything that is said to people is said in English too."""

import pytest

from tools import messages


@pytest.mark.parametrize("app", messages.apps())
def test_everything_an_app_says_has_an_english_sentence(app):
    assert messages.problems(app) == []


def test_one_text_has_one_english_sentence():
    assert messages.contradictions() == []
