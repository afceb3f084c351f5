"""Words of the list of programmes that nobody has changed for long, in English."""

TEXTS = {
    "stale.title": "Last changes of the programmes of {city}, plan {revision}",
    "stale.title.before": "Programmes of {city}, plan {revision}, not changed since {day}",
    "stale.balance": "{n} of {of:programme|programmes}, the longest unchanged first.",
    "stale.balance.all": "{of:programme|programmes}, the longest unchanged first.",
    "stale.none": "Every programme was changed since {day}.",
    "stale.none.all": "The plan has no programmes.",
    "stale.what": "A change is one of what a programme says. Layout, comments, a new id, and being carried over into the next revision are none.",
    "stale.shallow": "This clone lacks older commits. For {n:programme|programmes} it is only known that the last change is older than the history here; `git fetch --unshallow` gets the rest.",
    "stale.column.change": "last change",
    "stale.column.days": "days ago",
    "stale.column.commit": "commit",
    "stale.column.oldest": "oldest",
    "stale.before-history": "before {day}",
    "stale.at-least": "over {n}",
    "stale.uncommitted": "not committed yet",
    "stale.by-programme": "By programme",
    "stale.by-agency": "By agency",
    "stale.no-agency": "(none)",
}
