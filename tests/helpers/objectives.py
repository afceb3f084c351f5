"""A small city whose plans list goals and objectives of the RPJMD, in two revisions that follow two RPJMDs."""

from pathlib import Path

_PLAN = """\
format: 1
revision: "2019"
city: {code: "64.71", name: Kota Contoh}
title: Rencana 2019
status: draft
record: example
profile: kominfo
period: {start: 2019, end: 2022}
rpjmd:
  title: RPJMD 2016-2021
  regulation: Perda 1/2016
  missions: {M1: Tata kelola}
  objectives:
    T1:
      name: Layanan publik
      level: goal
      mission: M1
      indicators:
        ikm: {name: IKM, direction: up, baseline: 70, targets: {2019: 75, 2020: 80}, target_end: 82, actuals: {2019: 76}}
    S1: {name: Layanan mudah, level: objective, under: T1}
    S2: {name: Layanan murah, level: objective, under: T1}
agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}
dimensions:
  governance:
    programmes:
      GOV-01:
        name: Layanan 112
        subdimension: public_service
        agency: diskominfo
        missions: [M1]
        objectives: [S1]
        judged: [objectives, indicators]
        code: [2.16.02, 2.16.03]
        location: [Utara, Kota]
        tags: [prioritas]
        years: [2019]
        budget: {apbd: {2019: 500000000}}
        indicators:
          waktu: {name: Waktu, code: SNI 19.2, unit: menit, baseline: 10, targets: {2019: 9}, target_end: 5}
      GOV-02: {name: Perizinan, subdimension: public_service, agency: diskominfo, missions: [M1]}
  branding: {}
  economy: {}
  living: {}
  society: {}
  environment: {}
"""
_NEXT = {
    '"2019"': '"2023"\nsupersedes: "2019"', "RPJMD 2016-2021": "RPJMD 2021-2026", "Perda 1/2016": "Perda 2/2021",
    "start: 2019, end: 2022": "start: 2019, end: 2024", "S1: {name": "X1: {name", "[S1]": "[X1]",
    "S2: {name: Layanan murah": "X2: {name: Layanan cepat", "missions: [M1]}": "missions: [M1], objectives: [X2]}",
}  # fmt: skip


def write_plans(folder: Path) -> None:
    """Write both revisions."""
    text = _PLAN
    (folder / "2019.yaml").write_text(text, encoding="utf-8")
    for old, new in _NEXT.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "2023.yaml").write_text(text, encoding="utf-8")
