"""The words of the invented bloc, read from the data beside this file."""

from pathlib import Path
from random import Random
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


def person_name(rng: Random) -> tuple[str, str]:
    """An invented name and its gender word. One in two hundred is of one of the smaller peoples."""
    if rng.random() < 0.005:
        name, gender = rng.choice(WORDS["whole_names"])
        return name, gender
    family = rng.choice(WORDS["families"])
    if rng.random() < 0.45:
        return f"{family} {rng.choice(WORDS['middles_f'])} {rng.choice(WORDS['givens_f'])}", "Nữ"
    return f"{family} {rng.choice(WORDS['middles_m'])} {rng.choice(WORDS['givens_m'])}", "Nam"


def deeds(rng: Random, subject: str, *, count: int) -> str:
    """A short account of achievements, with figures of its own, so that honest accounts differ."""
    chosen = rng.sample(WORDS["deeds"], count)
    return f"{subject}: " + ". ".join(deed.format(n=rng.randint(7, 980)) for deed in chosen) + "."


def entry_title(rng: Random) -> str:
    return f"{rng.choice(WORDS['title_heads'])} {rng.choice(WORDS['title_tails'])}"
