"""Results to text: pages, comparisons, findings, and what all of them draw with. Only here are rich and Babel known."""
