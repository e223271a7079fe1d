"""What the moments of a loop tend to when its last generation is repeated for ever, decided exactly.

If the stores hold the same numbers of points before and after the last generation, one more generation is a fixed
linear map of the d expectations that are carried.  So every moment, as a sequence in t, obeys a linear recurrence with
constant coefficients of order d at most, and 2d of its values determine the shortest one (Massey 1969),

    c_0 a_t + c_1 a_{t+1} + ... + a_{t+L} = 0.

Being the shortest, it has no root that does not occur in a_t.  So a_t converges if and only if all roots of
c_0 + c_1 z + ... + z^L lie inside the unit circle, except a simple root 1; the test of Schur (1918) and Cohn (1922)
decides this with rational arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_poly

from collapse_math.loops import Loop, Number
from collapse_math.schedules.expectations import ExactExpectations
from collapse_math.schedules.moments import POWERS, Order, Powers, begin
from collapse_math.schedules.polynomials import monomials
from collapse_math.schedules.recursion import mean_of, variance_of

_Z = fmpq_poly([0, 1])


@dataclass(frozen=True)
class Limit:
    """What one moment does in the long run.

    value        its limit, exact; None if it has none
    rate         the modulus of the largest root other than a simple root 1, enclosed: the distance to the limit
                 shrinks like rate^t, times a power of t if the root is multiple.  Without a limit the rate is at least
                 1, and the moment grows like rate^t; if it is 1, like a power of t, or it oscillates for ever
    recurrence   c_0, c_1, ..., 1, the shortest recurrence
    """

    value: Fraction | None
    rate: arb
    recurrence: tuple[Fraction, ...]

    @property
    def exists(self) -> bool:
        """Whether the moment has a limit."""
        return self.value is not None


def limits_of_moments(loop: Loop, *, order: Order = 2, kurtosis: Number = 3) -> dict[Powers, Limit]:
    """The limit of E (M_t - m_0)^i V_t^j for each (i, j), if the last generation of the loop is repeated for ever.

    (2, 0) and (0, 1) at order 2; also (4, 0), (2, 1) and (0, 2) at order 4; see `exact_moments`.  Where fits have a
    stationary law with these moments, they are its moments; where a moment has no limit, no such law has it.

    Raises ValueError if a generation is not like the one before: a store holds more and more points.
    """
    generations = len(loop.generations)
    _refuse_growth(loop.continued(1))
    dimension = _dimension(loop, order, kurtosis)
    recursion = begin(loop.continued(2 * dimension), order, kurtosis, ExactExpectations)
    moments: dict[Powers, list[fmpq]] = {powers: [] for powers in POWERS[order]}
    for t in range(1, generations + 2 * dimension + 1):
        recursion.advance()
        for (i, j), series in moments.items():
            if t > generations:
                series.append(recursion.present.of((mean_of(t),) * i + (variance_of(t),) * j))
    return {powers: _limit(series) for powers, series in moments.items()}


def _refuse_growth(continued: Loop) -> None:
    """Raise ValueError unless the stores hold the same before and after the last generation."""
    before, after = continued.holdings[-2:]
    for store in sorted({*before, *after}):
        if before.get(store) != after.get(store):
            raise ValueError(
                f"the last generation must leave the stores as they were, but {store!r} changes when it is repeated: "
                "its map is not constant; give more generations, or look at the moments at a large t"
            )


def _dimension(loop: Loop, order: Order, kurtosis: Number) -> int:
    """The number of expectations that are carried from one generation to the next."""
    # At first a fit may be drawn from under two names, its own number and its age.  After as many generations again no
    # age reaches back to a number, and the two count apart, as they have to in a map that is always the same.
    generations = 2 * len(loop.generations)
    recursion = begin(loop.continued(generations), order, kurtosis, ExactExpectations)
    for _ in range(generations):
        recursion.advance()
    return sum(len(monomials(recursion.variables, weight)) for weight in recursion.present.weights)


def _limit(sequence: list[fmpq]) -> Limit:
    recurrence = shortest_recurrence(sequence)
    rest = recurrence if recurrence(1) != 0 else recurrence // (_Z - 1)
    value = None
    if inside_unit_circle(rest):
        # Of the limit and what decays, `rest` leaves rest(1) times the limit.
        combined = sum((rest[i] * sequence[i] for i in range(len(rest))), fmpq(0))
        value = _fraction(combined / rest(1))
    numerator: Any = rest.numer()
    moduli = [abs(root) for root, _ in numerator.complex_roots()]
    return Limit(
        value=value,
        rate=max(moduli, key=lambda modulus: modulus.mid(), default=arb(0)),
        recurrence=tuple(_fraction(fmpq(recurrence[i])) for i in range(len(recurrence))),
    )


def shortest_recurrence(sequence: list[fmpq]) -> fmpq_poly:
    """The polynomial c_0 + c_1 z + ... + z^L of the shortest recurrence of a sequence (Berlekamp 1968, Massey 1969).

    It is that of the whole infinite sequence if this has a recurrence of order at most half the number of given values.
    """
    connection, previous = fmpq_poly([1]), fmpq_poly([1])  # 1 + c_{L-1} z + ... + c_0 z^L
    length, shift, last_discrepancy = 0, 1, fmpq(1)
    for n, value in enumerate(sequence):
        discrepancy = value + sum((connection[i] * sequence[n - i] for i in range(1, length + 1)), fmpq(0))
        if discrepancy == 0:
            shift += 1
            continue
        corrected = connection - previous * _Z**shift * (discrepancy / last_discrepancy)
        if 2 * length <= n:
            length, shift, last_discrepancy, previous = n + 1 - length, 1, discrepancy, connection
        else:
            shift += 1
        connection = corrected
    return fmpq_poly([connection[length - i] for i in range(length + 1)])


def inside_unit_circle(polynomial: fmpq_poly) -> bool:
    """Whether all roots of a polynomial that is not zero have modulus less than 1 (Schur 1918, Cohn 1922)."""
    while (degree := polynomial.degree()) > 0:
        polynomial = polynomial / polynomial[degree]  # or its coefficients would double in length at every step
        if abs(polynomial[0]) >= 1:
            return False
        reversed_polynomial = fmpq_poly([polynomial[degree - i] for i in range(degree + 1)])
        polynomial = (polynomial - reversed_polynomial * polynomial[0]) // _Z
    return True


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
