"""Results to text: pages, comparisons, findings, and what all of them draw with. Only here is rich known."""
