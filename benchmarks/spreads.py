"""Many measurements in a few numbers, and how they are told."""

from collections.abc import Sequence
from statistics import quantiles

Spread = dict[str, float]


def spread(values: Sequence[float]) -> Spread:
    """Median, 95th and 99th percentile, the worst, and of how many."""
    if not values:
        return {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0, "count": 0}
    cuts = quantiles([*values, *values] if len(values) == 1 else values, n=100, method="inclusive")
    return {
        "p50": cuts[49],
        "p95": cuts[94],
        "p99": cuts[98],
        "max": max(values),
        "count": len(values),
    }


def told(found: Spread, unit: str = "ms") -> str:
    """`p50 1.2 · p95 3.4 · max 5.6 ms over 100`."""
    numbers = " · ".join(f"{name} {found[name]:,.1f}" for name in ("p50", "p95", "max"))
    return f"{numbers} {unit} over {found['count']:,.0f}"
