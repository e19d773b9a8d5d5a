"""The rewrites: each module offers functions that turn a case into another, or ``None``.

``None`` means that nothing in the case can be rewritten soundly in that way.
"""
