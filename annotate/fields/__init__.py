"""What the fields of a file may hold: one declaration that reads them, documents them and makes a schema.

A `Field` names a key; its `kind` turns a node into a value or reports a problem. The same declaration
gives the JSON Schema for editors and the table on the contribute page.
"""

from annotate.fields.kinds import Address, Choice, Choices, Day, Flag, Kind, Pattern, Quote, Text
from annotate.fields.records import Field, Record, Records, object_schema, read_record

__all__ = [
    "Address",
    "Choice",
    "Choices",
    "Day",
    "Field",
    "Flag",
    "Kind",
    "Pattern",
    "Quote",
    "Record",
    "Records",
    "Text",
    "object_schema",
    "read_record",
]
