"""Compile every translation catalogue (.po) into what the product reads (.mo)."""

import os
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent / "vinhdanh"


def main() -> None:
    for source in ROOT.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            part = compiled.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(part))
            part.replace(compiled)


if __name__ == "__main__":
    main()
