"""Text of a plan inside markdown, so that it says what it says and does nothing else."""

import re

from smartplan.report.sentences import safe

_SPECIAL = re.compile(r"([\\*_{}\[\]()#+!|~<>@$]|^-)")


def escape(text: str) -> str:
    """Text without any markdown or HTML meaning; code in backquotes of our own sentences is kept."""
    parts = re.split(r"(`[^`]*`)", safe(text.replace("\r", "").replace("\n", " ")))
    return "".join(code(part[1:-1]) if index % 2 else plain(part) for index, part in enumerate(parts))


def plain(text: str) -> str:
    """Text without any markdown or HTML meaning."""
    text = safe(text.replace("\r", "").replace("\n", " "))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text).replace("`", "\\`")


def code(text: str) -> str:
    """Text in backquotes, safe in a table too."""
    shown = safe(text.replace("\n", " ")).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""
