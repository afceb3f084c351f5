"""The lines of the entries of a TOML text."""

import tomllib

import pytest

from smartplan.plan.toml_lines import line_of, line_of_error

TEXT = """\
a = 1
"b.c" = 2
d.e = 3

[f]
g = { h = 1 }
'i' = [
  "x",
]
[f."j.k"]
l = 1
[[m]]
n = 1
[[m]]
n = 2
[m.o]
p = 1
"""


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (("a",), 1),
        (("b.c",), 2),
        (("d", "e"), 3),
        (("d",), 1),
        (("f",), 5),
        (("f", "g"), 6),
        (("f", "g", "h"), 6),
        (("f", "i", 0), 7),
        (("f", "j.k"), 10),
        (("f", "j.k", "l"), 11),
        (("f", "j.k", "z"), 10),
        (("m", 0), 12),
        (("m", 0, "n"), 13),
        (("m", 1, "n"), 15),
        (("m", 1, "o", "p"), 17),
        (("m", 1, "z"), 14),
        (("z",), 1),
    ],
)
def test_the_line_of_an_entry(address: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, address) == line


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\n\n[x", 3), ("a = 1\na = 2\n", 2)])
def test_the_line_of_an_error(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert line_of_error(caught.value, text) == line
