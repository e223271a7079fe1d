"""Every counterexample, loop and token of the audit once more: from the definitions, by a few lines that know no claim.

Each entry computes both sides of the claim at its point, or the moment of the loop, in plain numbers.  It has to agree
with what the audit finds, and to decide as the audit does.
"""

from __future__ import annotations

import itertools
import math
import operator
import re
from collections.abc import Iterator
from fractions import Fraction as F

import pytest
from sympy import Rational

from collapse_math.evidence import ByClaim, ByCounterexample, ByLimit, ByLoop, ByTheorem, ByToken, Evidence
from derivations.paper import items
from derivations.paper.assumptions import ROWS

Number = F | float | int
RELATIONS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


# Entropy and information, from lists of probabilities --------------------------------------------------------------


def entropy(*law: Number) -> float:
    return -math.fsum(float(x) * math.log(x) for x in law if x)


def told(*rows: tuple[Number, ...]) -> float:
    """The information on which of the rows, equally likely, an outcome was drawn from."""
    mixture = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return entropy(*mixture) - math.fsum(entropy(*row) for row in rows) / len(rows)


COIN, FAIR = F(3, 4), F(1, 2)
TOSS = told((COIN, 1 - COIN), (1 - COIN, COIN))


def two_copies(real: F) -> float:
    """Two draws that are real with this probability, else copies of a first one; as an unordered pair."""
    rows = []
    for one in (COIN, 1 - COIN):
        counts = [F(0)] * 3
        for first, *new in itertools.product((0, 1), repeat=3):
            chance = one if first else 1 - one
            for bit in new:
                chance *= real * (one if bit else 1 - one) + (1 - real) * (bit == first)
            counts[sum(new)] += chance
        rows.append(tuple(counts))
    return told(*rows)


def softened(share: F) -> float:
    """The loss of a model that gives the symbol it has seen this probability, over truths, first draws and new ones."""
    losses = []
    for one, seen, new in itertools.product((COIN, 1 - COIN), (0, 1), (0, 1)):
        chance = (one if seen else 1 - one) * (one if new else 1 - one) / 2
        losses.append(-float(chance) * math.log(share if new == seen else 1 - share))
    return math.fsum(losses)


def made_of_a_bit(one: tuple[F, F], after_one: F, after_zero: F) -> float:
    """What a bit tells that is made of a draw, which is 1 with either of two probabilities."""
    made = [p * after_one + (1 - p) * after_zero for p in one]
    return told(*((q, 1 - q) for q in made))


# Loops, by the mean squares of single points -----------------------------------------------------------------------


def refitted(
    sizes: list[int],
    shares: list[F] | F = F(0),
    *,
    less: int = 0,
    factor: F = F(1),
    added: F = F(0),
) -> tuple[float, float]:
    """E[V] and E[M^2] of fits to points that are real with a probability; truth 0 and 1, divisor n - `less`.

    A synthetic point has the variance factor * V + added; in the first generation all points are real.
    """
    spread, drift = F(1), F(0)
    for place, n in enumerate(sizes):
        real = shares[place] if isinstance(shares, list) else shares
        synthetic = factor * spread + added if place else spread
        square = real + (1 - real) * (synthetic + drift)  # of one point
        product = (1 - real) ** 2 * drift  # of two points
        drift = (square + (n - 1) * product) / n
        spread = (square - drift) * n / (n - less)
        if spread.denominator > 10**60:
            spread, drift = spread.limit_denominator(10**40), drift.limit_denominator(10**40)
    return float(spread), float(drift)


def kept_with_five(generations: int) -> float:
    """E[V] of fits to five real points, stored, and five new draws of the last fit."""
    inside = F(4, 5)  # the variance of the five about their mean, whose square is 1/5 on average
    spread, drift, between = F(1), F(0), F(0)  # of the fit: E V, E M^2, and E[M * the mean of the five]
    for t in range(generations):
        if t == 0:
            # All ten are real: the first fit comes from the truth.
            spread, drift, between = F(9, 10), F(1, 10), F(1, 10)
            continue
        new_square = drift + spread / 5  # of the mean of five new draws
        squares = (1 + spread + drift) / 2  # of a point, on average
        drift, between = (F(1, 5) + new_square + 2 * between) / 4, (F(1, 5) + between) / 2
        spread = squares - drift
    assert inside + F(1, 5) == 1
    return float(spread)


