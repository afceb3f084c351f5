"""The small city with faults: a table with one for every rule, and wild ones; held against the rules in memory."""

import copy
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from smartplan.validation.check import Selection, examine
from smartplan.validation.located import LocatedFinding
from smartplan.validation.rule_settings import RuleSettings
from smartplan.workspace.folder import Disk, Folder
from smartplan.workspace.plan_file import PlanFile, load_file
from smartplan.yamltext.source import decode
from tests.helpers.base import FILES, parsed, serving

TODAY = date(2026, 11, 24)
PLAN, OLD, REVIEW, EVALUATION = "2023.yaml", "2019.yaml", "reviews/2022-12-28.yaml", "evaluations/2023.yaml"
PLANS = Path("plans")
EVERYTHING = Selection(settings=RuleSettings(required=("description",)))


class Gone:
    """Takes a key or an item away."""

    def __repr__(self) -> str:
        return "GONE"


GONE = Gone()
City = dict[str, Any]
Address = tuple[Any, ...]
Fault = tuple[str, Address, Any]
# JSON is YAML, and makes a text of every key.
BASE: City = {name: json.loads(json.dumps(parsed(text))) for name, text in FILES.items()}
for _name in (PLAN, OLD):
    BASE[_name] = serving(BASE[_name])
    for _dimension in BASE[_name]["dimensions"].values():
        for _programme in _dimension["programmes"].values():
            # What the city of these tests requires.
            _programme["description"] = "Uraian"
# In which alone a programme needs a source.
BASE[OLD]["record"] = "reconstruction"
# In which alone missions are asked for.
BASE[PLAN]["record"] = "official"
BASE[EVALUATION]["recommendations"] = {"R-01": {"text": "Perluas Wi-Fi", "disposition": "open"}}
GOV, BRA = ("dimensions", "governance", "programmes"), ("dimensions", "branding", "programmes")
G1, G2, G3 = ((*GOV, f"GOV-0{number}") for number in (1, 2, 3))
WAKTU = (*G1, "indicators", "waktu")
_NEW = {"name": "Baru", "description": "Uraian", "subdimension": "tourism", "agency": "diskominfo"}
T1, S1 = (("rpjmd", "objectives", id_) for id_ in ("T1", "S1"))

