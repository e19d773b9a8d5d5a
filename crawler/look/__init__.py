"""A short look at a live site: a few requests, archived as in a crawl, then read at leisure.

``spider.py`` asks, ``gathered.py`` takes what was archived, ``probe.py`` holds it
against a source's file (``check SOURCE``), ``skeleton.py`` makes a file of it
(``add-source``).
"""
