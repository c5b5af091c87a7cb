"""Two warm child processes: one compiles, without the key; one signs, without the texts' templates."""

from pathlib import Path
from typing import Self

from django.conf import settings

from vinhdanh.honours.documents.compile import compile_pdf
from vinhdanh.honours.documents.fields import TEMPLATE, Letterhead, certificate_json, stamp_of
from vinhdanh.honours.documents.keys import trusted_roots
from vinhdanh.honours.models import Certificate
from vinhdanh.kernel.uploads import MEGABYTE, Limited

REASON = "Bằng khen điện tử"
# Named, not imported: pyHanko is loaded by the child alone.
SIGNING = "vinhdanh.honours.documents.signing"
EXAMINING = "vinhdanh.honours.documents.examining"


class Workshop:
    """Makes papers one after another; memory stays flat however many there are."""

    def __init__(self, head: Letterhead) -> None:
        self.head = head
        self.press = Limited(memory=1536 * MEGABYTE, cpu=60, seconds=180)
        self.seal = Limited(memory=1024 * MEGABYTE, cpu=20, seconds=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.press.close()
        self.seal.close()

    def compiled(self, template: str, data: str, *, stamp: int) -> bytes:
        """A PDF; the same data and stamp give the same bytes. Raises `Refused` for a text that cannot fit."""
        return self.press.call(compile_pdf, template, data, stamp)

    def signed(self, certificate: Certificate) -> bytes:
        """The signed paper of one certificate."""
        pdf = self.compiled(
            TEMPLATE, certificate_json(certificate, self.head), stamp=stamp_of(certificate.award.awarded_on)
        )
        folder = str(Path(settings.KEYS_DIR))
        return self.seal.call_named(SIGNING, "seal", pdf, folder, self.head.organisation, REASON, self.head.place)


def examine(pdf: bytes) -> dict[str, str]:
    """What the signature of a PDF from anywhere is worth: see `examining.examine`."""
    with Limited(memory=1024 * MEGABYTE, cpu=20, seconds=30) as child:
        return child.call_named(EXAMINING, "examine", pdf, trusted_roots(Path(settings.KEYS_DIR)))
