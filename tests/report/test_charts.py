"""Pictures as SVG: nothing is lost, nothing stands outside or upon something else, and text is only text."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES, Language
from smartplan.report.charts.colours import FILL, STROKE, dark_style, shade
from smartplan.report.charts.draw import draw
from smartplan.report.charts.inline import bar_svg, curve_svg, strip_svg
from smartplan.report.charts.lettering import fitted, plain, width_of
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.drawings import (
    Flow,
    FlowLink,
    FlowNode,
    HeatMap,
    HeatRow,
    LineChart,
    Series,
    Shape,
    Timeline,
    TimelineRow,
)
from smartplan.report.render.page import Drawing
from smartplan.report.render.years import stretches
from tests.helpers.hostile import ALL, unseen
from tests.helpers.pictures import boxes, lines, parsed, printed, texts
from tests.helpers.runner import ROOT, Runner

WORDS = ["Dinas", "Pemberdayaan", "Perempuan,", "Pengendalian", "Penduduk", "dan", "Keluarga", "(DP3AKB)", "WWW", "&"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
TEXTS = NAMES | st.text(max_size=40) | st.sampled_from([ALL, "<script>&]]>\"'", "\ufffe\uffff\x00\ud800\udfff\x85"])
YEARS = list(range(2024, 2030))


@st.composite
def flows(draw_: st.DrawFn, names: st.SearchStrategy[str]) -> Flow:
    """Programmes that each have a mission, a dimension and an agency: what comes in goes out."""
    programmes = draw_(
        st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5), st.integers(0, 39)), min_size=1, max_size=80)
    )
    layers = []
    for at in range(3):
        counts = Counter(one[at] for one in programmes)
        layers.append([FlowNode(f"{at}/{key}", draw_(names), counts[key]) for key in sorted(counts)])
    pairs = Counter((f"{at}/{one[at]}", f"{at + 1}/{one[at + 1]}") for at in range(2) for one in programmes)
    return Flow(
        [draw_(names) for _ in layers], layers, [FlowLink(*pair, count) for pair, count in sorted(pairs.items())]
    )


def heat_maps(names: st.SearchStrategy[str]) -> st.SearchStrategy[HeatMap]:
    counts = st.lists(st.none() | st.integers(0, 9999), min_size=3, max_size=3)
    rows = st.builds(HeatRow, names, counts, st.booleans(), st.none() | st.integers(0, 99), st.booleans())
    columns = st.lists(st.sampled_from(["2024", "2025", "2026"]) | names, min_size=3, max_size=3)
    return st.builds(
        HeatMap, columns, st.lists(rows, max_size=8), names, names, names, st.just(0), st.sampled_from(["", "%"])
    )


@st.composite
def line_charts(draw_: st.DrawFn, names: st.SearchStrategy[str]) -> LineChart:
    points = [str(year) for year in range(2019, 2019 + draw_(st.integers(1, 12)))]
    series = []
    for _ in range(draw_(st.integers(1, 4))):
        values = [draw_(st.none() | st.floats(0, 4)) for _ in points]
        told = ["–" if value is None else f"{value:.2f}" for value in values]
        series.append(Series(draw_(names), values, told))
    limits = draw_(st.lists(st.tuples(st.floats(0, 4), names), max_size=3))
    return LineChart(points, series, 4, limits, [(value, str(value)) for value in range(5)])


def timelines(names: st.SearchStrategy[str]) -> st.SearchStrategy[Timeline]:
    years = st.sets(st.sampled_from(YEARS)).map(sorted)
    row = st.builds(
        TimelineRow, names, years, st.sampled_from(["short", "medium", "long", ""]), names | st.just(""), st.booleans()
    )
    kinds = st.tuples(names, names, names).map(lambda found: list(zip(("short", "medium", "long"), found, strict=True)))
    return st.builds(Timeline, st.just(YEARS), st.lists(row, max_size=30), kinds)


SHAPES = {"flow": flows, "heat map": heat_maps, "line chart": line_charts, "timeline": timelines}
each_shape = pytest.mark.parametrize("shapes", SHAPES.values(), ids=SHAPES)
Shapes = Callable[[st.SearchStrategy[str]], st.SearchStrategy[Shape]]


def told(shape: Shape) -> list[str]:
    """Every label and number of a shape, as the picture has it."""
    if isinstance(shape, Flow):
        nodes = [node for layer in shape.layers for node in layer]
        return [*shape.titles, *(f"{plain(node.label)} ({node.value})".strip() for node in nodes)]
    if isinstance(shape, HeatMap):
        counts = [count for row in shape.rows for count in row.counts if count is not None]
        totals = [str(row.total) for row in shape.rows if row.total is not None and shape.total]
        labels = [*shape.columns, shape.total, *(row.label for row in shape.rows)]
        return [*labels, *(f"{count}{shape.unit}" for count in counts), *totals]
    if isinstance(shape, LineChart):
        series = [text for one in shape.series for text in (one.label, *one.texts)]
        return [*shape.points, *series, *(text for _, text in (*shape.limits, *shape.ticks))]
    labels = [text for row in shape.rows for text in (row.label, row.text)]
    return [*map(str, shape.years), *labels, *(name for _, name in shape.kinds)]


@each_shape
@given(st.data(), TEXTS, TEXTS, st.booleans())
def test_text_is_only_text(shapes: Shapes, data: st.DataObject, title: str, text: str, alone: bool) -> None:
    shape = data.draw(shapes(TEXTS))
    svg = draw(Drawing(title, text, shape), "a<b", alone=alone)
    tree = parsed(svg)
    assert unseen(svg) == set()
    assert {one.tag for one in tree.iter()} <= {
        "svg", "title", "desc", "g", "rect", "path", "polyline", "text", "defs", "pattern",
    }  # fmt: skip
    assert not [name for one in tree.iter() for name in one.attrib if name == "style" or name.startswith("on")]
    ids = [one.attrib["id"] for one in tree.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    referred = set(re.findall(r"url\(#([^)]*)\)", svg)) | set(tree.attrib["aria-labelledby"].split())
    assert referred <= set(ids)
    assert (tree[0].tag, tree[1].tag) == ("title", "desc")
    assert [tree[0].text or "", tree[1].text or ""] == [plain(title), plain(text)]
    classes = {one.get("class") for one in tree.iter() if one.tag in ("rect", "path", "polyline", "text")}
    assert classes <= {*FILL, *STROKE, None}


@each_shape
@given(st.data(), st.booleans())
def test_every_label_and_number_is_in_it(shapes: Shapes, data: st.DataObject, alone: bool) -> None:
    shape = data.draw(shapes(TEXTS))
    found = set(texts(parsed(draw(Drawing("x", "y", shape), "k", alone=alone))))
    assert [one for one in told(shape) if plain(one) and plain(one) not in found] == []


@each_shape
@given(st.data(), NAMES, st.booleans())
def test_nothing_stands_outside_or_upon_another_text(
    shapes: Shapes, data: st.DataObject, title: str, alone: bool
) -> None:
    shape = data.draw(shapes(NAMES))
    tree = parsed(draw(Drawing(title, title, shape), "k", alone=alone))
    width, height = (float(tree.attrib[name]) for name in ("width", "height"))
    assert tree.attrib["viewBox"] == f"0 0 {tree.attrib['width']} {tree.attrib['height']}"
    drawn = list(boxes(tree))
    # Two for the thickness of lines.
    assert [
        one for one in drawn if one.left < -2 or one.top < -2 or one.right > width + 2 or one.bottom > height + 2
    ] == []
    lettered = [one for one in drawn if one.text]
    assert [(one.text, other.text) for one, other in combinations(lettered, 2) if one.meets(other)] == []


@given(flows(st.just("")))
def test_bands_are_as_wide_as_what_they_stand_for(drawn: Flow) -> None:
    """And stand at each node without a gap, in the order of what they lead to, and of what they come from."""
    layers = [[FlowNode(node.key, node.key, node.value) for node in layer] for layer in drawn.layers]
    tree = parsed(draw(Drawing("x", "y", Flow(drawn.titles, layers, drawn.links)), "k", alone=True))
    bands, nodes = dict(_named(tree, "path")), dict(_named(tree, "rect"))
    # In the order from the top down.
    places = {name.split(":")[0]: float(one.attrib["y"]) for name, one in nodes.items()}
    scale = max(float(one.attrib["height"]) for one in nodes.values()) / max(
        node.value for layer in layers for node in layer
    )
    sides: defaultdict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for link in drawn.links:
        course = bands[f"{link.source} → {link.target}: {link.value}"].attrib["d"]
        left, right = _ends(course)
        for key, side, other, (top, bottom) in (
            (link.source, "out", link.target, left),
            (link.target, "in", link.source, right),
        ):
            assert bottom - top == pytest.approx(link.value * scale, abs=0.03)
            sides[key, side].append((places[other], top, bottom))
    for layer in layers:
        for node in layer:
            rect = nodes[f"{node.key}: {node.value}"].attrib
            assert float(rect["height"]) == pytest.approx(node.value * scale, abs=0.01)
            for side in ("in", "out"):
                if found := sorted(sides[node.key, side]):
                    assert found[0][1] == pytest.approx(float(rect["y"]), abs=0.02)
                    assert found[-1][2] == pytest.approx(float(rect["y"]) + float(rect["height"]), abs=0.02)
                    assert [lower[1] for _, lower in pairwise(found)] == pytest.approx(
                        [upper[2] for upper, _ in pairwise(found)], abs=0.02
                    )


def _named(tree: ElementTree.Element, tag: str) -> list[tuple[str, ElementTree.Element]]:
    return [(one[0].text or "", one[1]) for one in tree.iter("g") if len(one) == 2 and one[1].tag == tag]


def _ends(course: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a band begins and ends: upper and lower edge."""
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", course)]
    start, (end, lower), bottom = numbers[1], numbers[7:9], numbers[14]
    return (start, bottom), (end, lower)


