"""Where facts were read, as data."""

from msgspec import Struct

from smartplan.plan.field_types import Source


class SourceRow(Struct, frozen=True, kw_only=True):
    """A source by its key; `title` is null where the file does not list it."""

    key: str
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None


def source_row(key: str, source: Source | None) -> SourceRow:
    """What is stated of a source; null for the rest."""
    if source is None:
        return SourceRow(key=key, title=None, publisher=None, date=None, url=None)
    return SourceRow(
        key=key,
        title=source.title or None,
        publisher=source.publisher or None,
        date=source.date or None,
        url=source.url or None,
    )
