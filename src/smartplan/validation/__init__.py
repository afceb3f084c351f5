"""Rules held against a file: findings with their place, comments that ignore them, the baseline."""
