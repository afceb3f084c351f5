"""Edits that make a revision from another: the rest stays byte for byte, comments stay with what they speak of."""
