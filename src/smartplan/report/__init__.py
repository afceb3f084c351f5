"""Results to text: one module a format. Only here and in `cli` is rich known."""