def test_agencies_stand_beside_what_leads_to_them() -> None:
    layers = [
        [FlowNode("m1", "Misi 1", 2), FlowNode("m2", "Misi 2", 1)],
        [FlowNode("d1", "Satu", 2), FlowNode("d2", "Dua", 1)],
        [FlowNode("a1", "DLH", 1), FlowNode("a2", "Dishub", 2)],
    ]
    links = [FlowLink("m1", "d1", 2), FlowLink("m2", "d2", 1), FlowLink("d1", "a2", 2), FlowLink("d2", "a1", 1)]
    found = printed(parsed(draw(Drawing("x", "y", Flow(["a", "b", "c"], layers, links)), "k")))
    assert found == [
        "a", "b", "c", "Misi 1 (2)", "Misi 2 (1)", "Satu (2)", "Dua (1)", "Dishub (2)", "DLH (1)",
    ]  # fmt: skip


def test_nothing_to_draw_is_no_failure() -> None:
    empty: list[Shape] = [
        Flow([], [], []),
        Flow(["a"], [[]], []),
        HeatMap([], []),
        LineChart([], [], 4),
        Timeline([], []),
    ]
    for shape in empty:
        assert printed(parsed(draw(Drawing("Judul", "", shape), "k", alone=True))) == ["Judul"]


