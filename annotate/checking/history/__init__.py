"""What a change does to what readers saw: the claims now, compared with those of an earlier git revision."""
