"""The shop's Ed25519 key: made once, kept in the database, used to sign what leaves the shop."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_keys() -> tuple[str, str]:
    """A private key and its public key, in hexadecimal."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()


def sign(private_key: str, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).sign(message)


def is_signed(public_key: str, signature: bytes, message: bytes) -> bool:
    """Whether `signature` is that of `message` under `public_key`; false for a key that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
