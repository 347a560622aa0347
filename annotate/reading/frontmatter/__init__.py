"""Strict front matter: a file's text, its YAML as nodes with their places, and advice where it is broken."""

from .decoding import decode, decode_utf8, forbidden, locate, read_text, without_forbidden
from .documents import Document, read_document
from .nodes import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = [
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "decode",
    "decode_utf8",
    "forbidden",
    "locate",
    "read_document",
    "read_text",
    "read_yaml",
    "without_forbidden",
]
