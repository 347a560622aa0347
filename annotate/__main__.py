"""`python -m annotate` is the same as `annotate`."""

from annotate.cli import main

main()
