"""Keep one comment of a pull request up to date: `comment.py FILE`, with the text of the comment in the file.

For `action.yml`, which gives GITHUB_TOKEN and NUMBER; GitHub's own variables say where. There is one comment for each
folder of plans. Ends with 1 and a line where
GitHub refuses, as it does without the permission `pull-requests: write`, which a fork never has.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

from smartplan.cli.github_step import cut
from smartplan.messages import catalogue, choose
from smartplan.plan.fingerprint import fingerprint

# GitHub takes 65,536 characters.
LIMIT: Final = 65_000
# A page has a hundred comments.
PAGES: Final = 100


def main() -> int:
    """Write the comment; the exit code."""
    text = Path(sys.argv[1]).read_text("utf-8")
    mark = f"<!-- smartplan {fingerprint(os.environ.get('SMARTPLAN_PLANS', ''))} -->"
    note = f"\n{catalogue(choose(()))('ci.cut')}\n"
    body = f"{mark}\n{cut(text, LIMIT, note) or note}"
    api = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    try:
        known = find(f"{api}/{int(os.environ['NUMBER'])}/comments", mark)
        if known is None:
            ask("POST", f"{api}/{int(os.environ['NUMBER'])}/comments", {"body": body})
        elif known["body"] != body:
            ask("PATCH", f"{api}/comments/{known['id']}", {"body": body})
    except urllib.error.HTTPError as error:
        print(f"The comment was not written, GitHub says: {error.code} {error.reason}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"The comment was not written, GitHub gives no answer: {error}", file=sys.stderr)
        return 1
    return 0


def find(url: str, mark: str) -> dict[str, Any] | None:
    """The comment that is kept: of a program, since a person could write the mark as well."""
    for page in range(1, PAGES + 1):
        comments = ask("GET", f"{url}?per_page=100&page={page}")
        for one in comments:
            if one["user"]["type"] == "Bot" and (one["body"] or "").startswith(mark):
                return dict(one)
        if len(comments) < 100:
            break
    return None


def ask(method: str, url: str, data: dict[str, str] | None = None) -> Any:
    """The answer of GitHub. Raises OSError, of which HTTPError is one, and ValueError for what is no JSON."""
    headers = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
    request = urllib.request.Request(url, json.dumps(data).encode() if data else None, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


if __name__ == "__main__":
    raise SystemExit(main())
