"""How the model's fields say what they mean: constraints for the validator, words in two languages for the editor."""

import re
from typing import Any

from msgspec import Meta

REQUIRED = "x-required"
# A character that a reader sees: no blank, control, or character without width. In the syntax of JSON Schema, where
# `\s` means one thing to one validator and another to the next.
SAYS_SOMETHING = r"[^\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
_VISIBLE = re.compile(SAYS_SOMETHING)


def is_blank(text: str) -> bool:
    """Whether nothing is said in a text."""
    return _VISIBLE.search(text) is None


def about(en: str, id: str, *, required: bool = False, **constraints: Any) -> Meta:
    """Describe a field in English and Indonesian; an editor shows both.

    `required` becomes the JSON Schema's `required` of the mapping that holds the field. The Python default stays, so
    that a plan with a fault in one field can still be read as far as its shape allows.
    """
    extra = {REQUIRED: True} if required else None
    return Meta(description=f"{en}\n\n{id}", extra_json_schema=extra, **constraints)
