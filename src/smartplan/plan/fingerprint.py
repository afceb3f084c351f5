"""Data to a short mark that stays the same for as long as the data does."""

import msgspec


def fingerprint(*parts: object) -> str:
    """Sixteen hexadecimal digits of a hash of data; the order of keys is nothing."""
    # Costs a few milliseconds, which a run without findings need not pay.
    import hashlib

    return hashlib.blake2b(msgspec.json.encode(parts, order="sorted"), digest_size=8).hexdigest()
