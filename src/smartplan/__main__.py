"""`python -m smartplan`."""

from smartplan.cli import main

main()
