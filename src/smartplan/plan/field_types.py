"""The types of fields that parts of the model share: texts, numbers, years and vocabularies.

Which rule speaks of a text or number that does not fit stands beside the pattern or the limits. Patterns are Python's;
`schema` writes them as JSON Schema does.
"""

from typing import Annotated, Literal, TypeVar

from msgspec import Meta, Struct

from smartplan.plan.words import REQUIRED, RULE, SAYS_SOMETHING

T = TypeVar("T")
# What the mapping around it has to have. The default stays: with a fault in one field the rest is still read.
Required = Annotated[T, Meta(extra_json_schema={REQUIRED: True})]
Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*\Z", extra_json_schema={RULE: "bad-id"})]
Year = Annotated[int, Meta(ge=1900, le=2199, extra_json_schema={RULE: "bad-year"})]
# Beyond this a number is a slip: the whole state spends less than four times as many rupiah a year.
MOST = 10**15
# A number whose sign may be one of thousands or of decimals, such as `1.500`, is text here, as it stands in the file.
Measured = (
    Annotated[int, Meta(ge=-MOST, le=MOST)]
    | Annotated[float, Meta(ge=-MOST, le=MOST)]
    | Annotated[str, Meta(pattern=SAYS_SOMETHING)]
)
RUPIAH = "rupiah"
Rupiah = Annotated[int, Meta(ge=-MOST, le=MOST, extra_json_schema={"format": RUPIAH})]
# JSON Schema sees keys as text; the model makes years of them.
YEARS = Meta(extra_json_schema={"propertyNames": {"pattern": "^(19|20|21)[0-9]{2}$", RULE: "bad-year"}})
RegionCode = Annotated[str, Meta(pattern=r"(?a)^\d{2}(\.\d{2})?\Z", extra_json_schema={RULE: "bad-region-code"})]
# Two digits that make no leap year, and ahead of a date: no day that its month does not have.
_COMMON = "([02468][1235679]|[13579][01345789])"
_IN_CALENDAR = rf"(?!\d{{4}}-(02-3|(0[469]|11)-31)|(\d\d{_COMMON}|{_COMMON}00)-02-29)"
_MONTH, _DAY = "(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
# A day, or no more than its month or year.
Date = Annotated[
    str, Meta(pattern=rf"(?a)^{_IN_CALENDAR}\d{{4}}(-{_MONTH}(-{_DAY})?)?\Z", extra_json_schema={RULE: "bad-date"})
]
Day = Annotated[
    str, Meta(pattern=rf"(?a)^{_IN_CALENDAR}\d{{4}}-{_MONTH}-{_DAY}\Z", extra_json_schema={RULE: "bad-date"})
]
SourceIds = list[str]
# Of reviews, each as `REVIEW/INPUT`, or recommendations of evaluations, as `STEM/RECOMMENDATION`.
InputRefs = list[Annotated[str, Meta(pattern="^[^/]+/[^/]+$", extra_json_schema={RULE: "bad-text"})]]
PlanStatus = Literal["draft", "adopted", "superseded"]
Record = Literal["official", "reconstruction", "example"]
Reason = Literal["rpjmd", "regulation", "standard", "innovation", "evaluation", "capital_city", "input", "other"]
Role = Literal["government", "academic", "business", "community", "media"]
Tier = Literal["city", "province", "national", "city_owned", "state_owned"]
ProgrammeKind = Literal["capacity", "infrastructure", "application", "literacy", "service", "policy"]
Horizon = Literal["short", "medium", "long"]
Status = Literal["proposed", "planned", "building", "running", "completed", "stopped"]
Ran = Literal["ran", "partly", "not_run"]
Fund = Literal[
    "apbd", "apbn", "dak", "dbh", "bankeu", "blud", "grant", "csr", "ppp", "private", "community", "other", "unstated"
]
Execution = Annotated[dict[Year, Ran], YEARS]
# One text or several.
Texts = str | list[str]
Level = Literal["impact", "outcome", "output"]
ObjectiveLevel = Literal["goal", "objective"]
Direction = Literal["up", "down", "keep"]
Disposition = Literal["open", "accepted", "deferred", "rejected"]


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact was read."""

    title: Required[str] = ""
    publisher: str = ""
    date: Date = ""
    url: str = ""


def each(texts: Texts) -> list[str]:
    """Each of one text or several."""
    return texts if isinstance(texts, list) else [texts] if texts else []
