"""Touches the disk: WARC, ledger, fact database, reviews and exports."""
