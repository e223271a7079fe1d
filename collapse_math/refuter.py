"""Looking for a counterexample before believing anything.

A claim is evaluated in ball arithmetic at admissible points: the ends of every range, the places where a
condition is barely met, and points spread over several orders of magnitude.  Two disjoint balls prove
the claim false and are reported with the point.  Balls that overlap prove nothing and count for nothing.
"""

from __future__ import annotations

import itertools
import operator
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx, fmpq
from sympy import Basic, Expr
from sympy.core.relational import Relational

from collapse_math.balls import NotEvaluable, Undefined, ball, rational_value
from collapse_math.claims import Claim
from collapse_math.quantities import Domain, Quantity
from collapse_math.sequences import Entry, SequenceQuantity, patterns

Point = dict[Quantity, Entry]
PRECISIONS = (64, 512)
FINEST = 4096  # bits, spent on the first points only
FINEST_POINTS = 8
SECONDS = 0.5
MOST_POINTS = 80
COMPARED = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


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

    def refutation(left: str, right: str, reason: str = "the relation fails") -> Refutation:
        return Refutation(tuple(sorted((q.name, value) for q, value in point.items())), left, right, reason)

    try:
        left = rational_value(claim.left, point)
        right = None if left is None else rational_value(claim.right, point)
        if left is not None and right is not None:
            return None if compared(left, claim.relation, right) else refutation(str(left), str(right))
        for bits in precisions:
            low, high = ball(claim.left, point, bits), ball(claim.right, point, bits)
            # The same expression has the same value on both sides, if it has one, whatever the balls leave open.
            if claim.left == claim.right and claim.relation in ("<", ">", "!=") and low.is_finite():
                return refutation(digits(low, bits), digits(high, bits), "both sides are the same")
            if separated(low, claim.relation, high):
                return refutation(digits(low, bits), digits(high, bits))
            if surely(low, claim.relation, high):
                return None
    except Undefined as problem:
        return refutation("", "", f"undefined: {problem}")
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


def compared(left: fmpq | Fraction, relation: str, right: fmpq | Fraction) -> bool:
    """`left relation right` for exact numbers."""
    return bool(COMPARED[relation](left, right))


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
    ladders = [steps_of(q) for q in quantities]
    corners, spread = corners_by_reach([steps[:5] for steps in ladders]), spread_points(ladders)
    # Corners first, but soon far points as well: some claims fail only far out.
    mixed = itertools.chain.from_iterable(zip(itertools.islice(corners, 40, None), spread, strict=False))
    seen: set[tuple[Entry, ...]] = set()
    for values in itertools.chain(itertools.islice(corners, 40), mixed, spread):
        if values in seen:
            continue
        seen.add(values)
        point = dict(zip(quantities, values, strict=True))
        if all(satisfied(condition, point) for condition in conditions):
            yield point


def corners_by_reach(ladders: Sequence[Sequence[Entry]]) -> Iterator[tuple[Entry, ...]]:
    """Combinations of the values of all ranges, those nearest to the ends first."""

    def combinations(rest: Sequence[Sequence[Entry]], reach: int) -> Iterator[tuple[Entry, ...]]:
        """Those whose places in the ranges add up to the reach."""
        if not rest:
            yield from [()] if reach == 0 else []
            return
        for place in range(min(reach + 1, len(rest[0]))):
            yield from ((rest[0][place], *others) for others in combinations(rest[1:], reach - place))

    for reach in range(sum(len(ladder) - 1 for ladder in ladders) + 1):
        yield from combinations(ladders, reach)


def spread_points(ladders: Sequence[Sequence[Entry]]) -> Iterator[tuple[Entry, ...]]:
    """Combinations drawn at random, the same ones every time."""
    generator = random.Random(0)
    return (tuple(map(generator.choice, ladders)) for _ in range(2_000))


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
        left, right = rational_value(condition.lhs, point), rational_value(condition.rhs, point)
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
