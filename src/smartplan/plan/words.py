"""How the model's fields say what they mean: constraints for the validator, words in two languages for the editor."""

from typing import Any

from msgspec import Meta

REQUIRED = "x-required"


def about(en: str, id: str, *, required: bool = False, **constraints: Any) -> Meta:
    """Describe a field in English and Indonesian; an editor shows both.

    `required` becomes the JSON Schema's `required` of the mapping that holds the field. The Python default stays, so
    that a plan with a fault in one field can still be read as far as its shape allows.
    """
    extra = {REQUIRED: True} if required else None
    return Meta(description=f"{en}\n\n{id}", extra_json_schema=extra, **constraints)
