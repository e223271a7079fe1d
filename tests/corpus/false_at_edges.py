"""Claims that fail only at the edge of a range: the smallest n, t = 0, a pole.

Generic algebra accepts nearly all of them, and so does sampling away from the edge.
Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1.
"""

from __future__ import annotations

from sympy import (
    Abs,
    Ne,
    Product,
    Rational,
    S,
    Sum,
    binomial,
    cos,
    factorial,
    log,
    sin,
    sqrt,
    tan,
)

from collapse_math.claims import ByInequality, Claim, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import Entry, equal, fails, power, product, quotient, undefined

HALF = Rational(1, 2)

n = integer("n", at_least=1)
at_least_three = integer("n", at_least=3)
t = integer("t", at_least=0)
d = integer("d", at_least=1)
m = integer("m", at_least=0)
c = integer("c")
k = integer("k")
x, y = real("x"), real("y")
above_zero = real("p", above=0)
share = real("alpha", at_least=0, at_most=1)
r = real("r")


# A denominator that vanishes at one admissible point.
POLES = (
    undefined(
        "design-as-wide-as-sample",
        Claim(d / (n - d - 1), ">", d / n, (n > d,)),
        ByInequality(),
        "n = d + 1 divides by zero; beyond it the claim is true",
        {n: 3, d: 2},
    ),
    undefined("cancelled-factor", equal(quotient(x - 1, x - 1), S(1)), Ring(), "0/0 at x = 1", {x: 1}),
    undefined(
        "cancelled-difference",
        equal(quotient(x**2 - y**2, x - y), x + y),
        Ring(),
        "0/0 on the diagonal",
        {x: 2, y: 2},
    ),
    undefined("cancelled-sample-size", equal((n**2 - 1) / (n - 1), n + 1), Ring(), "0/0 at n = 1", {n: 1}),
    undefined(
        "pole-times-zero",
        equal(product(x, 1 / x, y), y),
        Ring(),
        "the factor 1/x has no value at 0",
        {x: 0, y: 5},
    ),
    undefined(
        "poles-that-cancel",
        equal(1 / (x - 3) - (4 - x) / (x - 3), S(1)),
        Ring(),
        "both poles at x = 3",
        {x: 3},
    ),
    undefined("zeroth-power-of-pole", equal(power(1 / x, t), power(x, -t)), Ring(), "1/0 at x = 0", {x: 0, t: 0}),
    undefined("zero-times-pole", equal(product(S(0), 1 / (n - 5)), S(0)), Ring(), "1/(n - 5) at n = 5", {n: 5}),
    undefined(
        "geometric-without-exclusion",
        equal(Sum(r**k, (k, 0, t)), (1 - r ** (t + 1)) / (1 - r)),
        Induction(t),
        "0/0 at r = 1",
        {r: 1, t: 3},
    ),
    undefined(
        "pole-inside-a-sum",
        equal(Sum(1 / ((k - 3) * (k - 4)), (k, 1, n)), Rational(-1, 3) - 1 / (n - 3), Ne(n, 3)),
        Telescope(-1 / (k - 4)),
        "the term k = 3 is a pole once n > 3; the certificate has a pole inside the range",
        {n: 5},
    ),
    undefined(
        "fresh-data-without-synthetic-limit",
        equal(quotient(1 - share, 1 - share), S(1)),
        Ring(),
        "0/0 at the end alpha = 1 of the range",
        {share: 1},
    ),
    undefined(
        "removable-in-numerator",
        Claim(quotient((x - 2) ** 2, power(x - 2, S(2))), ">", S(0)),
        ByInequality(),
        "0/0 at x = 2",
        {x: 2},
    ),
    undefined(
        "inverse-of-log",
        equal(product(log(above_zero), 1 / log(above_zero)), S(1)),
        Ring(),
        "log 1 = 0",
        {above_zero: 1},
    ),
    undefined(
        "inverse-of-power-difference",
        equal(quotient(2**t - 1, 2**t - 1), S(1)),
        Ring(),
        "2^t is an atom to the algebra; 2^0 - 1 = 0",
        {t: 0},
    ),
    undefined("irrational-pole", equal(quotient(x**2 - 2, x**2 - 2), S(1)), Ring(), "0/0", {x: sqrt(2)}),
    undefined(
        "pole-in-condition",
        equal(n, n, 1 / (n - 1) >= 0),
        Ring(),
        "the condition itself has no meaning at n = 1",
        {n: 1},
    ),
    undefined("tangent", equal(tan(x) * cos(x), quotient(sin(x) ** 2, sin(x))), Ring(), "0/0 at 0", {x: 0}),
)

