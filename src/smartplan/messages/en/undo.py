"""Words of `undo`, in English."""

TEXTS = {
    "undo.takes-back": "`smartplan undo {revs}` takes this back.",
    "undo.not-kept": "It cannot be undone: {why}",
    "undo.refused": "Nothing was undone: the plan would have {n:error|errors} that it did not have before. Fix the plan first, or undo it with --force.",
    "undo.done": "Undone: {command} ({time}).",
    "undo.would": "Nothing was written (--dry-run); this would be undone: {command} ({time}).",
    "undo.nothing": "Nothing to undo: {command} ({time}) left no change in its files.",
    "undo.file.as-left": "{path}: as it was before the command.",
    "undo.file.edited": "{path}: without what the command changed; later changes to other lines are kept.",
    "undo.file.nothing": "{path}: nothing to undo; it already is as it was before the command.",
    "undo.file.removed": "{path}: removed, because the command had created it.",
    "undo.list.title": "Commands that can be undone, the last one first",
    "undo.list.none": "No command is kept for this folder or file.",
    "undo.list.when": "When",
    "undo.list.command": "Command",
    "undo.list.files": "Files",
    "undo.list.state": "Can be undone",
    "undo.state.as-left": "yes",
    "undo.state.edited": "yes; other lines were edited since",
    "undo.state.nothing": "nothing to undo",
    "undo.state.same-lines": "no; what it changed was changed again since",
}
