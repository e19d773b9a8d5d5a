"""Looking at the figures: Datasette over ``facts.db``, with a page of evidence for each figure.

``serve`` runs it on 127.0.0.1; ``site`` makes the application, ``plugin`` adds
our pages to it. Whatever comes from a page of the web is shown as text, never
run: see ``safety``.
"""
