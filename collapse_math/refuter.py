"""Looking for a counterexample before believing anything.

A claim is evaluated in ball arithmetic at admissible points: the ends of every range, the places where a
condition is barely met, and points spread over several orders of magnitude.  Two disjoint balls prove
the claim false and are reported with the point.  Balls that overlap prove nothing and count for nothing.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx
from sympy import Basic, Expr
from sympy.core.relational import Relational

from collapse_math.balls import NotEvaluable, Undefined, ball, exact_value
from collapse_math.claims import Claim
from collapse_math.quantities import Domain, Quantity
from collapse_math.sequences import Entry, SequenceQuantity, patterns

Point = dict[Quantity, Entry]
PRECISIONS = (64, 512)
FINEST = 4096  # bits, spent on the first points only
FINEST_POINTS = 8
SECONDS = 1.0
MOST_POINTS = 150


@dataclass(frozen=True)
class Refutation:
    """An admissible point at which the claim is false or a side is undefined."""

    point: tuple[tuple[str, Entry], ...]
    left: str
    right: str
    reason: str

    def __str__(self) -> str:
        """The point and both values."""
        at = ", ".join(f"{name} = {value}" for name, value in self.point)
        values = f"left {self.left}, right {self.right}" if self.left else self.reason
        return f"{values}{' at ' + at if at else ''}"


def refute(claim: Claim, quantities: Sequence[Quantity]) -> tuple[Refutation | None, int]:
    """Look for a counterexample.

    Returns it, or None, and the number of admissible points that were found.
    """
    # Of one expression on both sides only definedness can fail, at a corner if anywhere that is looked at.
    seconds = SECONDS / 10 if claim.left == claim.right else SECONDS
    deadline = time.monotonic() + seconds
    found = 0
    for point in admissible_points(claim.conditions, quantities):
        found += 1
        precisions = (*PRECISIONS, FINEST) if found <= FINEST_POINTS else PRECISIONS
        refutation = refuted_at(claim, point, precisions)
        if refutation is not None or found == MOST_POINTS or time.monotonic() > deadline:
            return refutation, found
    return None, found


def refuted_at(claim: Claim, point: Point, precisions: Sequence[int]) -> Refutation | None:
    """The refutation at one point, if the claim fails there."""
    named = tuple(sorted((q.name, value) for q, value in point.items()))
    try:
        left, right = exact_value(claim.left, point), exact_value(claim.right, point)
        if left is not None and right is not None:
            if compared(left, claim.relation, right):
                return None
            return Refutation(named, str(left), str(right), "the relation fails")
        for bits in precisions:
            low, high = ball(claim.left, point, bits), ball(claim.right, point, bits)
            # The same expression has the same value on both sides, if it has one, whatever the balls leave open.
            if claim.left == claim.right and claim.relation in ("<", ">", "!=") and low.is_finite():
                return Refutation(named, digits(low, bits), digits(high, bits), "both sides are the same")
            if separated(low, claim.relation, high):
                return Refutation(named, digits(low, bits), digits(high, bits), "the relation fails")
            if surely(low, claim.relation, high):
                return None
    except Undefined as problem:
        return Refutation(named, "", "", f"undefined: {problem}")
    except NotEvaluable:
        return None
    return None


def digits(value: arb, bits: int) -> str:
    """A ball with its radius, 20 digits at most."""
    previous, ctx.prec = ctx.prec, bits
    try:
        return str(value.str(20))
    finally:
        ctx.prec = previous


def compared(left: Fraction, relation: str, right: Fraction) -> bool:
    """`left relation right` for exact numbers."""
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[relation]


def separated(left: arb, relation: str, right: arb) -> bool:
    """Whether the balls prove that the relation is false."""
    if not (left.is_finite() and right.is_finite()):
        return False
    return {
        "=": left < right or left > right,
        "!=": False,
        "<": left >= right,
        "<=": left > right,
        ">": left <= right,
        ">=": left < right,
    }[relation]


def surely(left: arb, relation: str, right: arb) -> bool:
    """Whether the balls prove that the relation is true here, so that more precision is pointless."""
    if not (left.is_finite() and right.is_finite()):
        return False
    return {
        "=": False,
        "!=": left < right or left > right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[relation]


def admissible_points(conditions: Sequence[Basic], quantities: Sequence[Quantity]) -> Iterator[Point]:
    """Points that satisfy every range and condition: corners first, then spread ones."""
    generator = random.Random(0)
    ladders = [steps_of(q) for q in quantities]
    corners = corners_by_reach([steps[:5] for steps in ladders])
    spread = [tuple(generator.choice(steps) for steps in ladders) for _ in range(2_000)]
    # Corners first, but soon far points as well: some claims fail only far out.
    order = itertools.chain(corners[:40], *zip(corners[40:2_000], spread, strict=False), corners[2_000:], spread)
    seen: set[tuple[Entry, ...]] = set()
    for values in order:
        if values in seen:
            continue
        seen.add(values)
        point = dict(zip(quantities, values, strict=True))
        if all(satisfied(condition, point) for condition in conditions):
            yield point


def corners_by_reach(ladders: Sequence[Sequence[Entry]]) -> list[tuple[Entry, ...]]:
    """Combinations of the first values of all ranges, those nearest to the ends first."""
    steps = sorted(itertools.islice(itertools.product(*(range(len(s)) for s in ladders)), 20_000), key=sum)
    return [tuple(ladder[i] for ladder, i in zip(ladders, step, strict=True)) for step in steps]


def steps_of(quantity: Quantity) -> Sequence[Entry]:
    """The values at which a quantity is tried; for a sequence, whole sequences."""
    values = ladder(quantity.domain)
    return patterns(values) if isinstance(quantity, SequenceQuantity) else values


def ladder(domain: Domain) -> list[Fraction]:
    """Values of a range, from its ends outwards."""
    offsets = [Fraction(k) for k in (0, 1, 2, 3, 4, 5, 7, 10, 25, 60, 200, 1000)]
    if not domain.integer:
        offsets = [Fraction(0), Fraction(1, 1000), Fraction(1, 3), Fraction(1), Fraction(5, 2), Fraction(9)]
        offsets += [Fraction(1, 10**6), Fraction(7, 10), Fraction(40), Fraction(10**4)]
    if domain.lower is None and domain.upper is None:
        values = [sign * k for k in offsets for sign in (1, -1)]
    elif domain.lower is None:
        values = [Fraction(domain.upper or 0) - k for k in offsets]
    elif domain.upper is None:
        values = [domain.lower + k for k in offsets]
    elif domain.integer:
        values = [domain.lower + k for k in offsets] + [domain.upper - k for k in offsets]
    else:
        width = domain.upper - domain.lower
        shares = [
            Fraction(0),
            Fraction(1),
            Fraction(1, 2),
            Fraction(1, 3),
            Fraction(9, 10),
            Fraction(1, 1000),
        ]
        shares += [Fraction(999, 1000), Fraction(1, 7), Fraction(10**6 - 1, 10**6)]
        values = [domain.lower + share * width for share in shares]
    return [v for v in dict.fromkeys(values) if v in domain]


def satisfied(condition: Basic, point: Point) -> bool:
    """Whether a condition holds at a point, exactly."""
    if not isinstance(condition, Relational):
        raise ValueError(f"the condition {condition} is not a relation between expressions, such as n > d + 1")
    try:
        left, right = exact_value(condition.lhs, point), exact_value(condition.rhs, point)
    except (Undefined, NotEvaluable):
        return False
    if left is None or right is None:
        return False
    relation = {"==": "=", "Eq": "=", "Ne": "!="}.get(condition.rel_op, condition.rel_op)
    return compared(left, relation, right)


def quantities_of(*expressions: Expr | Basic) -> list[Quantity]:
    """The quantities that occur free, by name."""
    free = {s for e in expressions for s in e.free_symbols if isinstance(s, Quantity)}
    return sorted(free, key=lambda q: q.name)
