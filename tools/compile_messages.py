"""Compile every translation catalogue (.po) into what the product reads (.mo)."""

from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent / "vinhdanh"


def main() -> None:
    for source in ROOT.rglob("*.po"):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


if __name__ == "__main__":
    main()
