"""The nouns: frozen records that every other module speaks in."""

from .articles import AnnotatedArticle, ArticlePage, Library, Outlet, OutletList, Waiver
from .blocks import BLOCK_SEPARATOR, Article, Block, Inline
from .claims import Annotation, Change, Source
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
    "Change",
    "Field",
    "Inline",
    "Library",
    "Location",
    "Outlet",
    "OutletList",
    "Prose",
    "ProseBlock",
    "Source",
    "Span",
    "Waiver",
    "declared_fields",
]