def test_none_is_told_apart_from_not_told_and_from_a_gap() -> None:
    rows = [HeatRow("Satu", [0, None], total=0, gap=True), HeatRow("Dua", [1, 5], total=6)]
    shape = HeatMap(["2024", "2025"], rows, total="program", absent="tidak disebutkan", gap="kekurangan")
    tree = parsed(draw(Drawing("x", "y", shape), "k", alone=True))
    # Below its title and its sentence.
    assert lines(tree)[2:] == [
        ["program", "2024", "2025"],
        ["!", "Satu", "0", "0", "–"],
        ["Dua", "6", "1", "5"],
        ["0", "1", "2", "3", "4", "5", "–", "tidak disebutkan"],
        ["!", "kekurangan"],
    ]
    assert [name for name, _ in _named(tree, "rect")] == ["Satu, 2024: 0", "Dua, 2024: 1", "Dua, 2025: 5", "0"]


def test_marks_stand_above_their_years_and_names_of_limits_apart() -> None:
    shape = LineChart(
        ["2023", "2024"], [Series("indeks", [2, 4], ["2,00", "4,00"])], 4, [(3.5, "satu"), (3.49, "dua"), (1, "tiga")]
    )
    tree = parsed(draw(Drawing("x", "y", shape), "k", alone=True))
    found = list(boxes(tree))
    middles = {one.text: (one.left + one.right) / 2 for one in found if one.text}
    marks = dict(_named(tree, "path"))
    assert list(marks) == ["indeks, 2023: 2,00", "indeks, 2024: 4,00"]
    for name, one in marks.items():
        year, value = re.findall(r"2\d{3}|\d,00", name)
        place = re.match(r"M(\S+) ", one.attrib["d"])
        assert place is not None
        assert middles[year] == pytest.approx(middles[value], abs=0.01)
        assert middles[year] == pytest.approx(float(place[1]) + 4 + 24, abs=0.01)
    tops = {one.text: one.top for one in found if one.text}
    assert tops["dua"] - tops["satu"] == pytest.approx(16)
    assert tops["tiga"] - tops["satu"] > 100


