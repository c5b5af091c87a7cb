"""The key that signs certificates: made by the first start, kept with mode 0600, loaded once.

An office that owns a real key puts it beside ours as `signer.p12` with its password in `signer.password`.
A token or a remote signing service is another class with the same two things: `chain` and `sign()`.
"""

import datetime as dt
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

YEAR = dt.timedelta(days=365)


class SigningKey(Protocol):
    """`chain` begins with the signer's own certificate and ends with the root, all in DER."""

    @property
    def chain(self) -> tuple[bytes, ...]: ...

    def sign(self, data: bytes) -> bytes:
        """PKCS#1 v1.5 over SHA-256 of `data`."""
        ...


@dataclass(frozen=True)
class KeptKey:
    """A key in memory."""

    private: rsa.RSAPrivateKey
    chain: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


@cache
def signing_key(folder: Path, name: str) -> SigningKey:
    """The key in `folder`. The first call ever makes one, and a root for it, in the name of the organisation."""
    own = folder / "signer.p12"
    if own.exists():
        return from_pkcs12(own.read_bytes(), password=(folder / "signer.password").read_bytes().strip())
    bundle = folder / "signer.pem"
    if not bundle.exists():
        make_keys(folder, name=name)
    content = bundle.read_bytes()
    private = load_pem_private_key(content, password=None)
    return _kept(private, x509.load_pem_x509_certificates(content))


def trusted_roots(folder: Path) -> list[bytes]:
    """Certificates whose signatures count as ours: of today's key, of the first one, and of former ones (`*.crt`)."""
    found: list[bytes] = []
    if (folder / "signer.p12").exists():
        found += signing_key(folder, "").chain[1:]
    for path in (folder / "signer.pem", *sorted(folder.glob("*.crt"))):
        if path.exists():
            certificates = x509.load_pem_x509_certificates(path.read_bytes())
            found += [each.public_bytes(Encoding.DER) for each in certificates if _is_authority(each)]
    return found


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def from_pkcs12(content: bytes, *, password: bytes) -> KeptKey:
    loaded = pkcs12.load_pkcs12(content, password)
    if loaded.key is None or loaded.cert is None:
        raise ValueError("signer.p12 holds no key with its certificate")
    return _kept(loaded.key, [loaded.cert.certificate, *(extra.certificate for extra in loaded.additional_certs)])


def _kept(private: object, chain: list[x509.Certificate]) -> KeptKey:
    if not isinstance(private, rsa.RSAPrivateKey):
        raise ValueError("the signing key must be RSA")
    return KeptKey(private, tuple(certificate.public_bytes(Encoding.DER) for certificate in chain))


def make_keys(folder: Path, *, name: str) -> None:
    """A root of our own and a signer below it. The root's key is used once and not kept."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    root_key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    root_name = _name(f"{name[:40]} - Vinh Danh CA", name)
    root = (
        _builder(root_name, root_name, root_key.public_key(), now, 30 * YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signer = (
        _builder(_name(name, name), root_name, key.public_key(), now, 20 * YEAR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificates = signer.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM)
    write_once(folder / "signer.pem", private + certificates)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: rsa.RSAPublicKey, now: dt.datetime, lasts: dt.timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + lasts)
    )


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by nobody else. Of two first starts at once, one wins."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(waiting, path)
    except FileExistsError:
        return
    finally:
        waiting.unlink()
