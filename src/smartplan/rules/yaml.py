"""What cannot be read as YAML at all. Found while reading; these are the manual pages."""

from smartplan.rules.rule import Example, Rule, raw

_GOOD = 'format: 1\nrevision: "2023"\n'


def _rule(id_: str, bad: str, good: str = _GOOD, aliases: tuple[str, ...] = ()) -> Rule:
    return Rule(id_, "yaml", "error", "file", raw(bad), raw(good), aliases=aliases)


RULES = (
    _rule("yaml-syntax", "title: Rencana: revisi\n", 'title: "Rencana: revisi"\n'),
    _rule("duplicate-key", "title: Rencana\ntitle: Rencana induk\n", "title: Rencana induk\n"),
    _rule("alias-bomb", "a: &a [*a]\n", "a: &a [x]\nb: *a\n", aliases=("excessive-alias-expansion",)),
    _rule("too-deep", "a: " + "[" * 101 + "]" * 101 + "\n", "a: [[x]]\n"),
    Rule("too-large", "yaml", "error", "file", Example({}), Example({})),
    _rule("unknown-tag", "title: !rahasia Rencana\n", "title: Rencana\n"),
    Rule("not-utf8", "yaml", "error", "file", Example({}), Example({})),
    _rule("several-documents", "title: A\n---\ntitle: B\n", "title: A\n"),
    _rule("empty-file", "# belum ada isinya\n"),
    Rule(
        "unreadable-neighbour",
        "yaml",
        "error",
        "file",
        Example({"2019.yaml": "title: Rencana: induk\n", "2023.yaml": 'supersedes: "2019"\n'}, whole=True),
        Example({"2019.yaml": 'title: "Rencana: induk"\n', "2023.yaml": 'supersedes: "2019"\n'}, whole=True),
        aliases=("unreadable-related-file",),
    ),
    Rule(
        "passed-over",
        "yaml",
        "error",
        "file",
        Example({"2023.yml": 'revision: "2023"\n'}, whole=True),
        Example({"2023.yaml": 'revision: "2023"\n'}, whole=True),
        aliases=("skipped-file",),
    ),
)
