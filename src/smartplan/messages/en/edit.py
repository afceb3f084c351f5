"""Words of the commands that edit a plan, in English."""

TEXTS = {
    "edit.nothing": "Nothing to change in {path}.",
    "edit.refused": "Nothing was written: the plan would have {n:error|errors} that it did not have before. Mend the edit, or write it with --force.",
    "edit.would": "Nothing was written (--dry-run); {path} would change as shown.",
    "edit.done": "Wrote {path}.",
}
