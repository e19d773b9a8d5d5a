"""Figures whose noun, currency or unit stands elsewhere: before them, in a label or a head."""
