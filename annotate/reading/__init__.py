"""From files to records: the one door to the disk, front matter, fields, prose, seeds, settings."""
