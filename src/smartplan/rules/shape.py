"""What has the wrong structure. The schema finds it while reading; these are the manual pages."""

from smartplan.rules.rule import Rule, one, programme
from smartplan.rules.targets import beyond

RULES = (
    Rule("unknown-key", "shape", "error", "file", programme("agencie: diskominfo"), programme("agency: diskominfo")),
    Rule("wrong-type", "shape", "error", "file", one("revision: 2023\n"), one('revision: "2023"\n')),
    Rule("unknown-value", "shape", "error", "file", programme("status: runing"), programme("status: running")),
    Rule(
        "bad-id",
        "shape",
        "error",
        "file",
        one("agencies:\n  dinas kesehatan: {name: Dinas Kesehatan}\n"),
        one("agencies:\n  diskominfo: {name: Dinas}\n"),
        aliases=("invalid-id",),
    ),
    Rule(
        "bad-region-code",
        "shape",
        "error",
        "file",
        one('city: {code: "6471", name: Kota Contoh}\n'),
        one('city: {code: "64.71", name: Kota Contoh}\n'),
        aliases=("invalid-region-code",),
    ),
    Rule(
        "bad-year",
        "shape",
        "error",
        "file",
        programme("budget: {apbd: {23: 500000000}}"),
        programme("budget: {apbd: {2023: 500000000}}"),
        aliases=("invalid-year",),
    ),
    Rule(
        "bad-date",
        "shape",
        "error",
        "file",
        one("date: 28 Desember 2022\n", "reviews/2022-12-28.yaml"),
        one("date: 2022-12-28\n", "reviews/2022-12-28.yaml"),
        aliases=("invalid-date",),
    ),
    Rule(
        "out-of-range",
        "shape",
        "error",
        "plan",
        one("final: 34.1\n", "evaluations/2023.yaml"),
        one("final: 3.41\n", "evaluations/2023.yaml"),
        beyond,
    ),
    Rule(
        "bad-text",
        "shape",
        "error",
        "file",
        programme("because: [IN-01]"),
        programme("because: [fgd-2022-12-28/IN-01]"),
        aliases=("invalid-text",),
    ),
)
