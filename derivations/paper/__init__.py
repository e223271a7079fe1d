"""The paper, item by item: H. Zenil, "On the Limits of Self-Improving in Large Language Models", arXiv:2601.05280v2.

Items are cited by their numbers in version 2 and stated in our own words.  `ITEMS` names the modules in the order of
the paper; each holds one `item`.  `assumptions.ROWS` are the assumptions that do their work without being stated.  Long
items have some of their readings in modules of their own.  The rest are theorems that only the paper needs, the last
chapter of the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from collapse_math.items import Item

ITEMS: tuple[str, ...] = (
    "headline",
    "definition_1",
    "definition_2",
    "proposition_1",
    "theorem_2",
    "corollary_3",
    "theorem_4",
    "theorem_5",
    "remark_6",
    "lemma_7",
    "definition_3",
    "theorem_8",
    "section_5_1",
    "inequality_16",
    "inequality_17",
    "inequality_20",
    "proposition_9",
    "proposition_10",
    "equations_23_26",
)


def items() -> Iterator[Item]:
    """All items, in the order of the paper."""
    for name in ITEMS:
        item: Item = import_module(f"derivations.paper.{name}").item
        yield item
