"""The nouns: frozen records that every other module speaks in."""

from annotate.model.article import BLOCK_SEPARATOR, Article, Block, Inline
from annotate.model.claims import Annotation, Change, Source
from annotate.model.declared import Field, declared_fields
from annotate.model.library import (
    AnnotatedArticle,
    ArticlePage,
    Library,
    Outlet,
    OutletList,
    Waiver,
)
from annotate.model.location import Location
from annotate.model.prose import Prose, ProseBlock, Span

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