@pytest.mark.parametrize(
    ("most", "tones"), [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (9, [0, 1, 2, 2, 3, 3, 4, 4, 5, 5]), (0, [0, 0])]
)
def test_more_is_darker(most: int, tones: list[int]) -> None:
    assert [shade(count, most) for count in range(len(tones))] == tones


def test_a_long_road_stays_legible() -> None:
    rows = [TimelineRow(f"P-{number}", [2024 + number % 6], "short") for number in range(300)]
    tree = parsed(draw(Drawing("x", "y", Timeline(YEARS, rows, [("short", "pendek")])), "k"))
    assert float(tree.attrib["height"]) > 300 * 20
    assert Counter(printed(tree))["2024"] == 2


@pytest.mark.parametrize(
    ("years", "expected"),
    [([], []), ([2024], [(2024, 2024)]), ([2026, 2024, 2025, 2028], [(2024, 2026), (2028, 2028)])],
)
def test_years_that_follow_each_other_are_one_bar(years: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(stretches(years)) == expected


@given(TEXTS, st.integers(60, 400), st.integers(1, 3), st.booleans(), st.sampled_from(["", " (12)"]))
def test_text_fits(text: str, room: int, count: int, bold: bool, tail: str) -> None:
    found = fitted(text, room, 13, lines=count, bold=bold, tail=tail)
    assert 1 <= len(found) <= count
    assert [line for line in found if width_of(line, 13, bold=bold) > room] == []
    assert found[-1].endswith(tail.strip())
    whole = " ".join(found)
    if "…" not in whole:
        assert whole.replace(" ", "") == (plain(text) + tail).replace(" ", "")


def test_widths_are_those_of_a_wide_font() -> None:
    """What DejaVu Sans needs, a tenth more at most."""
    text, needed = "Dinas Komunikasi, Informatika dan Statistik", 21.896
    assert needed * 13 <= width_of(text, 13) <= needed * 13 * 1.1
    assert 112.9 <= width_of("Iilj", 100) <= 112.9 * 1.1
    assert width_of("Misi", 10) < width_of("Misi", 10, bold=True) < width_of("漢字漢字", 10)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def dark() -> dict[str, str]:
    return dict(re.findall(r"\.(c-\w+) \{ (?:fill|stroke): (#[0-9a-f]{6}); \}", dark_style()))


def test_the_dark_style_has_every_class() -> None:
    assert list(dark()) == [*FILL, *STROKE]
    for kind, classes in (("fill", FILL), ("stroke", STROKE)):
        assert set(re.findall(rf"\.(c-\w+) \{{ {kind}:", dark_style())) == set(classes)


@pytest.mark.parametrize("colours", [{**FILL, **STROKE}, dark()], ids=["light", "dark"])
def test_text_and_marks_stand_out(colours: dict[str, str]) -> None:
    """AA of WCAG: 4.5 for text, 3 for what has to be seen."""
    for tone in range(6):
        assert contrast(colours[f"c-ink{tone}"], colours[f"c-heat{tone}"]) >= 4.5, tone
    for kind in ("c-text", "c-dim"):
        for ground in ("c-paper", "c-band", "c-heat0"):
            assert contrast(colours[kind], colours[ground]) >= 4.5, (kind, ground)
    marks = [name for name in colours if re.match(r"c-(mark|line|flow|short|long|none|axis)", name)]
    assert [name for name in marks if contrast(colours[name], colours["c-paper"]) < 3] == []
    lights = [_light(colours[f"c-heat{tone}"]) for tone in range(6)]
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def test_small_pictures_of_cells() -> None:
    assert bar_svg(Bar(1, 4, 8)) == (
        '<svg class="c-inline" width="80" height="12" aria-hidden="true">'
        '<rect class="c-short" x="0" y="1" width="20" height="10"/></svg>'
    )
    (least,) = parsed(bar_svg(Bar(1, 1000, 8)))
    assert least.attrib["width"] == "1"
    assert list(parsed(bar_svg(Bar(0, 4, 8)))) == []
    strip = parsed(strip_svg(Strip([0, 3, 5], 5)))
    assert strip.attrib["aria-label"] == "0, 3, 5"
    assert [one.attrib["class"] for one in strip] == ["c-heat0", "c-axis", "c-heat3", "c-heat5"]
    curve = parsed(curve_svg(Curve([4, None, 2.0, float("nan")], 4)))
    assert [(one.attrib["x"], one.attrib["height"]) for one in curve if one.tag == "rect"] == [
        ("1", "11"),
        ("21", "5.5"),
    ]
    assert (bar_svg(Bar(1, 1, 0)), strip_svg(Strip([], 0)), curve_svg(Curve([], 4))) == ("", "", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("folder", "revision"), [("tests/city", "2024"), ("plans", "2023")])
def test_the_heat_map_has_the_counts_of_the_json(run: Runner, folder: str, revision: str, language: Language) -> None:
    words = ["coverage", revision, "--plans", str(ROOT / folder)]
    data = json.loads(run(*words, "--format", "json").out)
    years = sorted({*data["totals"]["years"], *data["period"]})
    span = list(range(years[0], years[-1] + 1))

    def counts(row: dict[str, Any]) -> list[str]:
        known = row["by_year"] or not row["programmes"]
        return [str(row["programmes"]), *(str(row["by_year"].get(str(year), 0)) if known else "–" for year in span)]

    rows = []
    for head in data["dimensions"]:
        rows.append(counts(head))
        rows += [counts(row) for row in data["cells"] if row["dimension"] == head["key"] and row["key"] != head["key"]]
    tree = parsed(run(*words, "--format", "svg", "--lang", language).out)
    drawn = lines(tree)
    start = next(at for at, line in enumerate(drawn) if line[1:] == [str(year) for year in span])
    wide = len(span) + 1
    assert [line[-wide:] for line in drawn[start + 1 : start + 1 + len(rows)]] == rows
    assert drawn[start][0] == {"en": "programmes", "id": "program"}[language]


@pytest.mark.parametrize(
    ("by", "language", "title", "first"),
    [
        (
            "subdimension",
            "en",
            "Kota Balikpapan: programmes by sub-dimension and year, revision 2023",
            "Smart Governance",
        ),
        (
            "subdimension",
            "id",
            "Kota Balikpapan: program menurut subdimensi dan tahun, revisi 2023",
            "Smart Governance",
        ),
        ("year", "id", "Kota Balikpapan: program menurut dimensi dan tahun, revisi 2023", "Smart Governance"),
        ("agency", "id", "Kota Balikpapan: program menurut pelaksana dan tahun, revisi 2023", "Bagian Perekonomian"),
        ("horizon", "en", "Kota Balikpapan: programmes by horizon and year, revision 2023", "not stated"),
    ],
)
def test_rows_of_the_picture_are_those_that_were_asked_for(
    run: Runner, by: str, language: Language, title: str, first: str
) -> None:
    tree = parsed(
        run("coverage", "2023", "--plans", str(ROOT / "plans"), "--by", by, "--format", "svg", "--lang", language).out
    )
    assert tree[0].text == title
    assert first in printed(tree)
    # Only sub-dimensions have heads.
    assert [one.get("class") for one in tree.iter("rect")].count("c-band") == (6 if by == "subdimension" else 0)


def test_cities_beside_each_other(run: Runner) -> None:
    folder = str(ROOT / "plans")
    found = lines(parsed(run("coverage", "2019", "2023", "--plans", folder, "--format", "svg", "--lang", "id").out))
    assert ["Kota Balikpapan, 2019", "16", "56%", "–", "100%"] in found
    assert ["Kota Balikpapan, 2023", "38", "94%", "100%", "100%"] in found


@pytest.mark.parametrize(("language", "index"), [("en", "3.41"), ("id", "3,41")])
def test_the_index_by_year(run: Runner, language: Language, index: str) -> None:
    found = lines(parsed(run("evaluations", "--plans", str(ROOT / "plans"), "--format", "svg", "--lang", language).out))
    assert found[-2:] == [
        ["2021", "2022", "2023", "2024"],
        [{"en": "published index", "id": "indeks yang diumumkan"}[language], "–", "–", index, "–"],
    ]


EVALUATION = "format: 1\nyear: {year}\nscheme: kominfo-2023-reguler\nfinal: {final}\nscores: {scores}\n"
SCORES = "{baseline: 3.0, output: 3.0, outcome: 3.0, impact: 3.0, quick_win: 3.0}"


def test_an_index_that_disagrees_with_its_components_is_drawn_beside_them(run: Runner) -> None:
    for year, final in ((2023, "3.00"), (2024, "3.50")):
        text = EVALUATION.format(year=year, final=final, scores=SCORES)
        Path(f"plans/evaluations/{year}.yaml").write_text(text, encoding="utf-8")
    found = texts(parsed(run("evaluations", "--format", "svg", "--lang", "en").out))
    at = found.index("published index")
    assert found[at : at + 3] == ["published index", "3.00", "3.50"]
    at = found.index("index computed from the components")
    assert found[at : at + 5] == [
        "index computed from the components",
        "index computed from",
        "the components",
        "3.00",
        "3.00",
    ]


def test_only_a_rank_is_drawn_as_the_share_that_is_behind(run: Runner) -> None:
    for path in Path("plans/evaluations").iterdir():
        path.unlink()
    text = "format: 1\nyear: 2024\nrank: {position: 40, of: 100}\n"
    Path("plans/evaluations/2024.yaml").write_text(text, encoding="utf-8")
    found = lines(parsed(run("evaluations", "--format", "svg", "--lang", "en").out))
    assert found[-2:] == [["2024"], ["better than", "60%"]]
    assert ["100%"] in found


def test_a_file_by_its_ending(run: Runner) -> None:
    assert run("coverage", "2023", "--output", "peta.svg").code == 0
    text = Path("peta.svg").read_text("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg class="c-picture" xmlns="http://www.w3.org/')
    assert text == run("coverage", "2023", "--format", "svg").out
    refused = run("agenda", "2023", "--output", "peta2.svg", "--lang", "en")
    assert (refused.code, Path("peta2.svg").exists()) == (2, False)
    assert "which this command does not write; choose one of text, json, markdown" in refused.err


YEARLESS = "format: 1\nrevision: '2030'\ncity: {name: Kota}\n"


def test_where_there_is_nothing_to_draw(run: Runner) -> None:
    for path in Path("plans/evaluations").iterdir():
        path.unlink()
    Path("plans/2030.yaml").write_text(YEARLESS, encoding="utf-8")
    nothing = "Error: there is nothing to draw: no years are on record here; another format shows what is\n"
    indicators = "Error: coverage by indicator has no picture; choose another --by or another format\n"
    for words, expected in (
        (["coverage", "2030"], nothing),
        (["evaluations"], nothing),
        (["coverage", "2023", "--by", "indicator"], indicators),
    ):
        found = run(*words, "--format", "svg", "--output", "x.svg", "--lang", "en")
        assert (found.code, found.out, Path("x.svg").exists()) == (2, "", False)
        assert found.err.replace("\n", " ").strip().endswith(expected.strip()), found.err


def test_why_no_evaluation_could_be_drawn_is_said(run: Runner) -> None:
    for path in Path("plans/evaluations").iterdir():
        path.write_text("[", encoding="utf-8")
    found = run("evaluations", "--format", "svg", "--lang", "en")
    assert found.code == 2
    assert "evaluations/" in found.err
