"""Commands that read and commands that write, for what has to hold in all of them."""

from pathlib import Path

READING = [
    "validate", "validate 2023 --format json", "diff 2019 2023", "coverage 2023", "summary 2023", "show 2023 GOV-01 --history",
    "log", "list 2023", "list 2023 --rows targets --format csv", "todo 2023", "agenda 2023", "roadmap 2023",
    "inputs 2023", "evaluations",
]  # fmt: skip
EDITS = [
    "rename 2023 GOV-01 Baru", "set 2023 GOV-01 agency null --force", "move 2023 GOV-01 living/health --as LIV-09",
    "withdraw 2023 GOV-01 --reason x", "add 2023 GOV-09 --dimension governance --subdimension bureaucracy --name x --agency diskominfo",
    "realign 2023 M1=",
]  # fmt: skip
WRITING = [
    *EDITS, "draft 2026 --from 2023", "fmt", "validate --output plans/hasil.txt",
    "validate --baseline plans/b.txt --write-baseline", "init plans/baru --city K --code 64.71 --period 2026-2030",
]  # fmt: skip


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
