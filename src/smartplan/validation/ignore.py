"""`# smartplan: ignore RULE reason` in a programme: the findings that it accepts, and what is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from smartplan.plan.context import Context
from smartplan.plan.finding import Address, Finding
from smartplan.plan.names import nearest
from smartplan.rules import ALL, IDS, nearest_id
from smartplan.yamltext.comments import Comment, comments_starting_with
from smartplan.yamltext.document import Document

PRAGMA = "smartplan:"
_WORD = re.compile(r"#[ \t]*smartplan:\s*([\w-]*)")
_IGNORE = re.compile(r"(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)?[\s:,–—-]*(?P<reason>.*)")
_SPACE = re.compile(r"[\s:,]*")
# What else may be wrong where these are is not looked for, so that nobody can say what a comment is for.
_SILENCING = ("yaml", "shape")
_SILENCING_RULES = ("period-reversed", "unknown-profile")


class Sorted(NamedTuple):
    """Findings to report, those about comments among them, and those that a comment accepts."""

    kept: list[Finding]
    ignored: list[Finding]


class _Ignore(NamedTuple):
    """A comment taken apart: the rules by their ids, each with its place, and whether there is a reason."""

    comment: Comment
    rules: dict[str, tuple[int, int]]
    reason: bool

    @property
    def span(self) -> tuple[int, int]:
        return self.comment.start, self.comment.start + len(self.comment.text)

    @property
    def programme(self) -> Address | None:
        """The programme that the comment is part of."""
        path = self.comment.path
        return path[:4] if len(path) > 3 and path[0] == "dimensions" and path[2] == "programmes" else None

    def covers(self, path: Address) -> bool:
        """Whether the comment speaks of a finding at that address in its programme.

        One with a line of its own inside the programme may speak of the programme as a whole as well.
        """
        own = self.comment.path
        return path[: len(own)] == own or (not self.comment.beside and path == self.programme)


def apply_ignores(
    document: Document, found: Sequence[Finding], rules: Collection[str], context: Context | None, most: int
) -> Sorted:
    """Hold the findings in a file against its comments. `rules` are those that were looked at.

    Where more than `most` things are wrong with comments, one finding says so, and the comments below do nothing.
    """
    at: dict[tuple[str, Address], list[int]] = defaultdict(list)
    for index, finding in enumerate(found):
        at[finding.rule, finding.path[:4]].append(index)
    added: list[Finding] = []
    ignored: set[int] = set()
    told = _all_told(found, context)
    for comment in comments_starting_with(document, PRAGMA):
        if len(added) > most:
            break
        ignore = _read(comment, added)
        if ignore is None or not _sound(ignore, added):
            continue
        for rule, span in ignore.rules.items():
            if rule not in ALL:
                added.append(_unknown(rule, comment.path, span))
                continue
            here = [index for index in at[rule, ignore.programme or ()] if ignore.covers(found[index].path)]
            accepted = {index for index in here if not _grave(found[index])}
            ignored |= accepted
            if not accepted and (here or _never(rule)):
                added.append(_finding("ignore-without-effect", comment.path, span, rule, "grave"))
            elif not accepted and told and rule in rules:
                added.append(_finding("ignore-unused", comment.path, span, rule))
    if len(added) > most:
        first = added[most]
        added[most:] = [Finding("too-large", first.path, first.at, first.span, "comments", {"limit": most})]
    kept = [finding for index, finding in enumerate(found) if index not in ignored]
    return Sorted(kept + added, [found[index] for index in sorted(ignored)])


def _read(comment: Comment, added: list[Finding]) -> _Ignore | None:
    """What a comment says; None where it is none of ours, or names nothing."""
    word = _WORD.match(comment.text)
    assert word is not None
    span = comment.start, comment.start + len(comment.text)
    if word[1] != "ignore":
        # A slip is told, but a city may write to its planners as it likes.
        if word[1] and nearest(word[1], ["ignore"]):
            added.append(_finding("ignore-without-effect", comment.path, span, word[1], "word"))
        return None
    space = _SPACE.match(comment.text, word.end())
    said = _IGNORE.match(comment.text, space.end() if space else word.end())
    assert said is not None
    if said["rules"] is None:
        added.append(_finding("ignore-unknown-rule", comment.path, span, "", "none"))
        return None
    offset = comment.start + said.start("rules")
    rules = {
        IDS.get(name[0], name[0]): (offset + name.start(), offset + name.end())
        for name in re.finditer(r"[\w-]+", said["rules"])
    }
    return _Ignore(comment, rules, re.search(r"\w", said["reason"]) is not None)


def _sound(ignore: _Ignore, added: list[Finding]) -> bool:
    """Whether the comment stands in a programme and gives a reason; told where not."""
    names = ", ".join(ignore.rules)
    if ignore.programme is None:
        added.append(_finding("ignore-without-effect", ignore.comment.path, ignore.span, names))
    elif not ignore.reason:
        added.append(_finding("ignore-without-reason", ignore.comment.path, ignore.span, names))
    else:
        return True
    return False


def _unknown(rule: str, path: Address, span: tuple[int, int]) -> Finding:
    near = nearest_id(rule)
    values = {"value": rule, "nearest": near} if near else {"value": rule}
    return Finding("ignore-unknown-rule", path, "key", span, "nearest" if near else "", values)


def _finding(rule: str, path: Address, span: tuple[int, int], value: str, variant: str = "") -> Finding:
    return Finding(rule, path, "key", span, variant, {"value": value} if value else {})


def _never(rule: str) -> bool:
    """Whether findings of a rule are always too grave to be ignored."""
    return ALL[rule].family in ("yaml", "ignoring") or (ALL[rule].family == "shape" and rule != "missing-key")


def _grave(finding: Finding) -> bool:
    """Whether a finding cannot be ignored: what is wrong there keeps other rules from looking."""
    rule = ALL[finding.rule]
    return rule.family in ("yaml", "ignoring") or (
        rule.family == "shape" and (finding.severity or rule.severity) == "error"
    )


def _all_told(found: Sequence[Finding], context: Context | None) -> bool:
    """Whether nothing keeps a rule from speaking, in this file or in those that it rests on."""
    if context is None or not context.reviews_known or not context.superseded_known:
        return False
    return not any(
        (ALL[one.rule].family in _SILENCING and (one.severity or ALL[one.rule].severity) == "error")
        or one.rule in _SILENCING_RULES
        for one in found
    )
