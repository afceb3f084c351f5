"""Words of `config`, in English."""

TEXTS = {
    "config.title": "Settings of this repository",
    "config.title.of": "Settings of this repository, for {path}",
    "config.none": "There is no `smartplan.toml` from here up to the top of the repository, so the defaults apply. How to write one is in docs/settings.md.",
    "config.left-out": "SMARTPLAN_SETTINGS is 0, so the settings of the repository are left out.",
    "config.column.name": "setting",
    "config.column.value": "value",
    "config.column.origin": "set by",
    "config.column.default": "default",
    "config.unset": "not set",
    "config.origin.option": "option {where}",
    "config.origin.environment": "variable {where}",
    "config.origin.locale": "locale ({where})",
    "config.origin.default": "default",
    "config.off": "Turned off in {path}: {rules} ({n:finding|findings} not shown).",
}
