"""Phone numbers and the public address, as people write them: `whatsapp:+1 555 123-4567` is `+15551234567`.

Imports no network and no web framework: the settings need it, too.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

TOKEN_NAME: Final = "twilio"  # noqa: S105 - its name in the keyring
_NO_NUMBER: Final = re.compile(r"^whatsapp:|[\s().-]")
_NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")
_BETWEEN: Final = re.compile(r"[,;\n]")


def bare_number(number: str) -> str:
    """The number alone."""
    return _NO_NUMBER.sub("", number.strip().casefold())


def numbers_of(text: str) -> tuple[str, ...]:
    """All numbers of a text, separated by commas, semicolons or lines, each once.

    Raises ValueError where one is no number with its country, such as +1 555 123 4567.
    """
    found = dict.fromkeys(filter(None, map(bare_number, _BETWEEN.split(text))))
    for number in found:
        if not _NUMBER.fullmatch(number):
            raise ValueError(f"“{number[:30]}” is no number with its country, such as +1 555 123 4567.")
    return tuple(found)


def address_of(text: str) -> str:
    """A public address such as `https://gleaner.example.com`, without what follows it; "" for none.

    Raises ValueError where it is none, or not https.
    """
    wanted = text.strip().rstrip("/")
    try:
        parts = urlsplit(wanted)
        is_origin = wanted == f"{parts.scheme}://{parts.netloc}" and parts.hostname is not None and not parts.username
    except ValueError:
        is_origin = False
    if wanted and not (is_origin and parts.scheme == "https"):
        raise ValueError("The address has to be like https://gleaner.example.com, without anything behind it.")
    return wanted
