"""Words of the commands that edit a plan, in English."""

TEXTS = {
    "edit.nothing": "Nothing to change in {path}.",
    "edit.refused": "Nothing was written: the plan would have {n:error|errors} that it did not have before. Mend the edit, or write it with --force.",
    "edit.would": "Nothing was written (--dry-run); {path} would change as shown.",
    "edit.done": "Wrote {path}.",
    "edit.draft.title": "The new draft: {path}",
    "edit.draft.decisions": "To decide",
    "edit.draft.nothing": "Nothing is left to decide.",
    "edit.draft.no-period": "The period of the plan: write it under `period`",
    "edit.draft.outside": "{n:programme is|programmes are} planned for no year of the period: give each new `years`, or withdraw it",
    "edit.draft.missions": "{n:programme|programmes} to align with the missions of the new RPJMD; so far they served:",
    "edit.draft.no-missions": "The missions of the RPJMD: write them under `rpjmd.missions`, then align the programmes",
    "edit.draft.input": "The input {ref} is open: {text}",
    "edit.draft.record": "`record: {record}` was carried over; write `official` if this is the city's own text",
    "edit.would-create": "Nothing was written (--dry-run); {path} would be made.",
    "edit.confirm.none": "diff suggests no renames; there is nothing to confirm.",
    "edit.confirm.head": "{n} of {of}: names {percent} % alike",
    "edit.confirm.question": "Does {old} go on as {new}? [y]es, [n]o, [q]uit: ",
    "edit.confirm.yes": "y yes",
    "edit.confirm.quit": "q quit",
}
