"""The sections of the report on a whole plan, one module each; `sections.py` has their order."""
