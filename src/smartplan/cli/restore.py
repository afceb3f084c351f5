"""`smartplan restore REV ID`."""

from collections.abc import Callable
from typing import Annotated

from smartplan.cli import editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def restore(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.restore import restore as taken_back

        editing.perform(rev, plans, say, lambda draft: taken_back(draft, id), about=[id], force=force, dry_run=dry_run)

    return restore
