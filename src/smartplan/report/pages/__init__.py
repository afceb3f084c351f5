"""One module a report: a result to a page."""
