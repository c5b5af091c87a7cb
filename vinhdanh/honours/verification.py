"""Is this certificate real? Asked by anybody, with a code or with the file itself."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from vinhdanh.honours.documents.keys import trusted_roots
from vinhdanh.honours.documents.quick_check import is_signature_whole
from vinhdanh.honours.documents.workshop import examine
from vinhdanh.honours.models import Certificate
from vinhdanh.honours.queries import certificate_by_code
from vinhdanh.kernel.files import path_of
from vinhdanh.rules.reasons import Refused

VALID, WITHDRAWN, UNKNOWN = "valid", "withdrawn", "unknown"
ALTERED, FOREIGN, UNSIGNED = "altered", "foreign", "unsigned"


@dataclass(frozen=True)
class Answer:
    """`signature` tells more about a file: who signed it and when, as the file claims."""

    state: str
    certificate: Certificate | None = None
    signature: dict[str, str] = field(default_factory=dict)


def answer_for_code(typed: str) -> Answer:
    """The paper with this code: valid, withdrawn, unknown, or altered on our own disk."""
    certificate = certificate_by_code(typed)
    if certificate is None:
        return Answer(UNKNOWN)
    if not is_kept_whole(certificate):
        return Answer(ALTERED, certificate)
    return Answer(_state_of(certificate), certificate)


def answer_for_file(pdf: bytes) -> Answer:
    """A file that somebody holds: valid only when it is, byte for byte, one that we signed and kept."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    known = Certificate.objects.select_related("award", "award__decision", "file").filter(sha256=sha256).first()
    if known is not None:
        return Answer(_state_of(known) if is_kept_whole(known) else ALTERED, known)
    try:
        signature = examine(pdf)
    except Refused:
        return Answer(ALTERED)
    state = signature.pop("state")
    # Signed by us and yet not one of the papers we know: something was changed where signatures do not look.
    return Answer(ALTERED if state == "whole" else state, signature=signature)


def is_kept_whole(certificate: Certificate) -> bool:
    """The stored file is the one that was signed, and its signature is one of ours."""
    try:
        pdf = path_of(certificate.sha256).read_bytes()
    except OSError:
        return False
    same = hashlib.sha256(pdf).hexdigest() == certificate.sha256
    return same and is_signature_whole(pdf, trusted_roots(Path(settings.KEYS_DIR)))


def _state_of(certificate: Certificate) -> str:
    return VALID if certificate.award.state == "valid" else WITHDRAWN
