"""Words of annotations, job summaries and other forms for a host of repositories, in English."""

TEXTS = {
    "ci.left-out": "GitHub shows {most} annotations of a level; left out here: {counts}. All of them are in the job summary (--summary), and in a terminal.",
    "ci.sarif.root": "The top of the repository.",
    "ci.validate": "Plans checked",
    "ci.cut": "Cut here, for GitHub takes no more than 1 MiB. In a terminal `smartplan` shows all.",
    "ci.full": "the job summary is full (GitHub takes 1 MiB from a step), so nothing was added to it",
}
