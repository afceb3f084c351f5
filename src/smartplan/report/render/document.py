"""Several pages as one file, for a form that is no stream of lines: `report.html` draws it."""

from collections.abc import Sequence

from msgspec import Struct

from smartplan.report.render.page import Page


class DocumentSection(Struct, frozen=True):
    """A page within a document: its `key` is the address there, such as `coverage`; `short` is for the contents."""

    key: str
    short: str
    page: Page


class ReportDocument(Struct, frozen=True):
    """Several pages as one file, such as the report on a plan; that of one page has one section."""

    title: str
    sections: Sequence[DocumentSection]
    notes: Sequence[str] = ()
