"""Keys and certificates: digital IDs, this computer's own key, the envelope of a seal."""

from secure_desktop import locations
from secure_desktop.exchange import keys
from secure_desktop.exchange.seal_envelope import read_envelope, says
from tests.fuzzing.oracle import Sandbox, demand

PASSPHRASE = "correct horse"
_MESSAGE = b"What is signed."


def digital_id(data: bytes, place: Sandbox) -> None:
    """Load a digital ID; a key that was loaded signs."""
    path = place.put("id.pfx", data)
    key = keys.load_pfx(path, PASSPHRASE if b"PASS" not in data else None)
    demand(
        keys.signature_holds(key.certificate, _MESSAGE, key.sign(_MESSAGE)),
        "A key's signature does not hold.",
    )
    demand(keys.number_of(key.certificate) == key.number, "A key has two numbers.")


def own_key(data: bytes, _place: Sandbox) -> None:
    """Read this computer's own key; its file is left as it is, whatever it is."""
    path = locations.signing_key_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        keys.needs_passphrase()
        keys.own_key(passphrase=PASSPHRASE)
    finally:
        demand(path.read_bytes() == data, "The file of a key was changed.")


def certificate(data: bytes, _place: Sandbox) -> None:
    """Look at a certificate, and check a signature with it."""
    keys.number_of(data)
    demand(not keys.signature_holds(data, _MESSAGE, data[:64]), "A signature holds that nobody made.")


def envelope(data: bytes, _place: Sandbox) -> None:
    """Read the envelope of a seal; it is written in one way only."""
    try:
        found = read_envelope(data)
    except ValueError:
        return
    demand(
        found.to_der() == data.rstrip(b"\x00") or data.startswith(found.to_der()),
        "There are two ways to write it.",
    )
    says(found, b"\x00" * 32)
