"""What a person sees after a folder of plans was made: its files, and what to do next."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from smartplan.messages import Catalogue
from smartplan.plan import profile
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_wrap import wrap_prose


def render(
    folder: str, files: Sequence[str], undo: str, option: str, say: Catalogue, style: Style, *, example: bool
) -> str:
    """The page. `undo` says whether it can be undone, `option` is what the commands need to find the folder.

    The commands are one line each, ready to be copied.
    """
    revisions = [path.stem for path in map(PurePosixPath, files) if path.suffix == ".yaml" and len(path.parts) == 1]
    lines = wrap_prose(say("edit.init.done", folder=escape_controls(folder), files=", ".join(files)), style)
    lines += wrap_prose(undo, style)
    if example:
        lines += wrap_prose(say("edit.init.reconstruction"), style)
    lines += ["", style(say("edit.init.next"), "bold", "underline")]
    steps = _of_example(revisions, say) if example else _of_first(folder, revisions[0], say)
    for number, (what, *commands) in enumerate(steps, 1):
        lines += wrap_prose(what, style, f"{number}. ", "   ")
        lines += (f"     {style(f'smartplan {command}{option}', 'cyan')}" for command in commands)
    return "\n".join(lines) + "\n"


def _of_first(folder: str, revision: str, say: Catalogue) -> Iterator[tuple[str, ...]]:
    yield (say("edit.init.step.agencies", path=escape_controls(f"{folder}/{revision}.yaml")),)
    known = profile.load(profile.DEFAULT)
    assert known is not None
    dimension, subdimension = known.places[0]
    place = f"--dimension {dimension}" + (f" --subdimension {subdimension}" if subdimension else "")
    words = f"--name {say('edit.init.word.name')} --agency {say('edit.init.word.agency')}"
    yield say("edit.init.step.add"), f"add {revision} GOV-01 {place} {words}"
    yield say("edit.init.step.check"), "validate", f"coverage {revision}"


def _of_example(revisions: Sequence[str], say: Catalogue) -> Iterator[tuple[str, ...]]:
    old, new = revisions[0], revisions[-1]
    yield say("edit.init.step.compare"), f"diff {old} {new}"
    yield say("edit.init.step.holes"), f"coverage {new}"
    yield say("edit.init.step.sound"), "validate"
