"""Forms in which other programs take what the site says; one module each."""
