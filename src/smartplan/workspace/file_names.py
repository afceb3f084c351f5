"""Names by which a plan is found, and those that a person may take for one."""

import re
from pathlib import Path

# What other programs make of `.yaml`; a copy that an editor or git keeps (`2023.yaml~`, `.orig`) is none of it.
_PASSED_OVER = re.compile(r"(?!\.)(?P<stem>.+?)\.ya?ml(\.txt)?", re.IGNORECASE | re.DOTALL)


def is_passed_over(name: str) -> bool:
    """Whether a file has not the name by which a plan is found, but one that a person may take for it."""
    return not name.endswith(".yaml") and _PASSED_OVER.fullmatch(name) is not None


def right_name(path: Path) -> Path:
    """The name by which a file that is passed over would be found."""
    found = _PASSED_OVER.fullmatch(path.name)
    return path.with_name(f"{found['stem']}.yaml") if found else path