def accumulated(points: int, generations: int) -> float:
    """E[M^2] if all points are kept: a new mean is off from the last fit, by V over as many points."""
    drift, spread = F(1, points), 1 - F(1, points)
    for t in range(2, generations + 1):
        drift, spread = drift + spread / (points * t * t), spread * (1 - F(1, points * t * t))
    return float(drift)


def absent(draws: int, truth: F, real: F, generations: int) -> float:
    """The probability that none of the draws is the token, by going through all counts again and again."""
    law = [1.0] + [0.0] * draws
    rows = []
    for count in range(draws + 1):
        share = float(real * truth + (1 - real) * F(count, draws))
        rows.append([math.comb(draws, k) * share**k * (1 - share) ** (draws - k) for k in range(draws + 1)])
    for _ in range(generations):
        law = [math.fsum(weight * row[k] for weight, row in zip(law, rows, strict=True)) for k in range(draws + 1)]
    return law[0]


ROOTS = [F(1, math.isqrt(t) + 1) for t in range(1, 201)]
HALVED = [F(1, 2**t) for t in range(1, 31)]
GROWING = refitted([t + 1 for t in range(1, 201)], ROOTS)[0]
COLLAPSED = refitted([10] * 30)[0]
KERNEL = refitted([10] * 50, added=F(1, 10))
HEATED = refitted([10] * 50, factor=F(121, 100))
FAST = refitted([10 * (t + 1) ** 2 for t in range(1, 101)])
HUNDREDTH, TENTH = F(1, 100), F(1, 10)


def left(shares: list[F]) -> F:
    return math.prod((1 - share for share in shares), start=F(1))


def stays_alone() -> F:
    """Two draws at generations 2, 3 and 4, real with probability 1/3, 1/4, 1/5, and none of them may be."""
    return math.prod((1 - F(1, t + 1) for t in (2, 3, 4) for _ in range(2)), start=F(1))


def waited(steps: int) -> F:
    """The squared error after noise of variance 1, step by step, and one half taken back at the last step."""
    square = F(0)
    for step in range(1, steps + 1):
        square = (F(1, 4) if step == steps else 1) * square + 1
    return square


def kept_answers(right: F, wrong: F) -> F:
    """The share of right answers among what is kept of 20 right and 80 wrong ones."""
    return 20 * right / (20 * right + 80 * wrong)


def focal(model: float) -> float:
    return -0.1 * (1 - model) * math.log(model) - 0.9 * model * math.log(1 - model)


def digamma(x: float) -> float:
    """The derivative of log Gamma, from differences."""
    h = 1e-5
    return (math.lgamma(x + h) - math.lgamma(x - h)) / (2 * h)


def of_all_ones(draws: int) -> F:
    return math.prod([COIN] * draws, start=F(1))


def coins(events: int) -> float:
    """The information in so many tosses of one of two coins."""
    sequences = list(itertools.product((0, 1), repeat=events))
    rows = [
        tuple(math.prod((one if bit else 1 - one for bit in bits), start=F(1)) for bits in sequences)
        for one in (COIN, 1 - COIN)
    ]
    return told(*rows)


Sides = tuple[Number, Number]
SHARPER: Sides = (softened(F(99, 100)), softened(F(5, 8)))
REAL_DRAWS: Sides = (two_copies(HUNDREDTH), TOSS)

