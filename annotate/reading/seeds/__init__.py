"""A seed, the article as received, becomes an `Article`."""

from .errors import SeedError
from .page_bytes import decode_page
from .seed_files import MAX_PAGE_BYTES, digest, parse_seed, read_seed
from .texts import front_matter

__all__ = ["MAX_PAGE_BYTES", "SeedError", "decode_page", "digest", "front_matter"]
__all__ += ["parse_seed", "read_seed"]
