"""`./dev messages [app …]`: collect what is said to people, keep the English translations, compile them.

`--check` changes nothing, lists what has no English yet and ends with 1 when there is something.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent / "vinhdanh"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
GAPS = re.compile(r"%\((\w+)\)[sd]|%[sd]")
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass
class Message:
    singular: str
    plural: str = ""
    context: str | None = None
    places: list[str] = field(default_factory=list)


def apps() -> list[str]:
    return sorted(path.parent.name for path in ROOT.glob("*/apps.py"))


def _calls(source: str) -> Iterator[Message]:
    file = io.BytesIO(source.encode())
    for _, function, found, _ in extract_python(file, KEYWORDS, [], {"encoding": "utf-8"}):
        spec = KEYWORDS[function]
        parts = list(found) if isinstance(found, tuple | list) else [found]
        context = parts.pop(0) if function.startswith(("pgettext", "npgettext")) else None
        if parts and isinstance(parts[0], str) and parts[0]:
            plural = parts[1] if spec and len(parts) > 1 and function.startswith(("ng", "np")) else ""
            yield Message(parts[0], plural or "", context)


def _said_in(path: Path) -> Iterator[Message]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What templatize leaves around the calls has lost its indentation: in brackets nobody minds.
        source = f"(\n{templatize(source, origin=str(path))}\n)"
    yield from _calls(source)


def collect(app: str) -> dict[tuple[str | None, str], Message]:
    """Everything that this app says, each once, with the files where it says it."""
    found: dict[tuple[str | None, str], Message] = {}
    files = [p for p in (ROOT / app).rglob("*") if p.suffix in {".py", ".html"} and "migrations" not in p.parts]
    for path in sorted(files):
        for message in _said_in(path):
            known = found.setdefault((message.context, message.singular), message)
            known.plural = known.plural or message.plural
            place = path.relative_to(ROOT.parent).as_posix()
            if place not in known.places:
                known.places.append(place)
    return found


def catalogue(app: str) -> Path:
    return ROOT / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(app: str) -> polib.POFile:
    path = catalogue(app)
    return polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return (entry.msgctxt, entry.msgid)


def update(app: str) -> None:
    """Write the catalogue anew: what is said today, with the translations that stood here or in another app."""
    known = {_key(entry): entry for other in [*apps(), app] for entry in read(other) if entry.translated()}
    said = collect(app)
    if not said:
        return
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = HEADER
    for key, message in sorted(said.items(), key=lambda item: (item[1].places[0], item[0][1])):
        entry = polib.POEntry(msgid=message.singular, msgctxt=message.context)
        entry.occurrences = [(place, "") for place in message.places]
        if GAPS.search(message.singular):
            entry.flags.append("python-format")
        before = known.get(key)
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = {0: "", 1: ""}
            if before is not None:
                one = before.msgstr or before.msgstr_plural.get(0, "")
                entry.msgstr_plural = {0: one, 1: before.msgstr_plural.get(1, "") or one}
        elif before is not None:
            entry.msgstr = before.msgstr or before.msgstr_plural.get(1, "")
        fresh.append(entry)
    path = catalogue(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    fresh.save_as_mofile(str(path.with_suffix(".mo")))


def _gaps(text: str) -> set[str]:
    return {match.group(0) for match in GAPS.finditer(text)}


def problems(app: str) -> list[str]:
    """What this app says without an English sentence, or with one whose gaps differ, or that is fuzzy or left over."""
    known = {_key(entry): entry for entry in read(app)}
    said = collect(app)
    out = []
    for key, message in said.items():
        entry = known.get(key)
        where = f"{app}: {message.singular!r} ({message.places[0]})"
        texts = [] if entry is None else list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
        if not texts or not all(texts):
            out.append(f"{where} has no English")
        elif any(_gaps(text) - _gaps(message.singular + message.plural) for text in texts):
            out.append(f"{where} has other gaps in English")
        elif entry is not None and entry.fuzzy:
            out.append(f"{where} is fuzzy")
    out += [f"{app}: {text!r} is said nowhere any more" for (_, text) in known.keys() - said.keys()]
    return out


def contradictions() -> list[str]:
    """Texts that two apps translate differently: at run time one of the two would win everywhere."""
    english: dict[tuple[str | None, str], tuple[str, str]] = {}
    out = []
    for app in apps():
        for entry in read(app):
            text = entry.msgstr or entry.msgstr_plural.get(1, "")
            if not text:
                continue
            other, before = english.setdefault(_key(entry), (app, text))
            if before != text:
                out.append(f"{entry.msgid!r} is {before!r} in {other}, {text!r} in {app}")
    return out


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./dev messages", description=__doc__)
    parser.add_argument("apps", nargs="*", metavar="app", help="only these apps")
    parser.add_argument("--check", action="store_true", help="list what is missing, change nothing")
    asked = parser.parse_args(arguments)
    chosen = asked.apps or apps()
    if not asked.check:
        for app in chosen:
            update(app)
    missing = [line for app in chosen for line in problems(app)] + contradictions()
    for line in missing:
        print(line)
    print(f"{len(missing)} to translate" if missing else "All translated")
    return 1 if missing and asked.check else 0


if __name__ == "__main__":
    sys.exit(main())
