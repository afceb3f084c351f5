"""What libyaml takes although YAML 1.2 does not allow it, or means something else by it.

Most of it is rare enough that a search of the text tells that it is not there; only otherwise are the tokens looked at.
"""

import re
from collections.abc import Iterator
from typing import Any

from yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    TagToken,
    ValueToken,
)

from smartplan.plan.finding import Finding
from smartplan.yamltext.source import BREAK, MARK

# Each pattern begins with one character, so that a text without it is passed over at once.
# A comment with no space before it.
_HASH = re.compile(r"#(?<=[\"'\[\]{},|>+\-0-9]#)")
_SUSPECTS = (
    _HASH,
    *map(
        re.compile,
        (
            # A name that libyaml ends too early.
            r"&[0-9A-Za-z_-]+[?:%@`]",
            r"\*[0-9A-Za-z_-]+[?:%@`]",
            # In brackets a word that it does not take for one, and one that is none.
            r"\?(?<![^\s\[{,]\?)\S",
            r"-(?<![^\s\[{,:]-)[\[\]{},]",
            # A tag that it drops.
            r"!(?<![^\s\[{,:]!)(?![^\s,\]}])",
            # Blank lines with spaces, perhaps at the head of a text.
            r"\n +[\r\n]",
            rf"{MARK}(?<=[\r\n]{MARK})",
        ),
    ),
)
# Line breaks in YAML 1.1, and to libyaml.
_OLD_BREAKS = ("\x85", "\u2028", "\u2029")
# What may follow an indicator, and a name; the end of the text is among them.
_SPACES = ("", " ", "\t", "\n", "\r")
_ENDS = (*_SPACES, "[", "]", "{", "}", ",")
_LINE_MARK = re.compile(rf"[\r\n]{MARK}")
_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*#")
# A text whose indentation is that of its first line, the blank lines before that, and its indentation.
_HEAD = re.compile(r"[|>][-+]*[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)((?: *(?:\r\n?|\n))+)( *)(?=\S)")
_CONTAINERS = (BlockMappingStartToken, BlockSequenceStartToken)
_OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)


def is_suspect(text: str) -> bool:
    """Whether `yaml12_differences` may find something in a text where no quotes or brackets go over a line feed."""
    return text.endswith((" ", "\t")) or any(pattern.search(text) for pattern in _SUSPECTS)


def yaml11_breaks(text: str) -> Iterator[Finding]:
    """The characters, the first of each kind, that end a line for libyaml and not in YAML 1.2."""
    for character in _OLD_BREAKS:
        at = text.find(character)
        if at >= 0:
            yield _fault("line_break", at, at + 1, code=f"U+{ord(character):04X}")


def yaml12_differences(text: str, tokens: Iterator[Any]) -> Iterator[Finding]:
    """The places, of a text that libyaml could read; the branches are in order of frequency."""
    hashes = {found.start() for found in _HASH.finditer(text)}
    indents, depth, last, line = [-1], 0, 0, 0
    solid, marked = len(text.rstrip(" \t")), MARK in text
    for token in tokens:
        first, end = token.start_mark, token.end_mark.index
        start, kind = first.index, type(token)
        for mark in _LINE_MARK.finditer(text, last, start) if marked else ():
            yield _fault("bom", mark.end() - 1, mark.end())
        if last in hashes:
            yield _fault("comment", last, last + 1)
        if depth and first.line != line:
            # A bracket that closes below its key is written by many, and by programs.
            least = indents[-1] + (0 if kind in _CLOSING else 1)
            if _past(" ", text, start - first.column) - start + first.column < least:
                yield _fault("indent", start, start + 1, spaces=least)
        last, line = end, token.end_mark.line
        if kind is ScalarToken:
            if not token.plain:
                yield from _scalar(text, token, start, end, indents[-1], solid)
            elif token.value == "-":
                yield _fault("quote", start, end)
        elif kind is ValueToken or kind is FlowEntryToken:
            pass
        elif kind is KeyToken:
            if start < end and text[end : end + 1] not in _SPACES:
                yield _fault("quote", start, end)
        elif kind in _OPENING:
            depth += 1
        elif kind in _CLOSING:
            depth -= 1
        elif kind in _CONTAINERS:
            indents.append(first.column)
        elif kind is BlockEndToken:
            indents.pop()
        elif kind is AnchorToken or kind is AliasToken:
            if text[end : end + 1] not in _ENDS:
                yield _fault("anchor_name", start, end + 1)
        elif kind is TagToken and token.value[1] == "!":
            yield Finding("unknown-tag", span=(start, end), values={"tag": "!"})


def _scalar(text: str, token: Any, start: int, end: int, indent: int, solid: int) -> Iterator[Finding]:
    """A text in quotes, or one with a header. `solid` is where the blanks at the end of the file begin."""
    if token.style in ("'", '"'):
        for found in BREAK.finditer(text, start, end):
            line = found.end()
            first = _past(" \t", text, line)
            if text[first] not in "\r\n" and _past(" ", text, line) - line <= indent:
                yield _fault("indent", first, first + 1, spaces=indent + 1)
                return
        return
    comment = _HEADER_COMMENT.match(text, start)
    if comment:
        yield _fault("comment", comment.end() - 1, comment.end())
    head = _HEAD.match(text, start)
    if head and indent < len(head[2]) < max(map(len, BREAK.split(head[1]))):
        yield _fault("blank_lines", *head.span(1))
    if end >= solid and text[-1] in " \t" and text[solid - 1] in "\r\n":
        yield _fault("last_line", len(text) - 1, len(text))


def _past(characters: str, text: str, at: int) -> int:
    """The first place from there on with another character."""
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def _fault(variant: str, start: int, end: int, **values: Any) -> Finding:
    return Finding("yaml-syntax", span=(start, end), variant=variant, values=values)