# The smallest case differs.
SMALLEST = (
    fails(
        "power-of-zero",
        equal(power(1 - 1 / n, t) * (n - 1), power(1 - 1 / n, t + 1) * n + power(S(0), n + t - 1)),
        Induction(t),
        "n = 1, t = 0: 0 against 0^0 = 1",
        {n: 1, t: 0},
    ),
    fails("zero-to-t", equal(power(S(0), t), S(0)), Ring(), "0^0 = 1", {t: 0}),
    fails(
        "one-point-sample",
        Claim((1 - 1 / n) ** t, ">", S(0)),
        Induction(t),
        "a single point has no variance: 0 at n = 1, t = 1",
        {n: 1, t: 1},
    ),
    fails("strict-decay", Claim((1 - 1 / n) ** t, "<", S(1)), Induction(t), "equality at t = 0", {n: 3, t: 0}),
    fails(
        "alternating-binomials-from-zero",
        equal(Sum((-1) ** k * binomial(t, k), (k, 0, t)), S(0)),
        Induction(t),
        "1 at t = 0; SymPy's doit says 0",
        {t: 0},
    ),
    fails(
        "alternating-binomials-first-moment",
        equal(Sum((-1) ** k * k * binomial(t, k), (k, 0, t)), S(0)),
        Induction(t),
        "-1 at t = 1; SymPy's doit says 0",
        {t: 1},
    ),
    fails(
        "alternating-binomials-second-moment",
        equal(Sum((-1) ** k * k**2 * binomial(t, k), (k, 0, t)), S(0)),
        Induction(t),
        "2 at t = 2; SymPy's doit says 0",
        {t: 2},
    ),
    undefined(
        "partial-alternating-binomials-divided",
        equal(Sum((-1) ** k * binomial(t, k), (k, 0, m)), (-1) ** m * (t - m) * binomial(t, m) / t),
        Induction(m),
        "divides by t at t = 0; SymPy's closed form",
        {t: 0, m: 0},
    ),
    fails(
        "binomial-of-two",
        equal(Sum(binomial(2, k) * k**2, (k, 0, n)), S(6)),
        Induction(n),
        "2 at n = 1; 6 from n = 2 on",
        {n: 1},
    ),
    fails(
        "empty-sum-forgotten",
        equal(Sum(1 / (k * (k + 1)), (k, 1, t)), 1 - 1 / (t + 1) + power(S(0), t)),
        Telescope(-1 / k),
        "1 too much at t = 0",
        {t: 0},
    ),
    fails(
        "alternating-binomials-third-moment",
        equal(Sum((-1) ** k * k**3 * binomial(at_least_three, k), (k, 0, at_least_three)), S(0)),
        Induction(at_least_three),
        "-6 at n = 3, zero from n = 4 on",
        {at_least_three: 3},
    ),
    fails("n-to-n", Claim(2**n, ">", n**2), Induction(n), "fails at n = 2, 3, 4 only; true at 1", {n: 3}),
    fails("factorial-growth", Claim(factorial(n), ">", 2**n), Induction(n), "false up to n = 3", {n: 3}),
    fails(
        "cubic-with-three-roots",
        equal(c**3 - 6 * c**2 + 11 * c, S(6)),
        Induction(c),
        "true at 1, 2, 3",
        {c: 0},
    ),
    fails(
        "agrees-on-small-counts",
        equal(Product(t - k, (k, 0, 11)), S(0)),
        Induction(t),
        "zero for t = 0, ..., 11, then 12!",
        {t: 12},
    ),
    fails(
        "circle-regions",
        equal(binomial(n, 4) + binomial(n, 2) + 1, 2 ** (n - 1)),
        Induction(n),
        "1, 2, 4, 8, 16, then 31",
        {n: 6},
    ),
    fails("strict-square", Claim((x - y) ** 2, ">", S(0)), ByInequality(), "equality at x = y", {x: 1, y: 1}),
    fails("real-square", Claim(x**2, ">=", x), ByInequality(), "true of integers, false at 1/2", {x: HALF}),
    fails("real-parity", Claim(2 * x, "!=", 2 * y + 1), ByInequality(), "true of integers", {x: HALF, y: 0}),
    fails(
        "real-strictness",
        Claim(4 * x**2 - 4 * x + 1, ">", S(0)),
        ByInequality(),
        "true of integers",
        {x: HALF},
    ),
    fails(
        "condition-not-strict",
        Claim(1 / x, "<", S(1), (x >= 1,)),
        ByInequality(),
        "equality at x = 1",
        {x: 1},
    ),
    fails("condition-forgotten", Claim((1 + x) ** 3, ">=", 1 + 3 * x), ByInequality(), "needs x >= -3", {x: -4}),
    fails(
        "bernoulli-without-condition",
        Claim((1 + x) ** t, ">=", 1 + t * x),
        Induction(t),
        "the step multiplies by 1 + x, which may be negative",
        {x: -4, t: 3},
    ),
    fails(
        "induction-without-base",
        equal(Sum(k, (k, 1, t)), t * (t + 1) / 2 + 1),
        Induction(t),
        "the step holds, the base does not",
        {t: 0},
    ),
    fails(
        "induction-over-the-other",
        equal(Product(x, (k, 1, t)), x),
        Induction(t),
        "true at t = 1 only, and for x = 0 or 1 at t >= 1",
        {x: 2, t: 0},
    ),
    fails(
        "step-from-one",
        equal(Sum(power(S(0), k), (k, 0, t)), S(0)),
        Induction(t),
        "step true, base 0^0 = 1",
        {t: 0},
    ),
    fails(
        "step-fails-at-zero",
        equal(t * (Sum(k, (k, 1, t)) + binomial(t, 3)), t**2 * (t + 1) / 2),
        Induction(t),
        "true at t = 0, 1, 2",
        {t: 3},
    ),
    fails("all-equal", equal(t * (t - 1), S(0)), Induction(t), "true at t = 0, 1: a base is no proof", {t: 2}),
    fails("increasing-false", Claim(t**2, ">", t), Induction(t), "step true for t >= 1 only", {t: 0}),
    fails("two-sided", Claim(c**3, ">=", S(0)), Induction(c), "the range has no smallest value", {c: -1}),
    fails(
        "two-sided-sum",
        equal(Abs(c) * c, c**2),
        Induction(c),
        "true from 0 upward, and c has no smallest value",
        {c: -1},
    ),
)

FALSE_AT_EDGES: tuple[Entry, ...] = (*POLES, *SMALLEST)
