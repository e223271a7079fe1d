"""Claims that fail only at the edge of a range: the smallest n, t = 0, a pole, a sign.

Generic algebra accepts nearly all of them, and so does sampling away from the edge.
Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1.
"""

from __future__ import annotations

from sympy import (
    Abs,
    Expr,
    I,
    Ne,
    Piecewise,
    Product,
    Rational,
    S,
    Sum,
    binomial,
    cos,
    digamma,
    exp,
    factorial,
    floor,
    gamma,
    harmonic,
    log,
    loggamma,
    pi,
    sign,
    sin,
    sqrt,
    tan,
)

from collapse_math.claims import ByInequality, Claim, Computed, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import Entry, fails, power, product, quotient, undefined

HALF = Rational(1, 2)

n = integer("n", at_least=1)
at_least_three = integer("n", at_least=3)
t = integer("t", at_least=0)
d = integer("d", at_least=1)
m = integer("m", at_least=0)
c = integer("c")
k, j = integer("k"), integer("j")
x, y, s = real("x"), real("y"), real("s")
a, b = real("a"), real("b")
p = real("p", at_least=0)
above_zero = real("p", above=0)
share = real("alpha", at_least=0, at_most=1)
r = real("r")


def equal(left: Expr, right: Expr, *conditions: Expr) -> Claim:
    return Claim(left, "=", right, conditions)


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

# Off by one: a shift, a limit of summation, a certificate.
SHIFTS = (
    fails("digamma-shift-late", equal(digamma(p + 2), digamma(p + 1) + 1 / (p + 2)), Ring(), "1/(p+1)", {p: 1}),
    fails("gamma-shift-late", equal(gamma(p + 2), p * gamma(p + 1)), Ring(), "p + 1", {p: 1}),
    fails("harmonic-shift-late", equal(harmonic(t + 1), harmonic(t) + 1 / (t + 2)), Ring(), "1/(t+1)", {t: 0}),
    fails(
        "lower-limit",
        equal(Sum(k, (k, 0, n)) - Sum(k, (k, 2, n)), S(0)),
        Induction(n),
        "the term 1 is lost",
        {n: 1},
    ),
    fails("upper-limit", equal(Sum(2**k, (k, 0, t)), 2**t - 1), Induction(t), "one term too many", {t: 0}),
    fails(
        "certificate-without-upper-end",
        equal(Sum(1 / (k * (k + 1)), (k, 1, t)), 1 - 1 / t, t >= 1),
        Telescope(-1 / k),
        "G(t) taken for G(t + 1)",
        {t: 1},
    ),
    fails(
        "certificate-constant",
        equal(Sum(k, (k, 1, t)), t * (t + 1) / 2 + 1),
        Telescope(k * (k - 1) / 2 + 1),
        "a constant in G cancels; the claim carries it",
        {t: 2},
    ),
    fails(
        "certificate-of-another-sum",
        equal(Sum(k**2, (k, 1, t)), t * (t + 1) / 2),
        Telescope(k * (k - 1) / 2),
        "certificate of sum k, right side of sum k",
        {t: 2},
    ),
    fails(
        "certificate-with-zero",
        equal(Product(k / (k + 1), (k, 0, t)), 1 / (t + 1)),
        Telescope(1 / k),
        "the factor k = 0 is 0, and G has a pole there",
        {t: 1},
    ),
    fails(
        "certificate-with-pole",
        equal(Product((k - 3) / (k + 1), (k, 1, n)), S(0)),
        Telescope(1 / (k * (k - 1) * (k - 2) * (k - 3))),
        "-1 at n = 1, although 1/G(1) = 0; zero from n = 3 on",
        {n: 1},
    ),
    fails(
        "lineages-beyond-sample",
        Claim(Product(1 - k / n, (k, 0, m - 1)), ">", S(0)),
        Induction(m),
        "the factor k = n is zero once m > n",
        {n: 2, m: 3},
    ),
    fails(
        "positive-index",
        Claim(Product(integer("k", at_least=1), (integer("k", at_least=1), 0, t)), ">", S(0)),
        Induction(t),
        "the index is said to be positive, the product starts at 0",
        {t: 2},
    ),
    fails(
        "shadowed-index",
        equal(Sum(k, (k, 1, k)), k**2, k >= 1),
        Induction(k),
        "the bound k is not the free k: 1 + 2 = 3 at k = 2",
        {k: 2},
    ),
    fails(
        "shadowed-in-certificate",
        equal(Sum(k - n, (k, 1, n)), S(0)),
        Telescope(S(0)),
        "every term is read as n - n: -1 at n = 2",
        {n: 2},
    ),
    fails(
        "nested-index",
        equal(Sum(Sum(k, (k, 1, k)), (k, 1, n)), Sum(k**2, (k, 1, n))),
        Induction(n),
        "inner sum is k (k + 1)/2",
        {n: 2},
    ),
    fails(
        "known-variance-refitted",
        equal(Product(1 - 1 / (n * k**2), (k, 1, t)), 1 - Sum(1 / (n * k**2), (k, 1, t))),
        Induction(t),
        "equal to first order and at t = 0, 1",
        {n: 1, t: 2},
    ),
    fails(
        "telescope-shift-on-the-right",
        equal(Sum(k * factorial(k), (k, 1, t)), factorial(t + 1)),
        Telescope(factorial(k)),
        "G(1) = 1 forgotten",
        {t: 1},
    ),
)

