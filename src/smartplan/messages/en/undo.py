"""Words of `undo`, in English."""

TEXTS = {
    "undo.takes-back": "`smartplan undo {revs}` takes this back.",
    "undo.not-kept": "It cannot be undone: {why}",
    "undo.refused": "Nothing was taken back: the plan would have {n:error|errors} that it did not have before. Fix the plan first, or take it back with --force.",
    "undo.done": "Taken back: {command} ({time}).",
    "undo.would": "Nothing was written (--dry-run); this would be taken back: {command} ({time}).",
    "undo.nothing": "Nothing to take back: {command} ({time}) left no change in its files.",
    "undo.file.as-left": "{path}: as it was before the command.",
    "undo.file.edited": "{path}: without what the command changed; later changes to other lines are kept.",
    "undo.file.nothing": "{path}: nothing to take back; it already is as it was before the command.",
    "undo.file.removed": "{path}: removed, because the command had created it.",
    "undo.list.title": "Commands that can be undone, the last one first",
    "undo.list.none": "No command is kept for this folder or file.",
    "undo.list.when": "When",
    "undo.list.command": "Command",
    "undo.list.files": "Files",
    "undo.list.state": "Can be undone",
    "undo.state.as-left": "yes",
    "undo.state.edited": "yes; other lines were edited since",
    "undo.state.nothing": "nothing to take back",
    "undo.state.same-lines": "no; the same lines were edited since",
}
