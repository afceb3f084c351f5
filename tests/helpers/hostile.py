"""A city whose every text is an attack: on the terminal, on the log of a workflow, on the markdown of a comment."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from tests.helpers.base import FILES, parsed

# No look of their own, or that of something else: controls, formats such as those of direction, surrogates, line ends.
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# Colour that is none of ours, a title for the window, a link, the clipboard, the screen wiped, a bell; the last is C1.
TERMINAL = "\x1b[95mX\x1b]0;X\x07\x1b]8;;http://x.test\x1b\\X\x1b]52;c;WA==\x07\x1b[2J\x08\x7f\x00\x9b95mX\x85"
DIRECTION = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\xad\U000e0041\u2028\u2029\ufff9"
COMMANDS = "\n::error::X\r\n  ::stop-commands::X\n##[error]X ##[group]X"
HTML = "<script>X</script><img src=x onerror=X><!-- X --></details><b>X&lt;b&gt;&#60;i&#62;"
MARKDOWN = (
    "[X](http://x.test) ![X](http://x.test/x.png) [X][r] <http://x.test> http://x.test www.x.test x@x.test @octocat "
    "#123 o/r#1 GH-7 `X` ``X *X* _X_ **X** ~~X~~ | X | [^1] $X$ \\"
)
BLOCKS = "\n\n# X\n\n- X\n\n> X\n\n```\nX\n```\n\n    X\n\n[r]: http://x.test\n\n[^1]: X\n\n<div>X</div>\n\nX\n===\n"
ALL = f"X{TERMINAL}{DIRECTION}{HIDDEN}{COMMANDS} {HTML} {MARKDOWN}{BLOCKS}X"
# What means something at the start of a line alone.
STARTS = (
    "::error::", " \t::add-mask::", "##[error]", "# ", "- ", "+ ", "* ", "1. ", "1) ", "> ", "| X | X |", "```", "~~~",
    "    ", "===", "---", "***", "[r]: http://x.test", "[^1]: ", "<div>", "<!--", "<?", "</summary>", ":---", "[!NOTE]",
    "[ ] ", "@octocat", "#1", "http://x.test", "www.x.test", "\xa0::error::", "\u3000::error::",
)  # fmt: skip
# Texts that are free: whatever stands in them is no fault.
FREE = frozenset(
    [
        "title", "name", "province", "vision", "publisher", "url", "short", "description", "objective", "strategy",
        "condition", "unit", "code", "text", "answer", "place", "reason", "scheme",
    ]
)  # fmt: skip
_LISTS = frozenset(("legal_basis",))
_NAMED = frozenset(
    "dimensions agencies sources indicators missions programmes participants inputs withdrawn structure".split()  # noqa: SIM905
)


def free(text: str = ALL) -> dict[str, str]:
    """The files of the base city with a text in every field that takes any."""
    return _written(lambda key, value: text if key in FREE else value)


def hard(text: str = ALL) -> dict[str, str]:
    """The same with the text, and a number, in place of every value: ids that are cited, words of vocabularies."""
    numbers = count()
    return _written(lambda key, value: f"{text}{next(numbers)}" if isinstance(value, str) else value)


def keys(text: str = ALL) -> dict[str, str]:
    """The same with the text, and a number, behind every key."""
    numbers = count()
    files = {}
    for name, data in _everything():
        files[name] = _dump(_renamed(data, lambda key: f"{key}{text}{next(numbers)}"))
    return files


def ids(text: str = ALL) -> dict[str, str]:
    """The same with the text, and a number, behind every key that is a name: of a dimension, an agency, a source."""
    numbers = count()
    files = {}
    for name, data in _everything():
        files[name] = _dump(_renamed(data, lambda key: f"{key}{text}{next(numbers)}", only=_NAMED))
    return files


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Files in place of those that lie there."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def unseen(text: str) -> set[str]:
    """The characters of a text that must never be printed."""
    return {f"U+{ord(one):04X}" for one in set(text) if one not in "\n\t" and unicodedata.category(one) in UNSEEN}


def commands(text: str) -> list[str]:
    """The lines that the runner of a workflow would take for a command: as its source has it."""
    return [line for line in text.split("\n") if line.lstrip().startswith("::") or "##[" in line]


def _everything() -> Iterator[tuple[str, Any]]:
    more = {
        "2023.yaml": {
            "vision": "X", "legal_basis": ["X"], "team": {"lead": "diskominfo", "members": ["diskominfo"]},
            "withdrawn": {"GOV-09": {"reason": "X", "because": ["fgd-2022-12-28/IN-01"]}},
            "readiness": {"structure": {"sdm": {"name": "X", "condition": "X", "agency": "diskominfo"}}},
            "change_reasons": ["rpjmd"],
        },
        "reviews/2022-12-28.yaml": {"place": "X", "sources": {"berita": {"title": "X", "publisher": "X", "url": "X"}}},
        "evaluations/2023.yaml": {"sources": {"berita": {"title": "X", "publisher": "X", "url": "X"}}},
    }  # fmt: skip
    for name, text in FILES.items():
        data = parsed(text) | more.get(name, {})
        # A few programmes will do: with every text an attack they fill pages.
        for key, dimension in list(data.get("dimensions", {}).items()):
            dimension["programmes"] = dict(list(dimension["programmes"].items())[:1])
            if key not in ("governance", "living"):
                del data["dimensions"][key]
        if name == "2023.yaml":
            programme = data["dimensions"]["governance"]["programmes"]["GOV-01"]
            programme |= {"description": "X", "code": "X", "quick_win": True, "because": ["fgd-2022-12-28/IN-01"]}
            data["dimensions"]["governance"] |= {"objective": "X", "strategy": "X", "lead": "diskominfo"}
        if name == "2019.yaml":
            data["dimensions"]["governance"]["programmes"]["GOV-09"] = {"name": "X", "subdimension": "bureaucracy"}
        yield name, data


def _written(value: Callable[[str, Any], Any]) -> dict[str, str]:
    return {name: _dump(_changed(data, value, "")) for name, data in _everything()}


def _changed(node: Any, value: Callable[[str, Any], Any], key: str) -> Any:
    if isinstance(node, dict):
        return {name: _changed(item, value, str(name)) for name, item in node.items()}
    if isinstance(node, list):
        return [_changed(item, value, "text" if key in _LISTS else "") for item in node]
    if key in ("missions",):
        return node
    return value(key, node)


def _renamed(node: Any, name: Callable[[str], str], *, only: frozenset[str] | None = None, key: str = "") -> Any:
    if isinstance(node, dict):
        new = name if only is None or key in only else str
        return {new(str(one)): _renamed(item, name, only=only, key=str(one)) for one, item in node.items()}
    return [_renamed(item, name, only=only) for item in node] if isinstance(node, list) else node


def _dump(data: Any) -> str:
    # JSON is YAML, but for the characters that only YAML wants as their code and for pairs of surrogates.
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]|[^\x00-\uffff]", lambda found: f"\\U{ord(found[0]):08x}", text)
