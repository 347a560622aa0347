"""Strict front matter: a file's text, its YAML as nodes with their places, and advice where it is broken."""

from .decoding import decode, forbidden, locate, without_forbidden
from .documents import Document, read_document
from .nodes import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = ["decode", "forbidden", "locate", "without_forbidden"]
__all__ += ["Document", "Mapping", "Node", "Scalar", "Sequence", "read_document", "read_yaml"]
