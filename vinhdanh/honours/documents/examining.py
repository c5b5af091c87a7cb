"""What the signature of a PDF from anywhere is worth, by pyHanko. Runs in a limited child process."""

import io
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


def examine(pdf: bytes, roots: list[bytes]) -> dict[str, Any]:
    """`roots` are the certificates (DER) that we trust. `state` is "whole", "altered", "foreign" or "unsigned"."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        signatures = reader.embedded_signatures
        if not signatures:
            return {"state": "unsigned"}
        trust = ValidationContext(trust_roots=[x509.Certificate.load(root) for root in roots], allow_fetching=False)
        status = validate_pdf_signature(signatures[-1], trust)
    except (PdfError, SignatureValidationError, ValueError, KeyError, IndexError, TypeError):
        return {"state": "altered"}
    found = {
        "signer": status.signing_cert.subject.native.get("common_name", ""),
        "signed_at": status.signer_reported_dt.isoformat() if status.signer_reported_dt else "",
    }
    covers_all = len(signatures) == 1 and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and covers_all):
        return {"state": "altered", **found}
    return {"state": "whole" if status.trusted else "foreign", **found}
