"""The week in one command: crawl what is due, build beside, check, swap, report.

``due`` says which sources are due and why, ``jobs`` runs a few of them at a time,
``update`` does the whole, ``timer`` writes what calls it.
"""
