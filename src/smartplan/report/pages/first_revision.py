"""The texts of a new folder of plans: a first revision with comments that explain it, and the files beside it."""

import re
from collections.abc import Iterator
from string import Template

from smartplan.messages import LANGUAGES, Catalogue, catalogue
from smartplan.operations.init import First
from smartplan.plan import profile
from smartplan.plan.profile import Label, Profile
from smartplan.report import schemas
from smartplan.yamltext.emit import flow, scalar

ATTRIBUTES = ".gitattributes"
BESIDE = (*(f"{kind}.schema.json" for kind in schemas.FILES), ATTRIBUTES)
PARTS = {"reviews/README.md": "review.md", "evaluations/README.md": "evaluation.md"}
# A line of the template that is an example in a comment, and a place in it that is filled.
_EXAMPLE = re.compile(r" +# [\w-]+: ")
_PLACE = re.compile(r"(\$\w+)")
_FIELDS = ("lead:", "stakeholders: []", "objective:", "strategy:", "programmes:")


def files(first: First, say: Catalogue) -> dict[str, bytes]:
    """All files of a new folder by their paths within it."""
    words = {
        "name": first.revision,
        "revision": scalar(first.revision),
        "city": flow(_city(first)),
        "title": scalar(_title(first, say)),
        "rpjmd": scalar(first.rpjmd or say("edit.init.rpjmd", city=first.city)),
        "start": str(first.start),
        "end": str(first.end),
        "profile": profile.DEFAULT,
        "taxonomy": _profile().about[say.language],
        "schemes": " | ".join(profile.schemes()),
    }
    plan = _text("plan.yaml", say, **words, dimensions="\n\n".join(_dimensions(first, say)))
    texts = {f"{first.revision}.yaml": plan} | {path: _text(file, say, **words) for path, file in PARTS.items()}
    return {name: text.encode() for name, text in texts.items()} | beside(say)


def lessons() -> list[re.Pattern[str]]:
    """What matches the lines of comments, in any language, that serve the first revision alone: its head, examples."""
    found = []
    for say in map(catalogue, LANGUAGES):
        lines = say.file("first/plan.yaml").splitlines()
        head = [line for line in lines[: lines.index("")] if "yaml-language-server" not in line]
        examples = [line for line in lines if _EXAMPLE.match(line)]
        programme = [_of_example(line) for line in say.file("first/programme.yaml").splitlines()]
        found += [_pattern(line) for line in (*head, *examples, *programme) if line.strip("# ")]
    return found


def _pattern(line: str) -> re.Pattern[str]:
    """What matches a line of a template, whatever stands in its places."""
    parts = _PLACE.split(line)
    return re.compile("".join(".+" if index % 2 else re.escape(part) for index, part in enumerate(parts)).rstrip())


def _of_example(line: str) -> str:
    return f"      # {line}"


def beside(say: Catalogue) -> dict[str, bytes]:
    """What is beside the revisions of any folder: the schemas for editors, and the attributes for git."""
    texts = {f"{kind}.schema.json": schemas.render(kind) for kind in schemas.FILES}
    texts[ATTRIBUTES] = f"# {say('edit.init.attributes')}\n*.yaml text eol=lf\n"
    return {name: text.encode() for name, text in texts.items()}


def _text(file: str, say: Catalogue, **words: str) -> str:
    return Template(say.file(f"first/{file}")).substitute(words)


def _city(first: First) -> dict[str, str]:
    stated = {"code": first.code, "name": first.city, "province": first.province}
    return {key: value for key, value in stated.items() if value}


def _title(first: First, say: Catalogue) -> str:
    return say("edit.init.title", city=first.city, start=str(first.start), end=str(first.end))


def _dimensions(first: First, say: Catalogue) -> Iterator[str]:
    """Each dimension with its sub-dimensions above it; the first one with an example of a programme."""
    example = [
        _of_example(line)
        for line in _text(
            "programme.yaml", say, start=str(first.start), subdimension=_profile().places[0][1]
        ).splitlines()
    ]
    for key, dimension in _profile().dimensions.items():
        width = max(map(len, dimension.subdimensions), default=0)
        official = (f"  #   {sub.ljust(width)}  {_label(it, say)}" for sub, it in dimension.subdimensions.items())
        lines = [
            f"  # {dimension.name[profile.OFFICIAL]}",
            *official,
            f"  {key}:",
            *(f"    {field}" for field in _FIELDS),
            *example,
        ]
        example = []
        yield "\n".join(lines)


def _label(label: Label, say: Catalogue) -> str:
    official = label[profile.OFFICIAL]
    return official if say.language == profile.OFFICIAL else f"{official} ({label[say.language]})"


def _profile() -> Profile:
    found = profile.load(profile.DEFAULT)
    assert found is not None
    return found
