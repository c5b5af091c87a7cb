"""`./dev bench`: list the measurements, or run one."""

import runpy
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print("\n".join(NAMES))
        raise SystemExit(2)
    name = sys.argv.pop(1)
    runpy.run_path(str(Path(__file__).parent / f"{name}.py"), run_name="__main__")


if __name__ == "__main__":
    main()
