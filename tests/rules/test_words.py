"""What the sentence of each rule says of its bad example: every value of a finding stands in it."""

from pathlib import Path
from typing import get_args

import pytest

from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity
from smartplan.report.render.sentences import sentence
from smartplan.rules import ALL
from smartplan.rules.rule import Family
from tests.helpers.base import selection_of, validate, write
from tests.helpers.rule_findings import TODAY, WITH_PAGE

SENTENCES = {
    "yaml-syntax": 'text with a colon needs quotes; write `title: "Rencana: revisi"`',
    "duplicate-key": "duplicate key `title`, first used on line 1; keep one of the two",
    "alias-bomb": "`*a` contains itself; write the value itself",
    "too-deep": "more than 100 levels of nesting; a plan needs about ten",
    "unknown-tag": "the tag `!rahasia` has no meaning here; remove it",
    "several-documents": "a second document starts here, but each file holds one plan; remove `---` or split the file",
    "empty-file": "the file is empty; write a plan, or delete the file",
    "unreadable-neighbour": "the superseded revision `2019` cannot be read, so continuity with it was not checked; correct it first, `smartplan validate 2019` shows the errors",
    "passed-over": "`{folder}/2023.yml` is skipped because of its name; rename it to `2023.yaml`",
    "unknown-key": "unknown key `agencie`; did you mean `agency`?",
    "wrong-type": 'this is text and must be quoted: write "2023"',
    "unknown-value": "`runing` is not allowed here; did you mean `running`? Choose from: building, completed, planned, proposed, running, stopped",
    "bad-id": "`dinas kesehatan` is not a valid id; use letters, digits, `-` and `_`, without spaces or dots",
    "bad-region-code": '`6471` is not a valid region code; write "64.71" for a city, "64" for a province',
    "bad-year": "`23` is not a valid year; write four digits, such as 2023",
    "bad-date": "`28 Desember 2022` is not a valid date; write YYYY-MM-DD, such as 2022-12-28 "
    "(YYYY-MM or YYYY is enough for a source or a figure)",
    "out-of-range": "34.1 is out of range (limit 4)",
    "bad-text": "`IN-01` does not have the required format, such as `fgd-2022-12-28/IN-01`",
    "missing-key": "`agency` is missing here; add it",
    "required-here": "`GOV-01` does not state `budget`, which this city requires; add it",
    "missing-answer": "an input that was deferred or rejected needs `answer`; add it",
    "unknown-profile": "`kominfoo` is not a known profile; did you mean `kominfo`?",
    "unknown-dimension": "`transport` is not a dimension of this profile; choose from: governance, branding, economy, living, society, environment",
    "missing-dimension": "the dimension `branding` is missing; add it, as `branding: {}` if it has no programme",
    "unknown-subdimension": "`public_servis` is not a sub-dimension of this profile; did you mean `public_service`?",
    "other-dimension": "`tourism` belongs to `branding`, not to `governance`; move the programme, or choose from: public_service, public_policy, bureaucracy",
    "unknown-agency": "`diskominf` is not an agency of this plan; did you mean `diskominfo`?",
    "unknown-objective": "`S9` is not a goal or objective of the RPJMD of this plan; add it to `rpjmd.objectives`, or correct it",
    "objective-not-under-goal": "`S1` is an objective, not a goal; name the goal it belongs to in `under`",
    "objective-cycle": "`under` leads in a circle: T1 → T1; correct it, or name the mission of one of them instead",
    "unknown-judged-field": "`mission` is not a field of a programme; did you mean `missions`?",
    "judged-not-stated": "`location` is in `judged`, but the programme does not state it; state it, or remove it from `judged`",
    "goal-without-mission": "the goal `T1` belongs to no mission; name it in `mission`",
    "objective-without-goal": "the objective `S1` belongs to no goal; name it in `under`",
    "objective-without-programme": "no programme serves `S2`; name it in `objectives` of those that do",
    "programme-without-objective": "`GOV-01` serves no goal or objective of the RPJMD; name it in `objectives`",
    "unknown-mission": "`M9` is not a mission of this plan's RPJMD; add it to `rpjmd.missions`, or correct it",
    "unknown-source": "`berita-1` is not a source of this plan; did you mean `berita`?",
    "unknown-input": "`fgd-2022-12-28/IN-99` is not an input of any review; did you mean `fgd-2022-12-28/IN-01`?",
    "id-in-two-dimensions": "`GOV-01` is already used in `governance`; give one of the two another id",
    "unknown-participant": "`itb` is neither a participant of this review nor an agency of the plan; add it to `participants`, or correct it",
    "unknown-gap-programme": "the plan has no programme `GOV-99`; name one that closes the gap, or remove it here",
    "evaluation-named-like-review": "`fgd-2022-12-28` is also the id of the review in `{folder}/reviews/2022-12-28.yaml`, so a citation of `fgd-2022-12-28/…` could mean either; rename this evaluation (its file is `fgd-2022-12-28.yaml`), or give the review another id",
    "unknown-award-dimension": "`goverment` is not a dimension of the profile; choose from: governance, branding, economy, living, society, environment",
    "unknown-input-dimension": "`goverment` is not a dimension of the profile; choose from: governance, branding, economy, living, society, environment",
    "revision-not-file-name": "the file is named `2023.yaml`, but its revision is `2024`; rename one of the two",
    "unknown-revision": "there is no revision `2091` in the folder of plans; did you mean `2019`?",
    "unknown-reviewed-revision": "there is no revision `2091` in the folder of plans; did you mean `2019`?",
    "unknown-evaluated-revision": "there is no revision `2091` in the folder of plans; did you mean `2019`?",
    "supersedes-cycle": "`supersedes` forms a circle: 2023 → 2023; correct one of the revisions",
    "unknown-scheme": "`kominfo-2032` is not a known scheme; did you mean `kominfo-2022`?",
    "unknown-formerly": "`GOV-77` is not a programme of revision 2019; name a programme of the superseded revision",
    "unknown-withdrawn": "`GOV-77` is not a programme of revision 2019; name a programme of the superseded revision",
    "dropped-without-a-word": "`GOV-01` (Program public_service 1) of revision 2019 is neither continued nor withdrawn; keep it, name it in a `formerly` (`smartplan confirm` finds likely renames), or give the reason with `smartplan withdraw`",
    "withdrawn-and-kept": "`GOV-01` is withdrawn here, but continues as `GOV-01`; remove one of the two",
    "undeclared-split": "`GOV-01` is still in this plan; if it was split, write `formerly: [GOV-01]` there too, otherwise remove it here",
    "period-reversed": "the period runs from 2026 to 2023; swap the two",
    "negative-money": "−500 rupiah is negative; write the amount that remains",
    "money-implausible": "1,500 rupiah is less than any programme costs; budgets are in whole rupiah, so write 1500000000 if the table is in millions, 1500000 if it is in thousands",
    "budget-not-sum": "500,000,000 is not the sum of the indicators' budgets for this source and year: 400,000,000 (waktu, line 51); correct one of them, or leave out `budget`",
    "actions-over-budget": "500,000,000 is less than the actions' budgets for this source and year together: 600,000,000 (A1, line 57); correct one of them",
    "spent-in-future": "2199 is a future year; move it to `budget`",
    "execution-in-future": "2199 is a future year; move it to `years`",
    "after-period": "2031 is after the last year of the plan, 2026; correct the year, or extend `period`",
    "outside-years": "the programme is planned for 2023–2024, not for 2025; add the year to `years`, or correct it here",
    "target-against-direction": "12 is less ambitious than 8 in 2023 (`direction: down`); correct the target or the direction",
    "quick-win-without-target": "the quick win `GOV-01` has no target for 2023, its first year; add one",
    "measure-ambiguous": "does `1.500` mean 1500 or 1.5? It is left out of calculations until one of the two is written",
    "measure-style": "`75,00%` is understood, but for other programs write 75.00",
    "figure-in-future": "2199-05 is in the future; write the date of the figure",
    "odd-code": "`2:16:03` is not a valid nomenclature code; did you mean `2.16.03`?",
    "index-disagrees": "published as 3.90, but the components give 3.41 with the weights of kominfo-2023-kppn; check the numbers and the scheme",
    "dimension-without-programme": "the dimension `branding` has no programme; add one, or accept the gap",
    "subdimension-without-programme": "the sub-dimension `business` of `branding` has no programme; add one, or accept the gap",
    "rpjmd-without-missions": "the RPJMD has no missions, so no programme can be aligned; write them under `rpjmd.missions`",
    "mission-without-programme": "no programme serves the mission `M2`; name it in `missions` of those that do",
    "agency-without-programme": "`dishub` is neither an executing agency nor a partner, and has no other role in the plan; give it a programme, or remove it from `agencies`",
    "programme-without-mission": "`GOV-01` serves no mission of the RPJMD; add one to `missions`",
    "programme-without-indicator": "`GOV-01` has no indicator; add one with unit, baseline and targets",
    "programme-without-target": "no indicator of `GOV-01` has a target; add targets by year",
    "programme-without-budget": "`GOV-01` has no budget; add one by funding source and year",
    "programme-without-source": "`GOV-01` names no source; add one",
    "indicator-without-baseline": "the indicator `waktu` has no baseline; add it",
    "gap-without-programme": "no programme closes the gap `G1` of `living`; name one in `programmes`",
    "gap-incomplete": "the gap `G1` of `living` does not say what there should be; add `wanted`",
    "action-without-kind": "actions without a `kind` (1 of 1): `A1`; add it",
    "input-not-cited": "the input `IN-07` was accepted, but revision 2023 does not cite it; write `because: [fgd-2022-12-28/IN-07]` where it was taken up",
    "input-still-open": "the input `IN-01` is still open, but 2023 cites it; record its follow-up with `smartplan review decide fgd-2022-12-28/IN-01 accepted`",
    "adopted-without-legal-basis": "the plan is `adopted`, but `legal_basis` names no regulation; add it",
    "ignore-without-reason": "no reason is given, so nothing is ignored; write `# smartplan: ignore programme-without-budget REASON`",
    "ignore-unknown-rule": "`programme-without-bugdet` is not a rule; did you mean `programme-without-budget`?",
    "ignore-without-effect": "this comment does not belong to a programme, so `programme-without-budget` is not ignored; move it directly above the key of the programme, in the same column",
    "ignore-unused": "there is no `programme-without-budget` to ignore here; remove it from the comment",
}


