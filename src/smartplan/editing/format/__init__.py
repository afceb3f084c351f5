"""`fmt`: a file in its canonical form."""
