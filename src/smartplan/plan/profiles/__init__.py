"""Taxonomies of dimensions: one a module, its name that of the profile."""
