"""Text of a plan inside markdown, so that it says what it says and does nothing else."""

import re

from smartplan.report.sentences import safe

_SPECIAL = re.compile(r"([\\*_{}\[\]()#+!|~<>@$]|^-)")

# What our own sentences set in backquotes; a lone one in the text of a plan opens nothing.
_CODE = re.compile(r"(`(?=\S)[\w ./:@=<>\[\]{}|'\"-]+(?<=\S)`)")


def escape(text: str) -> str:
    """Text without any markdown or HTML meaning; code in backquotes of our own sentences is kept."""
    parts = re.split(_CODE, safe(text.replace("\r", "").replace("\n", " ")))
    return "".join(code(part[1:-1]) if index % 2 else plain(part) for index, part in enumerate(parts))


def plain(text: str) -> str:
    """Text without any markdown or HTML meaning."""
    text = safe(text.replace("\r", "").replace("\n", " "))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A number with a dot at the start would make a list.
    text = re.sub(r"^(\d+)\.(?=\s)", r"\1\\.", _SPECIAL.sub(r"\\\1", text))
    return text.replace("`", "\\`")


def code(text: str) -> str:
    """Text in backquotes, safe in a table too."""
    shown = safe(text.replace("\n", " ")).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""
