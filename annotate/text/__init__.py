"""Pure strings: addresses, dates, escaping, writing systems, turns of phrase. Imports nothing of ours."""