# Signs, branches and the difference between real and complex.
SIGNS = (
    fails("root-of-square-real", equal(power(power(x, S(2)), HALF), x), Ring(), "|x|", {x: -1}),
    fails("modulus", equal(Abs(x), x), Ring(), "x = -1", {x: -1}),
    fails("sign-squared", equal(sign(x) ** 2, S(1)), Ring(), "sign 0 = 0", {x: 0}),
    fails(
        "power-of-real-product",
        equal(power(a * b, s), power(a, s) * power(b, s)),
        Ring(),
        "a = b = -1, s = 1/2: 1 against i^2",
        {a: -1, b: -1, s: HALF},
    ),
    fails("root-of-product", equal(sqrt(product(a, b)), sqrt(a) * sqrt(b)), Ring(), "a = b = -1", {a: -1, b: -1}),
    fails(
        "root-of-quotient",
        equal(power(quotient(a, b), HALF), sqrt(a) / sqrt(b), Ne(b, 0)),
        Ring(),
        "a = 1, b = -1: i against -i",
        {a: 1, b: -1},
    ),
    undefined(
        "log-of-negatives",
        equal(log(product(a, b)), log(a) + log(b), a * b > 0),
        Ring(),
        "log -1",
        {a: -1, b: -1},
    ),
    fails("log-of-square", equal(log(power(x, S(2))), 2 * log(x), Ne(x, 0)), Ring(), "log(-1)", {x: -1}),
    undefined("exponential-of-log", equal(exp(log(p), evaluate=False), p), Ring(), "log 0", {p: 0}),
    undefined("log-at-zero", Claim(log(p), "<", p), Computed(), "log 0", {p: 0}),
    fails(
        "nested-power",
        equal(power(power(x, S(2)), s), power(x, 2 * s)),
        Ring(),
        "x = -1, s = 1/2",
        {x: -1, s: HALF},
    ),
    undefined("root-of-power", equal(power(power(p, t), 1 / t), p), Ring(), "1/t at t = 0", {p: 2, t: 0}),
    fails(
        "power-of-root",
        equal(power(power(x, S(2)), 1 / n), power(x, 2 / n)),
        Ring(),
        "1 against (-1)^(2/3)",
        {x: -1, n: 3},
    ),
    fails("cube-root", equal(power(S(-8), Rational(1, 3)), S(-2)), Ring(), "principal root is not real", {}),
    fails("complex-log", equal(log(exp(2 * I * x)), 2 * I * x), Ring(), "x = 2: beyond the branch", {x: 2}),
    fails(
        "triangular-sign",
        equal(power(S(-1), t * (t + 1) / 2), power(S(-1), t)),
        Ring(),
        "t = 2: -1 against 1",
        {t: 2},
    ),
    fails("sign-of-odd", equal(power(S(-1), 2 * t + 1), S(1)), Ring(), "-1", {t: 0}),
    fails("sign-dropped", equal(power(-x, t), power(x, t)), Ring(), "odd t", {x: 1, t: 1}),
    fails(
        "reflection-sign",
        equal(digamma(1 - share) - digamma(share), -pi / tan(pi * share), share > 0, share < HALF),
        Ring(),
        "psi(1-x) - psi(x) = + pi cot(pi x); both are 0 at 1/2",
        {share: Rational(1, 4)},
    ),
    fails(
        "gamma-reflection-sign",
        equal(gamma(share) * gamma(-share), pi / (share * sin(pi * share)), share > 0, share < 1),
        Ring(),
        "minus sign lost",
        {share: HALF},
    ),
    undefined(
        "gamma-reflection-at-ends",
        equal(gamma(share) * gamma(1 - share), pi / sin(pi * share)),
        Ring(),
        "poles at alpha = 0 and 1",
        {share: 0},
    ),
    fails("log-gamma", equal(loggamma(n + 1), log(factorial(n)) + log(n)), Ring(), "log n! alone", {n: 2}),
    undefined("gamma-pole", equal(gamma(c + 1), c * gamma(c)), Ring(), "poles at c <= 0", {c: 0}),
    undefined("digamma-at-zero", equal(digamma(p + 1), digamma(p) + 1 / p), Ring(), "pole at p = 0", {p: 0}),
    fails(
        "floor",
        Claim(floor(x), ">", x - 1 + Rational(1, 10**30)),
        ByInequality(),
        "x just below 1",
        {x: 1 - Rational(1, 10**31)},
    ),
    fails("floor-of-sum", equal(floor(x + y), floor(x) + floor(y)), Ring(), "two halves", {x: HALF, y: HALF}),
    fails(
        "piecewise-hole",
        equal(Piecewise((S(1), Ne(x, Rational(355, 113))), (S(0), True)), S(1)),
        Ring(),
        "one point apart",
        {x: Rational(355, 113)},
    ),
    fails("modulus-by-cases", equal(Abs(x - 7) + Abs(x + 7), S(14)), Ring(), "true on [-7, 7]", {x: 8}),
)

FALSE_AT_EDGES: tuple[Entry, ...] = (*POLES, *SMALLEST, *SHIFTS, *SIGNS)
