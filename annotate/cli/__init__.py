"""The command line: arguments, exit codes and printing; the work is done in the other rooms."""

from .commands import main

__all__ = ["main"]
