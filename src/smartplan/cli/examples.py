"""What the help of each command ends with: command lines that run as they stand, in the plans of `init --example`.

A test runs every one of them. Quotes are double, which every shell takes.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

# Where an example runs: in a folder with the example plans, at a terminal there, in a git repository with them,
# beside a table of an office, in an empty folder, or with an editor at its streams.
Place = Literal["plans", "terminal", "repository", "table", "empty", "editor"]


class CommandExample(NamedTuple):
    """A command line without its first word, the key of what it is for, and what it takes to run it."""

    key: str
    command: str
    place: Place = "plans"
    # The command that has to be run first.
    before: str = ""


_PLACE = "--dimension governance --subdimension public_service"
_HELD = '--date 2026-11-28 --title "FGD Smart City 2026" --reviews 2026 --leads-to 2028'
_HELD_BEFORE = f"review new fgd-2026-11-28 {_HELD}"
_TEXT = '--text "Hubungkan puskesmas dengan rumah sakit."'
_ASKED = f"--from dkk --dimension living {_TEXT}"
_CITY = '--city "Kota Balikpapan" --code 64.71 --period 2026-2030'

EXAMPLES: Mapping[str, tuple[CommandExample, ...]] = {
    "": (
        CommandExample("help.example.start", "init --example", "empty"),
        CommandExample("help.example.check", "validate"),
        CommandExample("help.example.compare", "diff 2019 2023"),
    ),
    "validate": (
        CommandExample("help.example.validate.folder", "validate"),
        CommandExample("help.example.validate.one", "validate 2026 --level warning"),
        CommandExample("help.example.validate.baseline", "validate --baseline accepted.yaml --write-baseline"),
    ),
    "diff": (
        CommandExample("help.example.diff.all", "diff 2019 2023"),
        CommandExample("help.example.diff.dimension", "diff 2019 2023 --dimension environment"),
        CommandExample("help.example.diff.file", "diff 2019 2023 --format markdown --output changes.md"),
    ),
    "coverage": (
        CommandExample("help.example.coverage.one", "coverage 2026"),
        CommandExample("help.example.coverage.by", "coverage 2026 --by agency"),
        CommandExample("help.example.coverage.against", "coverage 2026 --against 2023"),
    ),
    "summary": (
        CommandExample("help.example.summary.screen", "summary 2026"),
        CommandExample("help.example.summary.file", "summary 2026 --format markdown --output summary.md"),
    ),
    "show": (
        CommandExample("help.example.show.one", "show 2026 GOV-01"),
        CommandExample("help.example.show.history", "show 2026 GOV-01 --history"),
    ),
    "list": (
        CommandExample("help.example.list.all", "list 2026 --sort budget.total --reverse"),
        CommandExample("help.example.list.agency", "list 2026 --rows targets --agency diskominfo --year 2026"),
        CommandExample("help.example.list.file", "list 2026 --output programmes.csv"),
    ),
    "log": (CommandExample("help.example.log.all", "log"), CommandExample("help.example.log.one", "log 2023")),
    "stale": (
        CommandExample("help.example.stale.all", "stale 2026", "repository"),
        CommandExample("help.example.stale.older", "stale 2026 --older-than 1y", "repository"),
    ),
    "agenda": (
        CommandExample("help.example.agenda.all", "agenda 2026"),
        CommandExample("help.example.agenda.agency", "agenda 2026 --agency diskominfo"),
        CommandExample("help.example.agenda.year", "agenda 2026 --agency diskominfo --year 2026"),
    ),
    "roadmap": (
        CommandExample("help.example.roadmap.all", "roadmap 2026"),
        CommandExample("help.example.roadmap.years", "roadmap 2026 --year 2025-2026"),
        CommandExample("help.example.roadmap.agency", "roadmap 2026 --agency diskominfo --output roadmap.md"),
    ),
    "inputs": (
        CommandExample("help.example.inputs.all", "inputs 2026"),
        CommandExample("help.example.inputs.open", "inputs 2026 --disposition open"),
    ),
    "evaluations": (
        CommandExample("help.example.evaluations.all", "evaluations"),
        CommandExample("help.example.evaluations.json", "evaluations --format json --output evaluations.json"),
    ),
    "report": (
        CommandExample("help.example.report.whole", "report 2026 --output report.html"),
        CommandExample("help.example.report.part", "report 2026 --dimension governance --output governance.html"),
        CommandExample("help.example.report.agency", "report 2026 --agency diskominfo --paper a4 -o diskominfo.html"),
    ),
    "init": (
        CommandExample("help.example.init.city", f"init {_CITY}", "empty"),
        CommandExample("help.example.init.example", "init --example", "empty"),
    ),
    "draft": (
        CommandExample("help.example.draft.write", "draft 2028 --from 2026 --period 2028-2032"),
        CommandExample("help.example.draft.try", "draft 2028 --from 2026 --dry-run"),
    ),
    "todo": (
        CommandExample("help.example.todo.all", "todo 2026"),
        CommandExample("help.example.todo.agency", "todo 2026 --agency diskominfo"),
        CommandExample("help.example.todo.all-of", "todo 2026 --all"),
    ),
    "export": (
        CommandExample("help.example.export.all", "export 2026 --output 2026.xlsx"),
        CommandExample("help.example.export.agency", "export 2026 --agency diskominfo --output diskominfo.xlsx"),
        CommandExample("help.example.export.each", "export 2026 --per-agency sheets"),
    ),
    "import": (
        CommandExample("help.example.import.look", "import rpjmd.csv", "table"),
        CommandExample("help.example.import.map", "import rpjmd.csv --write-mapping rpjmd-columns.yaml", "table"),
        CommandExample("help.example.import.new", "import rpjmd.csv --new 2031 --from 2026", "table"),
    ),
    "add": (
        CommandExample(
            "help.example.add", f'add 2026 GOV-21 {_PLACE} --name "Layanan Aduan Warga" --agency diskominfo'
        ),
        CommandExample(
            "help.example.add.because",
            f'add 2026 GOV-22 {_PLACE} --name "Data Terbuka" --agency diskominfo --because fgd-2025-02-27/IN-03',
        ),
    ),
    "set": (
        CommandExample("help.example.set.agency", "set 2026 GOV-01 agency disdukcapil"),
        CommandExample("help.example.set.budget", "set 2026 GOV-01 budget.apbd.2026 500000000"),
        CommandExample("help.example.set.list", 'set 2026 legal_basis --add "Perwali 12/2027"'),
    ),
    "unset": (
        CommandExample("help.example.unset.field", "unset 2026 GOV-01 description"),
        CommandExample("help.example.unset.try", "unset 2026 team.lead --dry-run"),
    ),
    "rename": (
        CommandExample("help.example.rename", 'rename 2026 GOV-02 "Dokumen Kependudukan Digital"'),
        CommandExample("help.example.try", 'rename 2026 GOV-02 "Dokumen Kependudukan Digital" --dry-run'),
    ),
    "renumber": (
        CommandExample("help.example.renumber", "renumber 2026 GOV-02 GOV-21"),
        CommandExample("help.example.try", "renumber 2026 GOV-02 GOV-21 --dry-run"),
    ),
    "move": (
        CommandExample("help.example.move", "move 2026 GOV-02 living/health"),
        CommandExample("help.example.try", "move 2026 GOV-02 living/health --dry-run"),
    ),
    "merge": (
        CommandExample("help.example.merge", "merge 2026 GOV-02 GOV-04 --into GOV-04"),
        CommandExample("help.example.try", "merge 2026 GOV-02 GOV-04 --into GOV-04 --dry-run"),
    ),
    "split": (
        CommandExample("help.example.split", "split 2026 GOV-03 --into GOV-03 --into GOV-21"),
        CommandExample(
            "help.example.split.names",
            'split 2026 GOV-03 --into GOV-03 --into GOV-21 --name "E-office" --name "Serat optik"',
        ),
    ),
    "withdraw": (
        CommandExample("help.example.withdraw", 'withdraw 2026 GOV-02 --reason "Anggaran tidak tersedia"'),
        CommandExample("help.example.try", 'withdraw 2026 GOV-02 --reason "Anggaran tidak tersedia" --dry-run'),
    ),
    "restore": (
        CommandExample(
            "help.example.restore", "restore 2026 GOV-02", before='withdraw 2026 GOV-02 --reason "Salah catat"'
        ),
        CommandExample(
            "help.example.try", "restore 2026 GOV-02 --dry-run", before='withdraw 2026 GOV-02 --reason "Salah catat"'
        ),
    ),
    "realign": (
        CommandExample("help.example.realign", "realign 2026 M1=M1,M2"),
        CommandExample("help.example.try", "realign 2026 M1=M1,M2 --dry-run"),
    ),
    "confirm": (
        CommandExample("help.example.confirm.yes", "confirm 2023 2026 --yes"),
        CommandExample("help.example.try", "confirm 2023 2026 --yes --dry-run"),
    ),
    "decide": (
        CommandExample("help.example.decide.one", "decide 2026", "terminal"),
        CommandExample("help.example.decide.folder", "decide 2026 --plans plans", "terminal"),
    ),
    "undo": (
        CommandExample("help.example.undo", "undo", before='withdraw 2026 GOV-02 --reason "Salah catat"'),
        CommandExample("help.example.undo.list", "undo --list"),
    ),
    "fmt": (
        CommandExample("help.example.fmt.all", "fmt"),
        CommandExample("help.example.fmt.one", "fmt 2026"),
        CommandExample("help.example.fmt.check", "fmt --check --diff"),
    ),
    "rules": (
        CommandExample("help.example.rules.all", "rules"),
        CommandExample("help.example.rules.one", "rules unknown-agency"),
    ),
    "config": (
        CommandExample("help.example.config", "config"),
        CommandExample("help.example.config.rev", "config 2023"),
        CommandExample("help.example.config.json", "config --format json"),
    ),
    "schema": (
        CommandExample("help.example.schema.plan", "schema plan"),
        CommandExample("help.example.schema.result", "schema diff"),
        CommandExample("help.example.config.schema", "schema config"),
    ),
    "review": (
        CommandExample("help.example.review.new", f"review new fgd-2026-11-28 {_HELD}"),
        CommandExample("help.example.review.input", f"review input fgd-2026-11-28 {_ASKED}", before=_HELD_BEFORE),
        CommandExample("help.example.review.decide", "review decide fgd-2025-02-27/IN-03 accepted"),
    ),
    "review new": (
        CommandExample("help.example.review.new", f"review new fgd-2026-11-28 {_HELD}"),
        CommandExample("help.example.try", f"review new fgd-2026-11-28 {_HELD} --dry-run"),
    ),
    "review input": (
        CommandExample("help.example.review.input", f"review input fgd-2026-11-28 {_ASKED}", before=_HELD_BEFORE),
        CommandExample(
            "help.example.review.someone",
            f'review input fgd-2025-02-27 --from unmul --name "Universitas Mulawarman" --role academic {_TEXT}',
        ),
    ),
    "review decide": (
        CommandExample("help.example.review.decide", "review decide fgd-2025-02-27/IN-03 accepted"),
        CommandExample(
            "help.example.review.defer",
            'review decide fgd-2025-02-27/IN-02 deferred --answer "Menunggu jaringan utilitas terpadu."',
        ),
        CommandExample("help.example.review.recommendation", "review decide 2023-tahap-1/R-07 accepted --dry-run"),
    ),
    "lsp": (
        CommandExample("help.example.lsp.start", "lsp", "editor"),
        CommandExample("help.example.lsp.lang", "lsp --lang id", "editor"),
    ),
    "git": (
        CommandExample("help.example.git.install", "git install", "repository"),
        CommandExample("help.example.git.uninstall", "git uninstall", "repository"),
    ),
    "git install": (
        CommandExample("help.example.git.install", "git install", "repository"),
        CommandExample("help.example.git.textconv", "git install --no-textconv", "repository"),
    ),
    "git uninstall": (
        CommandExample("help.example.git.uninstall", "git uninstall", "repository", before="git install"),
        CommandExample("help.example.git.plans", "git uninstall --plans plans", "repository", before="git install"),
    ),
}
