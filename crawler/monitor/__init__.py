"""The monitor: how each source stands, told from recorded runs and from what was read.

Blocked is told from empty, and a source gone quiet from a holiday. What went
wrong has one of the codes of list cause in the codebook.

A crawl asks the modules of barriers and failures, so nothing is imported here: what
judges (``assessment``) loads the store, which costs 50 MB.
"""
