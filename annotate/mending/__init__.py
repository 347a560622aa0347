"""Changes to files that people wrote: single fields in place, and what is safe to mend."""