# One fault or more for every rule that looks at data, so that each rule has its say about it.
FAULTS: list[Fault] = [
    # Shape, in every kind of file.
    (PLAN, ("titel",), "x"), (PLAN, (*G1, "agencie"), "diskominfo"), (PLAN, ("dimensions", "living", "programs"), {}),
    (PLAN, (*WAKTU, "satuan"), "menit"), (OLD, ("city", "kode"), "64.71"), (REVIEW, ("inputs", "IN-01", "teks"), "x"),
    (PLAN, ("revision",), 2023), (PLAN, ("supersedes",), 2019), (PLAN, (*G1, "budget"), 5), (PLAN, (*G1, "name"), ["a"]),
    (PLAN, (*G1, "partners"), "diskominfo"), (PLAN, ("rpjmd", "missions"), ["M1"]), (PLAN, ("agencies",), ["a"]),
    (PLAN, G2, "Layanan"), (PLAN, GOV, ["a"]), (PLAN, ("dimensions", "living"), 5), (PLAN, ("dimensions",), "x"),
    (PLAN, (*WAKTU, "targets"), 5), (PLAN, (*G1, "formerly"), "GOV-01"), (PLAN, ("withdrawn",), ["GOV-01"]),
    (PLAN, ("period",), 2023), (OLD, ("dimensions", "governance"), ["a"]), (REVIEW, ("leads_to",), 2023),
    (REVIEW, ("participants",), "its"), (EVALUATION, ("revision",), 2019), (EVALUATION, ("scores", "output"), "tinggi"),
    (PLAN, (*G1, "status"), "runing"), (PLAN, (*G1, "budget", "apdb"), {"2023": 5}), (PLAN, ("record",), "asli"),
    (REVIEW, ("inputs", "IN-01", "disposition"), "diterima"), (PLAN, ("format",), 2),
    (PLAN, ("agencies", "dinas kesehatan"), {"name": "D"}), (PLAN, (*GOV, "GOV 09"), _NEW),
    (PLAN, ("city", "code"), "6471"), (PLAN, (*G1, "budget", "apbd", "23"), 5), (PLAN, ("period", "start"), 23),
    (PLAN, ("sources", "berita", "date"), "28 Desember"), (REVIEW, ("date",), "28 Desember 2022"),
    (EVALUATION, ("final",), 34.1), (EVALUATION, ("rank",), {"position": 0, "of": 5}), (PLAN, (*G1, "because"), ["IN-01"]),
    # Missing, told by the schema or by a rule; with nothing after the key, or without it.
    (PLAN, ("title",), GONE), (PLAN, ("title",), None), (PLAN, ("rpjmd",), GONE), (PLAN, ("agencies",), None),
    (PLAN, (*G1, "name"), None), (PLAN, (*G1, "subdimension"), GONE), (PLAN, (*G1, "agency"), GONE),
    (PLAN, (*G1, "agency"), None), (PLAN, ("period",), GONE), (PLAN, ("period", "end"), GONE), (PLAN, ("dimensions",), GONE),
    (PLAN, WAKTU, {"unit": "menit"}), (REVIEW, ("inputs",), None), (REVIEW, ("inputs", "IN-01", "text"), GONE),
    (REVIEW, ("inputs", "IN-02"), {"text": "Wi-Fi", "disposition": "rejected"}),
    (PLAN, ("withdrawn",), {"GOV-77": {"because": ["fgd-2022-12-28/IN-01"]}}),
    (PLAN, (*G1, "description"), GONE), (OLD, (*G1, "description"), " "),
    # Something that says nothing is missing too.
    (PLAN, ("title",), ""), (PLAN, ("agencies", "diskominfo", "name"), "\u00a0"), (REVIEW, ("inputs", "IN-01", "text"), " \u200b"),
    (REVIEW, ("inputs", "IN-02"), {"text": "Wi-Fi", "disposition": "rejected", "answer": " "}),
    # Dimensions.
    (PLAN, ("profile",), "kominfoo"), (PLAN, ("profile",), "x"), (PLAN, ("dimensions", "transport"), {}),
    (PLAN, ("dimensions", "smart-city"), {"programmes": {"X-1": _NEW}}), (PLAN, ("dimensions", "branding"), GONE),
    (PLAN, ("dimensions", "branding"), None), (PLAN, (*G1, "subdimension"), "public_servis"), (PLAN, (*G1, "subdimension"), "tourism"),
    # References.
    (PLAN, (*G1, "agency"), "diskominf"), (PLAN, ("team",), {"lead": "x", "members": ["y", "diskominfo"]}),
    (PLAN, ("dimensions", "living", "lead"), "z"), (PLAN, (*G1, "missions"), ["M9", "M1"]), (PLAN, (*G1, "missions"), ["M9"]),
    (PLAN, (*G1, "sources"), ["berita-1"]), (PLAN, (*G1, "because"), ["fgd-2022-12-28/IN-99", "x/y"]),
    (PLAN, (*G1, "objectives"), ["S9", "S1"]), (PLAN, (*S1, "under"), "T9"), (PLAN, (*T1, "mission"), "M9"), (PLAN, ("rpjmd", "sources"), ["x", "berita"]),
    (PLAN, ("rpjmd", "objectives", "S2"), {"name": "S", "level": "objective", "under": "S1"}), (PLAN, (*S1, "under"), "S1"),
    (PLAN, (*T1, "under"), "T1"), (PLAN, ("rpjmd", "objectives", "T2"), {"name": "T", "level": "goal"}), (PLAN, (*S1, "under"), GONE),
    (PLAN, (*S1, "level"), "sasaran"), (PLAN, T1, ["a"]), (PLAN, (*G1, "judged"), ["misi", "missions", "location"]), (PLAN, (*G1, "objectives"), [5, "S9", None]),
    (PLAN, (*S1, "indicators"), {"x": {"name": "X", "direction": "up", "baseline": "1,5", "targets": {"2024": 9, "2025": 8}, "target_end": 7}}),
    (PLAN, ("readiness",), {"infrastructure": {"wifi": {"name": "W", "agency": "x", "sources": ["y", "berita"]}}}),
    (PLAN, (*BRA, "GOV-01"), _NEW), (REVIEW, ("inputs", "IN-01", "from"), "itb"), (REVIEW, ("inputs", "IN-01", "dimension"), "goverment"),
    (PLAN, ("revision",), "2024"), (PLAN, ("supersedes",), "2091"), (PLAN, ("supersedes",), "2023"), (OLD, ("supersedes",), "2023"),
    (REVIEW, ("leads_to",), "2032"), (REVIEW, ("reviews",), "2032"), (EVALUATION, ("revision",), "2091"), (EVALUATION, ("scheme",), "kominfo-2032"),
    (PLAN, (*G1, "because"), ["2023/R-99", "2023/R-01"]), (REVIEW, ("review",), "2023"),
    (EVALUATION, ("recommendations", "R-01", "dimension"), "goverment"),
    (EVALUATION, ("recommendations", "R-02"), {"text": "x", "disposition": "deferred"}),
    (EVALUATION, ("recommendations", "R-02"), {"text": "x", "disposition": "accepted"}),
    (PLAN, ("dimensions", "living", "gaps"), {"G1": {"present": "x"}, "G2": {"programmes": ["GOV-99", "GOV-01"]}, "G3": {"programmes": [5]}}),
    # Continuity.
    (PLAN, (*G1, "formerly"), ["GOV-77"]), (PLAN, (*G1, "formerly"), []), (PLAN, G3, GONE), (PLAN, ("withdrawn",), {"GOV-77": {"reason": "x"}}),
    (PLAN, ("withdrawn",), {"GOV-01": {"reason": "x"}}), (PLAN, (*G2, "formerly"), ["GOV-02", "GOV-01"]), (PLAN, (*G2, "formerly"), ["GOV-01"]),
    (PLAN, ("supersedes",), GONE), (PLAN, ("record",), "reconstruction"),
    # Years, money, targets.
    (PLAN, ("period",), {"start": 2026, "end": 2023}), (PLAN, ("rpjmd", "period"), {"start": 2026, "end": 2021}),
    (PLAN, (*G1, "budget", "apbd", "2023"), -500_000_000), (PLAN, (*G1, "execution"), {"2199": "ran", "2023": "partly"}),
    (PLAN, (*G1, "budget", "csr"), {"2031": 500_000_000}), (PLAN, (*G1, "years"), [2031, 2023, 2040]), (PLAN, (*G1, "budget", "csr"), {"2025": 500_000_000}),
    (PLAN, (*WAKTU, "budget"), {"apbd": {"2023": 400_000_000}}), (PLAN, (*WAKTU, "budget"), {"csr": {"2023": 400_000_000, "2024": -1}}),
    (PLAN, (*G1, "spent"), {"apbd": {"2199": 500_000_000, "2023": -5}, "csr": {"2025": 700}}), (PLAN, (*WAKTU, "agency"), "diskominf"),
    (PLAN, (*G1, "budget", "apbd", "2023"), 500), (PLAN, (*WAKTU, "baseline"), "1.500"),
    (PLAN, (*WAKTU, "targets", "2026"), 7), (PLAN, WAKTU, {"name": "W", "direction": "down", "targets": {"2023": 8, "2024": 12, "2025": 11}}),
    (PLAN, (*G1, "quick_win"), True), (PLAN, (*G2, "indicators", "waktu", "targets"), GONE), (PLAN, (*G2, "quick_win"), True),
    (PLAN, G3, {"name": "Q", "description": "Uraian", "subdimension": "bureaucracy", "agency": "diskominfo", "quick_win": True}),
    (PLAN, (*WAKTU, "baseline"), {"value": 10, "as_of": "2199", "sources": ["berita-9"]}),
    # A figure whose value is missing, is of another type or makes another sum.
    (PLAN, (*G1, "budget", "apbd", "2023"), {"approx": True}), (PLAN, (*WAKTU, "baseline"), {"as_of": "2199"}),
    (PLAN, (*WAKTU, "budget"), {"apbd": {"2023": {"value": -1}}}), (PLAN, (*G1, "spent"), {"apbd": {"2023": {"value": "x"}}}),
    (PLAN, (*WAKTU, "actuals"), {"2023": {"value": None}}),
    (PLAN, (*WAKTU, "baseline"), "75,00%"), (PLAN, (*WAKTU, "actuals"), {"2023": "9,5"}), (PLAN, (*G1, "code"), "2:16:03"), (PLAN, (*G1, "code"), "x"),
    (EVALUATION, ("final",), 3.9), (EVALUATION, ("award",), {"title": "Terbaik", "dimension": "zzz"}),
    # Gaps.
    (PLAN, ("dimensions", "branding"), {}), (PLAN, BRA, GONE), (PLAN, (*BRA, "BRA-02"), GONE), (PLAN, ("rpjmd", "missions", "M2"), "Ekonomi"),
    (PLAN, ("agencies", "dishub"), {"name": "Dishub"}), (PLAN, (*G1, "missions"), []), (PLAN, (*G1, "indicators"), GONE),
    (PLAN, (*G1, "objectives"), GONE), (PLAN, ("rpjmd", "objectives", "S2"), {"name": "S", "level": "objective", "under": "T1"}),
    (PLAN, (*S1, "indicators"), {"x": {"name": "X"}}), (PLAN, (*G2, "indicators", "waktu"), {"name": "W", "baseline": 1, "target_end": 5}),
    (PLAN, (*G1, "budget"), {"apbd": None}), (OLD, (*G1, "sources"), GONE), (PLAN, (*WAKTU, "baseline"), GONE),
    (PLAN, (*G2, "indicators", "waktu", "targets"), {}), (REVIEW, ("inputs", "IN-07"), {"text": "x", "disposition": "accepted"}),
    (REVIEW, ("inputs", "IN-01", "disposition"), "open"),
    (PLAN, ("status",), "adopted"), (PLAN, ("because",), GONE), (PLAN, ("rpjmd", "missions"), GONE),
    # Actions.
    (PLAN, (*G1, "actions"), {"A1": {"name": "Aplikasi"}, "A2": {"name": "Pelatihan", "kind": "capacity"}}),
    (PLAN, (*G1, "actions"), {"A1": {"name": "A", "kind": "aplikasi"}, "A 2": {"name": "B"}, "A3": {"years": [2023, "2024"]}, "A4": 5}),
    (PLAN, (*G1, "actions"), {"A1": {"name": "A", "kind": "literacy", "agency": "dishub", "evidence": ["berita", "berita-1"], "code": "2:16:03",
                                     "years": [2024, 2025, 2031], "execution": {"2199": "ran"}, "budget": {"apbd": {"2023": -5}}}}),
    (PLAN, (*G1, "actions"), {"A1": {"name": "A", "kind": "literacy", "budget": {"apbd": {"2023": 400_000_000}}},
                              "A2": {"name": "B", "kind": "literacy", "budget": {"apbd": {"2023": 300_000_000}, "csr": {"2023": {"value": 5_000_000, "approx": True}}}}}),
    (PLAN, (*G1, "actions"), {"A1": {"name": "A", "kind": "literacy", "budget": {"unstated": {"2023": 600_000_000}}}}),
    # Unsound items of a list ahead of others, sound ones and such that a rule complains of.
    (PLAN, (*G1, "partners"), [5, "nobody", None, "diskominfo", ["a"], "other"]), (PLAN, (*G1, "sources"), [["x"], "berita-1", "berita", "berita-1"]),
    (PLAN, (*G1, "missions"), [None, "M1", {"a": 1}, "M9"]), (PLAN, (*G1, "years"), ["2023", 2023, 23, 2031, 1.5, 2024]),
    (PLAN, (*G1, "formerly"), [1, "GOV-01", 2, "GOV-77", "GOV-02"]), (PLAN, (*G1, "because"), ["a", 5, "fgd-2022-12-28/IN-01", "x/y"]),
    (PLAN, ("team",), {"members": [2, "y", "diskominfo", True, "z"]}), (PLAN, ("because",), [None, "x/y"]), (PLAN, ("change_reasons",), ["rpjmd", "x", 5]),
]  # fmt: skip
# What stands anywhere, and mostly should not.
WILD: list[Any] = [
    GONE, None, 5, 2.5, -1, 5.0, True, "", "x", "2023", "2:16", "75,00", "<= 5", "diskominfo", "GOV-01", "governance", "fgd-2022-12-28/IN-01",
    [], ["x"], [None, 5, "GOV-01", "GOV-01"], [2023, "2024", 2025, 2025], {}, {"x": None}, {"2023": 5, "2031": "6"}, {"name": "x"},
    {"2023": {"2023": [5]}},
]  # fmt: skip


