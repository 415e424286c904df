"""The base for others: as tables, in other formats, asked in other languages."""
