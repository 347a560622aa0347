"""Is it all well? Rules, one generator each, on a library that was read and anchored."""
