"""Set partitions by which indices coincide, for the expectation of a product of power sums."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def partition_types(orders: tuple[Any, ...]) -> dict[tuple[Any, ...], int]:
    """For all set partitions of the list: the multiset of block sums, and how many partitions have it."""
    counts: dict[tuple[Any, ...], int] = {(): 1}
    for order in orders:
        grown: dict[tuple[Any, ...], int] = {}
        for blocks, times in counts.items():
            # The next element opens a block of its own or joins one of the present blocks.
            for i in range(len(blocks) + 1):
                last = i == len(blocks)
                joined = (*blocks, order) if last else (*blocks[:i], added(blocks[i], order), *blocks[i + 1 :])
                key = tuple(sorted(joined))
                grown[key] = grown.get(key, 0) + times
        counts = grown
    return counts


def added(one: Any, other: Any) -> Any:
    """The sum of two orders, coordinate by coordinate."""
    return one + other if isinstance(one, int) else tuple(map(sum, zip(one, other, strict=True)))
