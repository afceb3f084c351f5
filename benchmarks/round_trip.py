"""Would ruamel.yaml's round trip do for edits? What it leaves as it was, and what it costs.

    python benchmarks/round_trip.py [--layouts 200] [--programmes 3000] [--runs 3]

The lines of one programme at a time are read and written again, untouched, and held against what they were, byte for
byte. They come from the plans of the repository, from made-up plans of `generate.py`, and from the hands that write
layouts for the tests. ruamel.yaml gets the best chance there is: no line is folded, quotes are kept, and of several
indentations the best counts. Then one field of one programme is edited, by `smartplan set` and by a round trip of the
whole file, each as a whole process.
"""

import argparse
import contextlib
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

from generate import write_plans
from measure import Usage, in_turn, usage
from programs import SMARTPLAN
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText

ROOT = Path(__file__).resolve().parent.parent
# Of a mapping in a mapping, of a list in a mapping, and of the dash in that.
INDENTS = [(2, 2, 0), (2, 4, 2), (4, 4, 2), (4, 2, 0), (3, 3, 0), (3, 5, 2)]
# A line as long as this is folded by nobody.
NEVER = 10**6
EDIT = """
import sys
from ruamel.yaml import YAML
yaml = YAML()
yaml.preserve_quotes, yaml.width = True, 10**6
with open(sys.argv[1], encoding="utf-8") as file:
    plan = yaml.load(file)
plan["dimensions"]["governance"]["programmes"][sys.argv[2]]["name"] = "Nama lain"
with open(sys.argv[3], "w", encoding="utf-8") as file:
    yaml.dump(plan, file)
"""


def main() -> None:
    """Count, measure, print."""
    options = arguments()
    for name, texts in corpora(options.layouts, options.programmes):
        fragments = [fragment for text in texts for fragment in programmes(text)]
        if not fragments:
            print(f"{name}: not there")
            continue
        same = sum(map(is_kept, fragments))
        print(f"{name}: {same:,} of {len(fragments):,} programmes come back as they were", flush=True)
    print(time(options.programmes, options.runs))


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Hold the engine of edits against a round trip by ruamel.yaml.")
    parser.add_argument("--layouts", type=int, default=200, help="plans that each hand of the tests draws")
    parser.add_argument("--programmes", type=int, default=3000, help="of the made-up plans")
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def corpora(layouts: int, count: int) -> Iterator[tuple[str, list[str]]]:
    """Where plans come from, and their texts."""
    ours = [*(ROOT / "plans").glob("*.yaml"), *(ROOT / "tests/city").glob("*.yaml")]
    yield "plans of the repository", [path.read_text("utf-8") for path in ours]
    with TemporaryDirectory() as folder:
        write_plans(count, Path(folder))
        yield "made-up plans", [path.read_text("utf-8") for path in Path(folder).glob("*.yaml")]
    for name, hand in (("layouts of the laws of edits", edited), ("layouts of the laws of fmt", formatted)):
        try:
            yield name, drawn(hand(), layouts)
        except ImportError:
            yield name, []


def edited() -> Any:
    """The plans that the laws of edits draw, as a strategy of texts."""
    sys.path.insert(0, str(ROOT))
    drafts = import_module("tests.helpers.drafts").drafts()
    return drafts.map(lambda found: found[0].document.source.text)


def formatted() -> Any:
    """Programmes as the laws of `fmt` draw them, each written by another hand, as a strategy of texts."""
    sys.path.insert(0, str(ROOT))
    strategies, writer = import_module("hypothesis.strategies"), import_module("tests.helpers.fmt_writer")
    some = strategies.dictionaries(writer.IDS, writer.PROGRAMMES, min_size=1, max_size=3)
    plans = some.map(lambda found: {"dimensions": {"governance": {"programmes": found}}})

    def written(draw: Callable[[Any], Any]) -> str:
        text: str = writer.Hand(draw, comments=True).plan(draw(plans))
        return text

    return strategies.composite(written)()


def drawn(strategy: Any, count: int) -> list[str]:
    """So many texts of a strategy, the same in every run."""
    hypothesis = import_module("hypothesis")
    found: list[str] = []
    settings = hypothesis.settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    def keep(text: str) -> None:
        found.append(text)

    settings(hypothesis.given(strategy)(keep))()
    return found


def programmes(text: str) -> Iterator[str]:
    """The lines of each programme that stands in lines of its own: from its key to the next line that is no deeper.

    They begin at the margin, as a part of a file would that is handed on.
    """
    document = load(SourceText("", text))
    lines = text.splitlines(keepends=True)
    for dimension, value in ((document.data or {}).get("dimensions") or {}).items():
        for id_ in value.get("programmes") or {} if isinstance(value, dict) else {}:
            place = document.place(("dimensions", dimension, "programmes", id_), "key")
            first = place.line - 1
            if lines[first][: place.column - 1].strip():
                continue  # in braces, or behind a `?`
            last = first + 1
            while last < len(lines) and (not lines[last].strip() or depth(lines[last]) >= place.column):
                last += 1
            yield dedent("".join(lines[first:last]))


def depth(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip(" "))


def is_kept(text: str) -> bool:
    """Whether a round trip gives back the same bytes with one of the indentations."""
    return any(again(text, *indent) == text for indent in INDENTS)


def again(text: str, mapping: int, sequence: int, offset: int) -> str | None:
    """The text read and written again; None where ruamel.yaml cannot."""
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, NEVER
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    result = io.StringIO()
    try:
        yaml.dump(yaml.load(text), result)
    except (YAMLError, ValueError, AttributeError, NotImplementedError):
        return None
    return result.getvalue()


def time(count: int, runs: int) -> str:
    """One field of one programme among many: the edit of smartplan, and a round trip of the file by ruamel.yaml."""
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        write_plans(count, Path("plans"))
        id_ = "GOV-00001"
        ours = [str(SMARTPLAN), "set", "2023", id_, "name", "Nama lain", "--dry-run"]
        theirs = [sys.executable, "-c", EDIT, "plans/2023.yaml", id_, "copy.yaml"]
        first, second = in_turn(run(ours), run(theirs), runs)
        kept = changed(Path("plans/2023.yaml"), Path("copy.yaml"))
    return (
        f"one field of one programme in {count:,}: round trip / smartplan {second.seconds / first.seconds:.3g}"
        f" ({second.seconds:.1f} s / {first.seconds:.1f} s); lines that the round trip changed: {kept:,}, of which one"
        " was asked for"
    )


def run(command: Iterable[str]) -> Callable[[], Usage]:
    """What takes the time of a command, which has to succeed."""
    return partial(usage, list(command), 0)


def changed(before: Path, after: Path) -> int:
    """How many lines of a file its copy does not have."""
    old, new = (Counter(path.read_text("utf-8").splitlines()) for path in (before, after))
    return (old - new).total()


if __name__ == "__main__":
    main()
