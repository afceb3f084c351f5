"""What a command does, as data: it opens, calls and gathers. One module a command; no word, no screen."""
