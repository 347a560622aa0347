"""How what stands in a file becomes a record of the model: strictly, and with every problem at its place.

A record declares its fields (`annotate.model.declared`); here is how each kind of field is read.
"""

from .records import read_record
from .values import read

__all__ = ["read", "read_record"]