def addresses(data: Any, path: Address = ()) -> Iterator[Address]:
    """Every address in a file but its head."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in entries:
        yield (*path, step)
        yield from addresses(value, (*path, step))


_ANYWHERE = [(name, path) for name in (PLAN, PLAN, OLD, REVIEW, EVALUATION) for path in addresses(BASE[name])]
# A key that is not there yet, at a mapping of the file.
_KEYS = ["x", "agencie", "GOV-01", "2023", "withdrawn", "legal_basis", "a b", "kosong: ya"]
_WILD = st.builds(lambda at, value: (*at, value), st.sampled_from(_ANYWHERE), st.sampled_from(WILD))
_NEW_KEY = st.builds(
    lambda at, key, value: (at[0], (*at[1][:-1], key), value),
    st.sampled_from(_ANYWHERE), st.sampled_from(_KEYS), st.sampled_from(WILD[1:]),
)  # fmt: skip


def with_faults(faults: Sequence[Fault]) -> City:
    """The small city with faults, each where its place is still there."""
    city = copy.deepcopy(BASE)
    for name, path, value in faults:
        change(city[name], path, copy.deepcopy(value) if value is not GONE else GONE)
    return city


def change(data: Any, path: Address, value: Any) -> bool:
    """Put a value in at an address, or take one out; False where there is nothing that has such an address."""
    for step in path[:-1]:
        data = at(data, (step,))
    last = path[-1]
    if not isinstance(data, (dict, list)) or isinstance(data, list) != isinstance(last, int):
        return False
    if value is GONE:
        found = last in data if isinstance(data, dict) else last < len(data)
        if found:
            del data[last]
        return found
    if isinstance(data, list) and last >= len(data):
        return False
    data[last] = value
    return True


def at(data: Any, path: Address, default: Any = None) -> Any:
    """What stands at an address."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return default
    return data


