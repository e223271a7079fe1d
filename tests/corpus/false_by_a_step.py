"""Claims that are off by one, by a sign or by a branch.

Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1; roots and logarithms have their principal values.
"""

from __future__ import annotations

from sympy import (
    Abs,
    I,
    Ne,
    Piecewise,
    Product,
    Rational,
    S,
    Sum,
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

from .entry import Entry, equal, fails, power, product, quotient, undefined

HALF = Rational(1, 2)

n = integer("n", at_least=1)
t = integer("t", at_least=0)
m = integer("m", at_least=0)
c = integer("c")
k = integer("k")
x, y, s = real("x"), real("y"), real("s")
a, b = real("a"), real("b")
p = real("p", at_least=0)
share = real("alpha", at_least=0, at_most=1)


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

FALSE_BY_A_STEP: tuple[Entry, ...] = (*SHIFTS, *SIGNS)
