"""Touches only text: from the words of an article to figures with provenance."""
