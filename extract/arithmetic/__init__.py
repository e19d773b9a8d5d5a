"""Printed figures held against each other: totals and their parts, changes and their bases."""
