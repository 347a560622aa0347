"""A seed, the article as received, becomes an `Article`."""

from .errors import SeedError
from .page_bytes import decode_page
from .seed_files import (
    MAX_BYTES,
    MAX_PAGE_BYTES,
    differs_in_line_ends,
    digest,
    parse_seed,
    read_bytes,
    read_seed,
)
from .texts import front_matter

__all__ = [
    "MAX_BYTES",
    "MAX_PAGE_BYTES",
    "SeedError",
    "decode_page",
    "differs_in_line_ends",
    "digest",
    "front_matter",
    "parse_seed",
    "read_bytes",
    "read_seed",
]
