"""The arithmetic of the report: figures are compared inside a round, and the middle one is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Load:
    """What two seconds of one work came to in one round."""

    done: int  # answers
    seconds: float
    cpu: float  # seconds, of the server's process group
    latencies: Sequence[float]  # seconds, one for each answer

    @property
    def cost(self) -> float:
        """CPU-milliseconds a request."""
        return self.cpu / self.done * 1000

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.done / self.seconds


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """How many times `those` go into `these`: the median of the rounds' own ratios."""
    return median(this / that for this, that in zip(these, those, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not pass (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(math.ceil(share * len(ranked)), 1) - 1]
