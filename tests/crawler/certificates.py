"""Certificates for servers on loopback: sound ones, and each kind of bad one."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
PAST = datetime(2001, 1, 1, tzinfo=UTC)
END = datetime(2099, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    """Who signs: a root that the crawling process trusts where its ``path`` is named."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    path: Path


def authority(folder: Path) -> Authority:
    """Make a root and write it to ``folder``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Gốc")
    built = (
        _builder(name, name, key, END)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "root.pem"
    path.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    return Authority(key, built, path)


def context(
    host: str, folder: Path, *, signed_by: Authority | None, until: datetime = END
) -> ssl.SSLContext:
    """What a server needs to show a certificate for ``host``; signed by nobody: by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(host)
    issuer, signing = (
        (signed_by.certificate.subject, signed_by.key) if signed_by else (subject, key)
    )
    built = (
        _builder(subject, issuer, key, until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(signing, hashes.SHA256())
    )
    chain = folder / f"{host}-{until:%Y}-{'signed' if signed_by else 'alone'}.pem"
    chain.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + built.public_bytes(serialization.Encoding.PEM)
    )
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(chain)
    return made


def by_name(contexts: dict[str, ssl.SSLContext]) -> ssl.SSLContext:
    """One context for all: each name that is asked for is shown its own certificate."""

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name in contexts:
            connection.context = contexts[name]

    first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    first.sni_callback = choose
    return first


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(until)
    )


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])
