"""Numbers and money: digits, words, ranges, multipliers and currencies."""
