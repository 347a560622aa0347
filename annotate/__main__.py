"""`python -m annotate` is the same as `annotate`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="annotate")
