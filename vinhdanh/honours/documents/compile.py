"""From fields to a PDF, by typst, in the process that calls.

Called through `kernel.uploads.Limited`, so that no text can exhaust the server; needs no Django. One
compiler is kept for all calls of a process: it holds the fonts, and memory stays flat.
"""

import datetime as dt
import re
from functools import cache
from pathlib import Path

import typst

from vinhdanh.rules.reasons import Reason, Refused

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STANDARDS = ["a-2a", "ua-1"]
PANIC = "does-not-fit:"
TOO_LONG = {
    "name": "certificate.name_too_long",
    "unit": "certificate.unit_too_long",
    "reason": "certificate.reason_too_long",
}
UNKNOWN_LETTER = re.compile('text `"(.+?)"` could not be displayed')


@cache
def compiler(template: str) -> typst.Compiler:
    folder = HERE / "templates" / template
    return typst.Compiler(str(folder / "main.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True)


def compile_pdf(template: str, data: str, stamp: int) -> bytes:
    """`data` is the JSON that the template reads; `stamp` the seconds since 1970 written into the file.

    The same arguments give the same bytes. Raises `Refused` when a text fits its place at no
    size, or has a letter that the fonts lack.
    """
    try:
        return compiler(template).compile(  # type: ignore[return-value]
            sys_inputs={"data": data},
            pdf_standards=STANDARDS,  # type: ignore[arg-type]
            timestamp=dt.datetime.fromtimestamp(stamp, dt.UTC),
        )
    except typst.TypstError as error:
        raise refusal_of(str(error)) or error from None


def refusal_of(error: str) -> Refused | None:
    """What of the text is in the way, when it is the text."""
    if PANIC in error:
        slot = error.split(PANIC, 1)[1].split('"', 1)[0].strip()
        return Refused(Reason(TOO_LONG.get(slot, "certificate.does_not_fit"), {"slot": slot}))
    if letter := UNKNOWN_LETTER.search(error):
        return Refused(Reason("certificate.letter_unknown", {"letter": letter[1]}))
    return None


def compile_png(template: str, data: str, ppi: int) -> bytes:
    """A picture of the first page, for previews."""
    pages = compiler(template).compile(sys_inputs={"data": data}, format="png", ppi=ppi)
    return pages[0] if isinstance(pages, list) else pages  # type: ignore[return-value]