SECOND: dict[str, Sides | Number] = {
    "Headline, 2: 1": GROWING,
    "Headline, 2: 2": (1 - refitted([1000] * 2000, HUNDREDTH)[1], F(1, 2)),
    "Headline, 3: 2": (stays_alone(), F(1, 2)),
    "Headline, 4: 0": (left([F(1, t + 1) for t in range(1, 101)]), HUNDREDTH),
    "Headline, 5: 1": (entropy(F(3, 8), F(5, 8)), entropy(F(1, 4), F(3, 4))),
    "Headline, 5: 2": (entropy(F(3, 16), F(13, 16)), entropy(F(1, 4), F(3, 4))),
    "Headline, 6: 2": (refitted([(t + 1) ** 2 for t in range(1, 20_001)])[0], 0),
    "Headline, 6: 3": left([F(1, (t + 1) ** 2) for t in range(1, 201)]),
    "Headline, met: 0": refitted([10] * 30, HALVED)[0],
    "Headline, met: 1": GROWING,
    "Definition 2, 2: 1": (F(5, 8) * F(3, 8), F(3, 4) * F(1, 4)),
    "Definition 2, 3: 1": (F(1, 4) * F(3, 4), F(3, 4) * F(1, 4)),
    "Definition 2, 4: 0": (kept_answers(F(6, 10), F(5, 10)), 1),
    "Definition 2, 5: 0": (kept_answers(F(5, 10), F(6, 10)), F(1, 5)),
    # Both draws differ with probability 2 p (1 - p), and have the entropy log 2 then.
    "Theorem 2, 1: 1": (2 * 0.001 * 0.999 * math.log(2), entropy(F(1, 1000), F(999, 1000)) - 0.01),
    "Theorem 2, 2: 0": (entropy(F(1, 2), F(1, 2)), entropy(TENTH, F(9, 10))),
    "Theorem 2, 6: 1": (digamma(4.5), math.log(3.5)),
    "Theorem 2, 7: 2": (refitted([(t + 1) ** 2 for t in range(1, 20_001)])[0], 0),
    "Theorem 2, met: 0": COLLAPSED,
    "Corollary 3, 1, besides: 0": SHARPER,
    "Corollary 3, 2: 0": REAL_DRAWS,
    "Corollary 3, 3: 0": (told((COIN, 1 - COIN, 0, 0), (0, 0, COIN, 1 - COIN)), TOSS),
    "Corollary 3, 4: 0": SHARPER,
    "Corollary 3, met: 0": (TOSS, 0),
    "Theorem 4, 3: 1": (math.fsum([0.1] * 121), math.sqrt(121)),
    "Theorem 4, 4: 2": refitted([10] * 1000)[1],
    "Theorem 4, 4: 3": (refitted([10] * 20)[1], F(20, 10)),
    # The law on [0, 1] with the mean 1/100 and the largest variance is 1 with that probability, else 0.
    "Theorem 4, 5: 0": (F(1, 50), F(1, 100) * F(99, 100) ** 2 + F(99, 100) * F(1, 100) ** 2),
    "Theorem 5, 3: 2": (waited(41), 10),
    "Theorem 5, 4: 0": refitted([10] * 400, TENTH)[1],
    "Theorem 5, 4: 1": (refitted([10] * 3000, HUNDREDTH)[1], 0),
    "Theorem 5, 5: 0": absent(50, F(1, 50), F(1, 50), 1500),
    "Theorem 5, 5: 1": (absent(2, TENTH, TENTH, 300), F(9, 10) ** 2),
    "Theorem 5, 6: 3": (F(1, 5) * F(4, 5) / 101, HUNDREDTH * F(1, 5) * F(4, 5)),
    "Theorem 5, 7: 1": GROWING,
    "Theorem 5, 7: 3": (refitted([t + 1 for t in range(1, 3001)], [F(1, t + 1) for t in range(1, 3001)])[0], 0),
    "Theorem 5, met: 0": refitted([10] * 400, TENTH)[0],
    "Theorem 5, met: 1": COLLAPSED,
    "Remark 6, 3: 0": (kept_answers(F(6, 10), F(5, 10)), F(1, 5)),
    "Definition 3, nearest: 2": ((F(3, 4) - F(1, 4)) ** 2, 0),
    "Theorem 8, 2: 0": (1 - 2 * F(1, 2) ** 2, 1 - F(1, 4) ** 2 - F(3, 4) ** 2),
    # Four pairs of bits: less log 2, the entropy of the mixture of dependent and of independent ones.
    "Theorem 8, 3: 2": (
        entropy(F(5, 16), F(3, 16), F(3, 16), F(5, 16)) - math.log(2),
        entropy(F(3, 8), F(1, 8), F(1, 8), F(3, 8)) - math.log(2),
    ),
    "Theorem 8, 4: 1": (left([F(1, t + 1) for t in range(1, 101)]), HUNDREDTH),
    "Theorem 8, met: 0": refitted([100] * 30, HALVED)[0],
    # The mean log loss of 1/4 where both symbols come equally often, above that of 1/2.
    "Section 5.1, 1: 2": (-(math.log(0.25) + math.log(0.75)) / 2 - math.log(2), 0),
    "Section 5.1, 3: 0": (focal(0.1), focal(0.2)),
    "Section 5.1, 4: 1": (1 - F(5, 100) ** 2 - F(95, 100) ** 2, 0),
    "Inequality 16, 1: 0": (1, F(1, 2)),
    "Inequality 16, 2: 0": (math.log2(8) - math.log2(2), 8 - 2),
    "Inequality 17, 2: 1": ((F(1, 2) - F(1, 4)) ** 2, F(1, 2) * (F(1, 2) - F(1, 4)) ** 2),
    "Inequality 17, nearest: 2": (F(3, 8) / (F(3, 8) + F(1, 8)), F(1, 2)),
    "Proposition 9, 3: 1": (made_of_a_bit((COIN, 1 - COIN), COIN, 1 - COIN), TOSS),
    "Proposition 9, nearest: 2": (coins(1), coins(2)),
    "Proposition 9, met: 0": (coins(2), 0),
    "Proposition 10, 1: 1": (made_of_a_bit((COIN, FAIR), F(9, 10), TENTH), made_of_a_bit((COIN, FAIR), F(1), F(0))),
    "Proposition 10, 2: 0": (made_of_a_bit((COIN, FAIR), F(0), F(0)), made_of_a_bit((COIN, FAIR), F(1), F(0))),
    "Proposition 10, 3: 0": (of_all_ones(4), F(1, 2)),
    "Proposition 10, 4: 2": (F(1, 2) / (1 + F(1, 2)), F(1, 2)),
    "Equations 23 to 26, 2: 0": (2**8, sum(sum(bits) % 2 == 0 for bits in itertools.product((0, 1), repeat=8))),
    "Equations 23 to 26, 3: 0": (of_all_ones(4), F(1, 2)),
    "H1, fixed: 1": kept_with_five(300),
    "H1, lost: 0": accumulated(10, 50),
    "H2, drift: 0": refitted([10] * 50, less=3)[1],
    "H2, drift: 1": KERNEL[1],
    "H2, fixed: 0": refitted([10] * 400, added=TENTH)[0],
    "H2, lost: 0": KERNEL[1],
    "H3, drift: 0": FAST[1],
    "H3, lost: 0": FAST[1],
    "H4, collapse: 0": HEATED[0],
    "H4, drift: 0": HEATED[1],
    "H4, fixed: 0": HEATED[0],
    "H6, collapse: 1": refitted([100] * 2000, HUNDREDTH)[0],
    "H8, lost: 0": REAL_DRAWS,
    "H9, lost: 0": SHARPER,
    "H10, fixed: 0": refitted([10] * 400, TENTH)[0],
}
TENDS = {"Headline, 6: 2", "Theorem 2, 7: 2", "Theorem 5, 7: 3"}  # limits, after many generations near within 1/1000


