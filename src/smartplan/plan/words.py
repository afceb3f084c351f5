"""What the schemas of the model say in words of our own, and when a text says something."""

import re

# Of a field: the mapping that holds it has to have it. It becomes the JSON Schema's `required`.
REQUIRED = "x-required"
# Of a pattern or limits: the rule that speaks of what does not fit.
RULE = "x-rule"
# A character that a reader sees: no blank, control, or character without width. In the syntax of JSON Schema, where
# `\s` means one thing to one validator and another to the next.
SAYS_SOMETHING = r"[^\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"


def normalised(text: str) -> str:
    """Text for matching: without case, white space and punctuation."""
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def is_blank(text: str) -> bool:
    """Whether nothing is said in a text."""
    # Most texts begin with a letter, and the pattern takes longer to make than a small plan to read.
    return not text[:1].isalnum() and re.search(SAYS_SOMETHING, text) is None
