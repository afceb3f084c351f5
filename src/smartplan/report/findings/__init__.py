"""What `validate` found, one module a format."""
