"""A comparison as JUnit XML: a suite a file, a case a change."""

from collections.abc import Callable, Iterable, Iterator

from smartplan.compare.changes import Change
from smartplan.messages import Catalogue
from smartplan.report.diff.told import ToldFile, changes
from smartplan.report.render.annotations import Annotation
from smartplan.report.render.junit import JunitCase, JunitSuite, Verdict
from smartplan.report.render.junit import render as as_xml


def render(files: Iterable[ToldFile], fails: Callable[[Change], bool], say: Catalogue) -> str:
    """What `fails` names is a failure; other changes passed, those of weight are skipped, so that they are shown.

    A file that could not be compared is an error, one in which nothing changed has one case, which passed.
    """
    same = [JunitCase(say("ci.junit.same"), "passed")]
    return as_xml(JunitSuite(file.path, list(_cases(file, fails, say)) or same) for file in files)


def _cases(file: ToldFile, fails: Callable[[Change], bool], say: Catalogue) -> Iterator[JunitCase]:
    if file.instead is not None:
        unread = file.status == "unreadable"
        name = say("ci.junit.unread") if unread else file.line
        yield JunitCase(name, "error" if unread else _quiet(file.instead), file.status, file.instead.message)
    for change, told in changes(file, say):
        verdict: Verdict = "failure" if fails(change) else _quiet(told)
        name = " ".join([told.title, *([change.field] if change.field else []), f"[{change.kind}]"])
        yield JunitCase(name, verdict, change.kind, told.message, told.place)


def _quiet(told: Annotation) -> Verdict:
    return "passed" if told.level == "info" else "skipped"
