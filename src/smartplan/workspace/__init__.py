"""The folder of plans: revisions by name, their chain, states in git, guarded reading, atomic writing."""
