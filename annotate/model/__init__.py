"""The nouns: frozen records that every other module speaks in."""

from .articles import (
    AnnotatedArticle,
    ArticlePage,
    Definitions,
    Library,
    Outlet,
    OutletList,
    Waiver,
    definitions,
)
from .blocks import BLOCK_SEPARATOR, Article, Block, Cell, Holder, Inline, Remark, holders_between
from .claims import Annotation, Change, Reply, Source
from .declared import Field, declared_fields
from .location import Location
from .prose_blocks import Prose, ProseBlock, Span

__all__ = [
    "BLOCK_SEPARATOR",
    "AnnotatedArticle",
    "Annotation",
    "Article",
    "ArticlePage",
    "Block",
    "Cell",
    "Change",
    "Definitions",
    "Field",
    "Holder",
    "Inline",
    "Library",
    "Location",
    "Outlet",
    "OutletList",
    "Prose",
    "ProseBlock",
    "Remark",
    "Reply",
    "Source",
    "Span",
    "Waiver",
    "declared_fields",
    "definitions",
    "holders_between",
]
