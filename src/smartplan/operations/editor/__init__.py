"""What an editor is told of the plans that are open in it: findings, places, names; as data over texts."""
