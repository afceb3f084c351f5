"""A revision made from another: the rest stays byte for byte, comments stay with what they speak of."""
