"""New values as text: what needs no emitter is written as the emitter writes it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartplan.yamltext import emit

WORDS = st.sampled_from(
    [
        "",
        " ",
        "a",
        "yes",
        "2021",
        "1.5",
        "a: b",
        "a #b",
        "[a]",
        "Rp",
        "98,86",
        "≤ 5",
        "é",
        "🙂",
        'a "b"',
        "a\\b",
        "a\nb",
        "-a",
        "?",
        "null",
        "~",
    ]
)
SCALARS = WORDS | st.text(max_size=8) | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
KEYS = WORDS | st.integers(1900, 2199).map(str) | st.text(max_size=5)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


@given(VALUES)
def test_what_is_quick_is_what_the_emitter_writes(value: Any) -> None:
    in_flow = isinstance(value, (dict, list))
    quick = emit._quick(value, in_flow=in_flow)
    if quick is not None:
        slow = emit._dressed(value, in_flow=True) if in_flow else emit._scalar(value, in_flow=False)
        assert quick == emit._dump(slow)
