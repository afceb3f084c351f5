"""What changed between two revisions, one module a format."""
