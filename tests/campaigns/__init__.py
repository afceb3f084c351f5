"""Long runs that are no part of the suite; each module says in its first lines how it is started."""
