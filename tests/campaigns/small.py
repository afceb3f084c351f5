"""A city of four small files, held in memory: what is tried on it is tried a thousand times a second."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from smartplan.workspace.folder import Disk, Folder
from smartplan.yamltext.source import SourceText, decode

PLANS: Final = Path("plans")
SMALL: Final = {
    "2019.yaml": """\
format: 1
revision: "2019"
city: {code: "64.71", name: Kota Contoh}
title: Rencana 2019
status: superseded
record: example
profile: kominfo
period: {start: 2019, end: 2022}
rpjmd: {title: RPJMD, missions: {M1: Tata kelola}}
agencies: {dlh: {name: Dinas Lingkungan Hidup}}
dimensions:
  governance:
    programmes:
      GOV-01: {name: Layanan, subdimension: public_service, agency: dlh, missions: [M1], years: [2019]}
  living:
    programmes:
      LIV-01: {name: Sehat, subdimension: health, agency: dlh, budget: {apbd: {2019: 5}}}
""",
    "2023.yaml": """\
format: 1
revision: "2023"
city: {code: "64.71", name: Kota Contoh}
title: Rencana 2023
status: draft
record: example
supersedes: "2019"
because: [fgd/IN-01]
profile: kominfo
period: {start: 2023, end: 2026}
rpjmd: {title: RPJMD, missions: {M1: Tata kelola}}
agencies: {dlh: {name: Dinas Lingkungan Hidup}}
dimensions:
  governance:
    programmes:
      # smartplan: ignore programme-without-budget belum ada
      GOV-01:
        name: Layanan  # satu
        subdimension: public_service
        agency: dlh
        missions: [M1]
        years: [2023, 2024]
        execution: {2023: ran}
        indicators: {waktu: {name: Waktu, unit: menit, baseline: 10, targets: {2023: 9}, actuals: {2023: "<= 8"}}}
      GOV-02: {name: Sehat, subdimension: public_policy, agency: dlh, formerly: [LIV-01], budget: {apbd: {2023: 7}}}
withdrawn: {}
""",
    "reviews/2022-12-28.yaml": """\
format: 1
review: fgd
kind: fgd
date: 2022-12-28
title: FGD
reviews: "2019"
leads_to: "2023"
participants: {its: {name: Institut, role: academic}}
inputs:
  IN-01: {from: its, dimension: governance, text: Selaraskan, disposition: accepted}
""",
    "evaluations/2023.yaml": """\
format: 1
year: 2023
revision: "2019"
scheme: kominfo-2023-kppn
scores: {baseline: 4.0, output: 3.0, outcome: 3.55, impact: 3.31, quick_win: 3.63, collaboration: 3.07}
final: 3.41
""",
}


class Memory(Disk):
    """Files in memory by their path in the folder of plans."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {PLANS / name: data for name, data in files.items()}

    def files(self, folder: Path, suffix: str = ".yaml") -> dict[str, Path]:
        return {path.stem: path for path in sorted(self._files) if path.parent == folder and path.suffix == suffix}

    def read(self, path: Path, name: str) -> SourceText:
        return decode(self._files[path], name, path)


def folder(**files: bytes) -> Folder:
    """The small city with other files in place of some of its own, by name."""
    return Folder(PLANS, Memory({name: text.encode() for name, text in SMALL.items()} | files))
