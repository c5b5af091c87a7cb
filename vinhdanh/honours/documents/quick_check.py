"""Is the signature of a certificate of ours whole? Without pyHanko, for pages that must answer at once.

Only for files that we made: what comes from elsewhere is examined by pyHanko in a limited child.
"""

import hashlib
import re

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def is_signature_whole(pdf: bytes, roots: list[bytes]) -> bool:
    """Signed over the whole file, by a key below one of `roots` (certificates in DER)."""
    ranges = _RANGE.findall(pdf)
    if len(ranges) != 1:
        return False
    start, length, again, rest = (int(number) for number in ranges[0])
    if start != 0 or again + rest != len(pdf) or not 0 < length < again:
        return False
    try:
        content = cms.ContentInfo.load(bytes.fromhex(pdf[length + 1 : again - 1].decode("ascii")))["content"]
        return _is_signed(content, hashlib.sha256(pdf[:length] + pdf[again:]).digest(), roots)
    except (ValueError, KeyError, IndexError, TypeError, InvalidSignature):
        return False


def _is_signed(content: cms.SignedData, digest: bytes, roots: list[bytes]) -> bool:
    signer_info = content["signer_infos"][0]
    attributes = signer_info["signed_attrs"]
    stated = [a["values"][0].native for a in attributes if a["type"].native == "message_digest"]
    serial = signer_info["sid"].chosen["serial_number"].native
    certificates = [x509.load_der_x509_certificate(choice.chosen.dump()) for choice in content["certificates"]]
    signer = next(found for found in certificates if found.serial_number == serial)
    key = signer.public_key()
    if stated != [digest] or not isinstance(key, rsa.RSAPublicKey) or not _is_below(signer, roots):
        return False
    key.verify(signer_info["signature"].native, attributes.untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    return True


def _is_below(signer: x509.Certificate, roots: list[bytes]) -> bool:
    for content in roots:
        try:
            signer.verify_directly_issued_by(x509.load_der_x509_certificate(content))
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False