@pytest.mark.parametrize("rule", WITH_PAGE)
def test_the_sentence_of_the_bad_example(rule: str, tmp_path: Path) -> None:
    page = ALL[rule]
    folder = write(tmp_path, dict(page.bad.files), whole=page.bad.whole)
    report = validate([], str(folder), TODAY, selection_of(folder))
    told = {sentence(one.finding, Catalogue("en")) for one in report.findings if one.finding.rule == rule}
    assert told == {SENTENCES[rule].replace("{folder}", tmp_path.as_posix())}


def test_what_every_rule_is() -> None:
    """What reading finds is of any file; the rest is of the subject that its check takes."""
    for rule in ALL.values():
        assert rule.family in get_args(Family), rule.id
        assert rule.severity in get_args(Severity), rule.id
        assert rule.subject in ("plan", "review", "evaluation") if rule.check else rule.subject == "file", rule.id
    assert {rule.severity for rule in ALL.values() if rule.family == "yaml"} == {"error"}
    complete = {rule.id: rule.severity for rule in ALL.values() if rule.family == "completeness"}
    # What a city says that it requires is more than a gap.
    assert {id_: severity for id_, severity in complete.items() if severity != "warning"} == {"required-here": "error"}
    assert ALL["baseline-unused"].bad.files.keys() == ALL["baseline-unused"].good.files.keys() == {"accepted.yaml"}