def faults(most: int = 5) -> st.SearchStrategy[list[Fault]]:
    """Some faults of any kind in any of the files."""
    of_the_table = st.sampled_from(FAULTS)
    return st.lists(st.one_of(of_the_table, of_the_table, _WILD, _NEW_KEY), min_size=1, max_size=most)


class Memory(Disk):
    """Files that lie nowhere."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = {PLANS / name: text for name, text in texts.items()}

    def files(self, folder: Path, suffix: str = ".yaml") -> dict[str, Path]:
        return {path.stem: path for path in self.texts if path.parent == folder and path.suffix == suffix}


class Shelf(Folder):
    """A folder of such files; most are the same from one example to the next, and read once."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.memory = Memory(texts)
        super().__init__(PLANS, self.memory)

    def load(self, path: Path) -> PlanFile:
        return _read(path, self.memory.texts[path])


@lru_cache(64)
def _read(path: Path, text: str) -> PlanFile:
    return load_file(decode(text.encode(), path.as_posix(), path))


def written(city: City) -> dict[str, str]:
    return {name: json.dumps(data, indent=1, ensure_ascii=False) for name, data in city.items()}


def address_is_there(data: Any, located: LocatedFinding) -> bool:
    """Whether the address is in the file; what is missing is not, and that in which it is missing is."""
    finding = located.finding
    if finding.rule in ("missing-key", "missing-answer") and finding.variant != "blank":
        whole = at(data, finding.path)
        return isinstance(whole, dict) and whole.get(finding.values["key"]) in (None, "")
    nothing = object()
    return at(data, finding.path, nothing) is not nothing


def examined(texts: dict[str, str], selection: Selection = EVERYTHING) -> dict[str, list[LocatedFinding]]:
    """The findings in each file, on the way that `validate` takes."""
    folder = Shelf(texts)
    return {
        path.relative_to(PLANS).as_posix(): [
            one
            for one in examine(folder.load(path), folder, path, TODAY, selection=selection).findings
            if selection.wants(one)
        ]
        for path in folder.everything()
    }
