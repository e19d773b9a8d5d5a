"""The monitor: how each source stands, told from recorded runs and from what was read.

Blocked is told from empty, and a source gone quiet from a holiday. What went
wrong has one of the codes of list cause in the codebook.
"""

from __future__ import annotations

from crawler.monitor.assessment import assess
from crawler.monitor.health import Health

__all__ = ["Health", "assess"]
