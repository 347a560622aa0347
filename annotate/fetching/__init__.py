"""The only door to the network: an address in, the bytes of a public page out."""

from .doors import Answer, FetchError, Resolver, Transport
from .page import Fetched, fetch

__all__ = ["Answer", "FetchError", "Fetched", "Resolver", "Transport", "fetch"]
