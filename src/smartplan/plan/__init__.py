"""What a plan is: the typed model, its measures and its taxonomy. Knows no file and no screen."""
