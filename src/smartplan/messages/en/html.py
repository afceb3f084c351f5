"""Sentences of pages in a browser, in English."""

TEXTS = {
    "html.skip": "Skip to the content",
    "html.made": "Made with smartplan {version} on {day}",
    "html.contents": "Contents",
    "html.filter": "Show only rows with",
    "html.since": "Changes since {commit}",
}
