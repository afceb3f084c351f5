"""What a package index shows of the project: its addresses, and a README whose links and pictures lead somewhere.

In the repository the README names files beside it. The page of a package index has none.
"""

import re
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

# The public address of the repository on GitHub, without a slash at the end. Empty until it has one: then the page of
# the index has no link to a file and no picture, and names no address.
REPOSITORY: Final = ""
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)\n*")
_LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)")


class PackageIndexHook(MetadataHookInterface):
    """Fills in `readme` and `urls`, which pyproject.toml leaves to it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add both to the metadata."""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, REPOSITORY)}
        metadata["urls"] = addresses(REPOSITORY)


def readme(text: str, repository: str) -> str:
    """The text with addresses in the repository instead of paths, or without links and pictures that lead nowhere."""
    if not repository:
        return _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _PICTURE.sub(rf"![\1]({repository}/raw/main/\2)\n\n", text)
    return _LINK.sub(rf"[\1]({repository}/blob/main/\2)", text)


def addresses(repository: str) -> dict[str, str]:
    """The addresses by their names, or none."""
    if not repository:
        return {}
    return {
        "Homepage": repository,
        "Documentation": f"{repository}/tree/main/docs",
        "Changelog": f"{repository}/blob/main/CHANGELOG.md",
        "Issues": f"{repository}/issues",
    }
