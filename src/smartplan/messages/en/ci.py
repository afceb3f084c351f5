"""Words of annotations, job summaries and other forms for a host of repositories, in English."""

TEXTS = {
    "ci.left-out": "GitHub shows at most {most} annotations per level; not shown here: {counts}. All of them are in the job summary (--summary) and in a terminal.",
    "ci.junit.unread": "could not be read",
    "ci.junit.sound": "checked, nothing found",
    "ci.junit.same": "nothing changed",
    "ci.sarif.root": "Top folder of the repository.",
    "ci.validate": "Plan check",
    "ci.cut": "Truncated here, because GitHub accepts no more. In a terminal, `smartplan` shows everything.",
    "ci.full": "the job summary is full (GitHub accepts 1 MiB per step), so nothing was added to it",
}
