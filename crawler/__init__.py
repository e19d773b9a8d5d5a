"""Touches the web: spiders, archive, page objects and the command line."""
