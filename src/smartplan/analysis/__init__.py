"""Questions to a plan, answered as data: one module a question."""
