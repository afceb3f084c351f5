"""What is covered and what is not: one module a question. Pure: data in, data out."""

from smartplan.coverage.cover import Coverage, cover
from smartplan.coverage.shares import SHARES

__all__ = ["SHARES", "Coverage", "cover"]