def pieces() -> Iterator[tuple[str, Evidence]]:
    """All evidence of the audit that could be a counterexample, under the name that it has above."""
    found: list[tuple[str, tuple[Evidence, ...]]] = []
    for item in items():
        for number, reading in enumerate(item.readings, start=1):
            found.append((f"{item.key}, {number}", (*reading.shown_by, *reading.fails_by)))
            found.append((f"{item.key}, {number}, besides", reading.beyond_by))
        found += [(f"{item.key}, nearest", item.nearest_true), (f"{item.key}, met", item.met_by)]
    found += [(f"{row.key}, {name}", cell.evidence) for row in ROWS for name, cell in row.cells.items()]
    for name, evidence in found:
        for place, piece in enumerate(evidence):
            if not isinstance(piece, ByTheorem | ByClaim):
                yield f"{name}: {place}", piece


PIECES = dict(pieces())


def test_all_have_a_second_opinion() -> None:
    assert SECOND.keys() == PIECES.keys()


@pytest.mark.parametrize("name", PIECES)
def test_a_second_opinion_agrees(name: str) -> None:
    piece, second = PIECES[name], SECOND[name]
    near = 1e-3 if name in TENDS else 1e-8
    if isinstance(piece, ByCounterexample):
        assert isinstance(second, tuple)
        at = {q: Rational(str(value)) for q, value in piece.at.items()}
        for side, number in zip((piece.claim.left, piece.claim.right), second, strict=True):
            assert float(side.subs(at).doit().evalf(30)) == pytest.approx(float(number), rel=near, abs=1e-12)
        assert not RELATIONS[piece.claim.relation](*second)
    else:
        assert isinstance(piece, ByLoop | ByLimit | ByToken)
        assert not isinstance(second, tuple)
        [found, *_] = re.findall(r"(?:=|->|probability) ([-+.e\d]+(?:/\d+)?)", piece.check({}).detail)
        assert float(F(found)) == pytest.approx(float(second), rel=1e-5)
        at_the_end = 1e-9 if isinstance(piece, ByLimit) else 0.0  # a limit is not reached
        assert RELATIONS[piece.relation](float(second) + at_the_end, float(piece.number))
