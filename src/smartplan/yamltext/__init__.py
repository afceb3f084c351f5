"""YAML as text: parse with places, comments, entries, put, emit. Knows no plan."""
