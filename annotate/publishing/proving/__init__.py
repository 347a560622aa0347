"""Whether a built site is whole, whatever generator built it: its files are read as readers' browsers would."""

from .whole import check_site

__all__ = ["check_site"]
