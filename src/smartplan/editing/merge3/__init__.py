"""The three-way merge of a plan, by entries."""
