"""PAdES baseline signatures by pyHanko, quick enough for thousands in a row. Runs in a child process.

pyHanko builds the first signature of a process in full. For the next ones only two fields of that same
structure change, both of fixed length: the digest of the document, and the signature over the attributes.
They are put in their places, everything else stays as pyHanko encoded it.
"""

import asyncio
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import cms, x509
from asn1crypto.algos import SignedDigestAlgorithm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from vinhdanh.honours.documents.keys import SigningKey, signing_key

RESERVED = 12_000
FIELD = "VinhDanh"


@dataclass(frozen=True)
class Mould:
    """A finished signature, and where in it the two fields stand that differ from one to the next."""

    content: bytes
    attributes: bytes
    old_digest: bytes
    old_signature: bytes

    @classmethod
    def of(cls, made: cms.ContentInfo) -> "Mould | None":
        """None when the fields cannot be told apart beyond doubt: then every signature is built in full."""
        signer_info = made["content"]["signer_infos"][0]
        content = made.dump()
        attributes = signer_info["signed_attrs"].untag().dump()
        found = [a["values"][0].native for a in signer_info["signed_attrs"] if a["type"].native == "message_digest"]
        signature = signer_info["signature"].native
        sure = (
            len(found) == 1 and attributes.count(found[0]) == content.count(found[0]) == content.count(signature) == 1
        )
        return cls(content, attributes, found[0], signature) if sure else None

    def fill(self, digest: bytes, key: SigningKey) -> cms.ContentInfo | None:
        signature = key.sign(self.attributes.replace(self.old_digest, digest))
        if len(digest) != len(self.old_digest) or len(signature) != len(self.old_signature):
            return None
        content = self.content.replace(self.old_digest, digest).replace(self.old_signature, signature)
        return cms.ContentInfo.load(content)


class KeptKeySigner(Signer):
    """A pyHanko signer over any `SigningKey`: the key is loaded once, wherever it lives."""

    def __init__(self, key: SigningKey) -> None:
        chain = [x509.Certificate.load(content) for content in key.chain]
        registry = SimpleCertificateStore()
        registry.register_multiple(chain)
        super().__init__(
            signing_cert=chain[0],
            cert_registry=registry,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )
        self.key = key
        self.mould: Mould | None = None

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self.key.sign(data)

    async def async_sign(  # type: ignore[override]
        self, data_digest: bytes, digest_algorithm: str, **options: Any
    ) -> cms.ContentInfo:
        if self.mould is not None and (filled := self.mould.fill(data_digest, self.key)) is not None:
            return filled
        made = await super().async_sign(data_digest, digest_algorithm, **options)
        self.mould = Mould.of(made)
        return made


class KeepsMetadata(IncrementalPdfFileWriter):
    """Appends the signature only: the document's own XMP already says what it conforms to, and stays as it is."""

    def _update_meta(self) -> None:
        return


class PdfSealer:
    """Signs PDF after PDF with one key."""

    def __init__(self, key: SigningKey, *, reason: str, place: str = "") -> None:
        self.pdf_signer = PdfSigner(
            PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                reason=reason,
                location=place or None,
            ),
            signer=KeptKeySigner(key),
            # Outside the page: PDF/A forbids to hide it, PDF/UA forbids it untagged inside.
            new_field_spec=SigFieldSpec(FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)),
        )

    def seal(self, pdf: bytes) -> bytes:
        """The PDF with an invisible signature over all of it appended."""
        out = io.BytesIO()
        writer = KeepsMetadata(io.BytesIO(pdf))
        asyncio.run(self.pdf_signer.async_sign_pdf(writer, bytes_reserved=RESERVED, output=out))
        return out.getvalue()


@cache
def sealer(folder: str, name: str, reason: str, place: str) -> PdfSealer:
    return PdfSealer(signing_key(Path(folder), name), reason=reason, place=place)


def seal(pdf: bytes, folder: str, name: str, reason: str, place: str) -> bytes:
    """Sign with the key in `folder`. Called in a process of its own, where the key stays loaded."""
    return sealer(folder, name, reason, place).seal(pdf)
