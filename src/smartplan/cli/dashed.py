"""A command whose last argument is a text or a number, which may begin with a dash."""

import re
from itertools import pairwise
from typing import Any

from smartplan.cli.helped import HelpedCommand

# No option has anything but a letter behind its dashes.
_VALUE = re.compile(r"-(?!-?[A-Za-z]).")


class DashedCommand(HelpedCommand):
    """`-5` and `- satu` are the value, wherever they are; what looks like an option comes after `--`, as usual."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the value where it is taken for none."""
        taking = {name for one in self.params if not getattr(one, "is_flag", True) for name in one.opts}
        for index, (before, word) in enumerate(pairwise(["", *args])):
            if word == "--":
                break
            if before not in taking and _VALUE.match(word):
                args = [*args[:index], *args[index + 1 :], "--", word]
                break
        return super().parse_args(ctx, args)
