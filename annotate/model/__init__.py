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

__all__ = ["AnnotatedArticle", "ArticlePage", "Definitions", "Library", "Outlet", "OutletList"]
__all__ += ["Waiver", "definitions"]
__all__ += ["BLOCK_SEPARATOR", "Article", "Block", "Cell", "Holder", "Inline", "Remark"]
__all__ += ["holders_between"]
__all__ += ["Annotation", "Change", "Prose", "ProseBlock", "Reply", "Source", "Span"]
__all__ += ["Field", "Location", "declared_fields"]
