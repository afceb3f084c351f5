"""What things are called: dimensions, sub-dimensions, agencies and words of the vocabularies, in a language."""

from typing import Any

from smartplan.messages import Catalogue
from smartplan.plan import profile
from smartplan.plan.evaluation import Award
from smartplan.plan.model import Entry, Plan
from smartplan.report.render.sentences import escape_controls, one_line


class Names:
    """Names as the given plans have them; the first that knows one is asked."""

    def __init__(self, say: Catalogue, *plans: Plan) -> None:
        self.say = say
        self.plans = plans

    def dimension(self, key: str) -> str:
        """Name of a dimension."""
        for plan in self.plans:
            found = profile.of(plan)
            if found and key in found.dimensions:
                return profile.label_in(found.dimensions[key].name, self.say.language)
        return escape_controls(key)

    def subdimension(self, key: Any, *, short: bool = False) -> str:
        """Official name of a sub-dimension, or the part of it that a table has room for."""
        for plan in self.plans:
            found = profile.of(plan)
            for dimension in found.dimensions.values() if found else ():
                if key in dimension.subdimensions:
                    return dimension.subdimension(key, self.say.language, short=short)
        return escape_controls(str(key or ""))

    @property
    def knows_subdimensions(self) -> bool:
        """False where the profile of the first plan has none."""
        found = profile.of(self.plans[0])
        return found is None or any(one.subdimensions for one in found.dimensions.values())

    def place(self, dimension: str, subdimension: str, *, short: bool = True) -> str:
        """Names of a dimension and of a sub-dimension of it, where there is one."""
        name = self.dimension(dimension)
        return f"{name} / {self.subdimension(subdimension, short=short)}" if subdimension else name

    def programme(self, entry: Entry) -> str:
        """Id and name of a programme on one line."""
        return one_line(f"{entry.id} {entry.programme.name}")

    def agency(self, id_: Any, *, whole: bool = False) -> str:
        """Short name of an agency, or its whole name where that is asked for or no short one is stated."""
        for plan in self.plans:
            if id_ in plan.agencies:
                agency = plan.agencies[id_]
                return one_line(agency.name if whole and agency.name else agency.called) or escape_controls(str(id_))
        return escape_controls(str(id_))

    def field(self, name: str) -> str:
        """What planners call a key of a plan; any other, such as an id, as it is."""
        key = f"field.{name}"
        return self.say(key) if key in self.say else escape_controls(name)

    def fund(self, key: str) -> str:
        """A funding source; what is not one, as it is."""
        named = f"report.fund.{key}"
        return self.say(named) if named in self.say else escape_controls(key)

    def award(self, award: Award) -> str:
        """The title of an award, and the dimension it was given for where the title does not name it."""
        title = one_line(award.title)
        dimension = self.dimension(award.dimension) if award.dimension else ""
        if dimension.casefold() in title.casefold():
            return self.say("story.evaluation.award", title=title)
        return self.say("story.evaluation.award.for", title=title, dimension=dimension)

    def word(self, value: str) -> str:
        """A word of a vocabulary in the language; any other text as it stands, in one line."""
        key = f"value.{value}"
        return self.say(key) if key in self.say else one_line(value)


def record_notes(say: Catalogue, *plans: Plan | None) -> list[str]:
    """A plain word where a plan is no official text."""
    records = [(plan.record, escape_controls(plan.revision)) for plan in plans if plan is not None]
    return [say(f"report.record.{record}", name=name) for record, name in records if record not in (None, "official")]
