"""A small sound plan as text, and what is found about the shape of a text."""

from smartplan.messages import LANGUAGES, catalogue
from smartplan.plan.sound import Shaped
from smartplan.report.render.sentences import sentence
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText

PLAN = """\
format: 1
revision: "2023"
city: {code: "64.71", name: Kota Contoh}
title: Rencana
status: draft
record: official
profile: kominfo
period: {start: 2023, end: 2026}
rpjmd:
  title: RPJMD
agencies:
  diskominfo: {name: Dinas Kominfo}
dimensions:
  governance:
    programmes:
      GOV-01:
        name: Layanan
        subdimension: public_service
        agency: diskominfo
        budget: {apbd: {2023: 500}}
        indicators:
          waktu: {name: Waktu, baseline: 10, targets: {2023: "<= 5"}}
"""


def shaped(text: str, name: str = "2023.yaml") -> tuple[Shaped, list[tuple[str, str, str, str]]]:
    """What is read of a text, and of each finding rule, variant, the text it stands at, and the English sentence."""
    document = load(SourceText(name, text))
    assert document.tree.faults == []
    found = check(document)
    assert found is not None
    told = []
    for finding in found.findings:
        start, end = finding.span or document.span(finding.path, finding.at)
        sentences = [sentence(finding, catalogue(language)) for language in LANGUAGES]
        assert len(set(sentences)) == len(LANGUAGES)
        told.append((finding.rule, finding.variant, text[start:end], sentences[0]))
    return found, told
