"""True claims about functions, fractions and inequalities; those that SymPy denies; neighbours of false ones.

Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1.
"""

from __future__ import annotations

from sympy import (
    Abs,
    KroneckerDelta,
    Limit,
    Ne,
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
    oo,
    pi,
    sin,
    sqrt,
    trigamma,
)

from collapse_math.claims import ByInequality, ByLemma, Claim, Computed, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import DIGAMMA_BELOW_LOG, UNREACHABLE, Entry, equal, holds, power, quotient

HALF = Rational(1, 2)

n = integer("n", at_least=2)  # a sample size
any_n = integer("n", at_least=1)
t = integer("t", at_least=0)  # a count of fits
later_t = integer("t", at_least=1)
d = integer("d", at_least=1)  # a number of coefficients
k, j = integer("k"), integer("j")  # indices
v = real("v", above=0)  # a variance
x, y, z = real("x"), real("y"), real("z")
p = DIGAMMA_BELOW_LOG.claim.left.args[1]
q = real("q", above=0)
share = real("q", at_least=0, below=1)  # of synthetic points
weight = real("w", above=0)
s, ridge = real("s", above=0), real("lambda", above=0)

keep = 1 - 1 / n
SIZES = (n > d + 1,)


SPECIAL = (
    holds("gamma-shift", equal(gamma(p + 1), p * gamma(p)), Ring(), "functional equation"),
    holds("digamma-shift", equal(digamma(p + 1), digamma(p) + 1 / p), Ring(), "functional equation"),
    holds("trigamma-shift", equal(trigamma(p + 1), trigamma(p) - 1 / p**2), Ring(), "its derivative"),
    holds(
        "digamma-two-steps",
        equal(digamma(p / 2 + 2), digamma(p / 2) + 2 / p + 2 / (p + 2)),
        Ring(),
        "two shifts by one",
    ),
    holds(
        "chi-square-second-moment",
        equal(4 * gamma(p / 2 + 2) / gamma(p / 2), p * (p + 2)),
        Ring(),
        "E X^2 = nu (nu + 2)",
    ),
    holds(
        "chi-square-inverse-moment",
        equal(gamma(n + HALF) / (2 * gamma(n + HALF + 1)), 1 / (2 * n + 1)),
        Ring(),
        "E 1/X = 1/(nu - 2) with nu = 2n + 3",
    ),
    holds("harmonic-shift", equal(harmonic(t + 1), harmonic(t) + 1 / (t + 1)), Ring(), "definition"),
    holds("factorial-shift", equal(factorial(t + 1), (t + 1) * factorial(t)), Ring(), "definition"),
    holds(
        "duplication",
        equal(gamma(p) * gamma(p + HALF), 2 ** (1 - 2 * p) * sqrt(pi) * gamma(2 * p)),
        Computed(),
        "Legendre",
        provable=False,
    ),
    holds(
        "reflection",
        equal(gamma(share + HALF) * gamma(HALF - share), pi / cos(pi * share), share < HALF),
        Computed(),
        "Euler, at 1/2 + q",
        provable=False,
    ),
    holds("log-of-product", equal(log(p * q), log(p) + log(q)), Ring(), "positive arguments", provable=False),
    holds("log-of-power", equal(log(p**x), x * log(p)), Ring(), "positive base", provable=False),
    holds("pythagoras", equal(sin(x) ** 2 + cos(x) ** 2, S(1)), Ring(), "classical", provable=False),
    holds("exponent-sum", equal(exp(x + y), exp(x) * exp(y)), Ring(), "classical", provable=False),
    holds("square-of-root", equal(power(sqrt(share), S(2)), share), Ring(), "non-negative"),
    holds("root-of-square", equal(power(share**2, HALF), share), Ring(), "non-negative", provable=False),
    holds("square-of-modulus", equal(power(Abs(x), S(2)), x**2), Ring(), "real", provable=False),
    holds("nested-root", equal(sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)), Computed(), "square both", provable=False),
    holds(
        "even-exponent",
        equal(power(S(-1), t * (t + 1)), S(1)),
        Computed(),
        "t (t + 1) is even",
        provable=False,
    ),
    holds(
        "digamma-limit",
        equal(Limit(digamma(2 * p) - log(2 * p), p, oo), S(0)),
        Computed(),
        "psi(x) - log x -> 0; SymPy's limit says -log 2",
        provable=False,
    ),
)

RATIONAL = (
    holds(
        "fresh-data-fixed-point",
        equal(
            v / n + v / n / (1 - share**2 + share / n) * (share**2 - share / n),
            v / n / (1 - share**2 + share / n),
        ),
        Ring(),
        "v* solves v = s/N + v (q^2 - q/N); the denominator is positive for q < 1",
    ),
    holds(
        "ridge-variance",
        equal(s / (s + ridge) ** 2 / (1 - (s / (s + ridge)) ** 2), s / (ridge * (2 * s + ridge))),
        Ring(),
        "1 - m^2 = lambda (2s + lambda)/(s + lambda)^2",
    ),
    holds(
        "optimal-weight",
        equal(
            weight * ((-1 + sqrt(1 + 4 * weight)) / (2 * weight)) ** 2 + (-1 + sqrt(1 + 4 * weight)) / (2 * weight),
            S(1),
        ),
        Ring(),
        "root of k w^2 + w = 1",
    ),
    holds(
        "golden-ratio",
        equal(power((sqrt(5) - 1) / 2, S(2)), 1 - (sqrt(5) - 1) / 2),
        Ring(),
        "w^2 = 1 - w",
    ),
    holds(
        "accumulate-factor",
        equal(((t + 1) * n - 1 / (t + 1)) / ((t + 1) * n), 1 - 1 / (n * (t + 1) ** 2)),
        Ring(),
        "common denominator",
    ),
    holds(
        "true-condition",
        equal((n**2 - 1) / (n - 1), n + 1, S.true),
        Ring(),
        "n > 0 is evaluated to True by SymPy, which is no restriction",
        provable=False,
    ),
)

INEQUALITIES = (
    holds("risk-above-limit", Claim(d / (n - d - 1), ">", d / n, SIZES), ByInequality(), "n - d - 1 < n"),
    holds("integer-square", Claim(k**2, ">=", k), ByInequality(), "integers only"),
    holds("odd-is-not-even", Claim(2 * k, "!=", 2 * j + 1), ByInequality(), "parity"),
    holds("no-half-integer-root", Claim(4 * k**2 - 4 * k + 1, ">", S(0)), ByInequality(), "(2k - 1)^2 > 0"),
    holds("two-squares", Claim(x**2 + y**2, ">=", 2 * x * y), ByInequality(), "(x - y)^2 >= 0"),
    holds(
        "three-squares",
        Claim(3 * (x**2 + y**2 + z**2), ">=", (x + y + z) ** 2),
        ByInequality(),
        "sum of three squares of differences",
    ),
    holds("decay-bounded", Claim(keep**t, "<=", S(1)), Induction(t), "0 < 1 - 1/n < 1"),
    holds("decay-positive", Claim(keep**t, ">", S(0)), Induction(t), "1 - 1/n >= 1/2"),
    holds(
        "decay-strict",
        Claim((1 - 1 / n) ** later_t, "<", S(1)),
        Induction(later_t),
        "strict from the first fit on",
    ),
    holds("decay-above-line", Claim(keep**t, ">=", 1 - t / n), Induction(t), "Bernoulli"),
    holds("bernoulli", Claim((1 + x) ** t, ">=", 1 + t * x, (x >= -1,)), Induction(t), "step needs 1 + x >= 0"),
    holds(
        "bernoulli-from-minus-two",
        Claim((1 + x) ** t, ">=", 1 + t * x, (x >= -2,)),
        Induction(t),
        "true, though the step fails: |1 + x|^t <= 1 <= -(1 + t x) or t <= 1",
        provable=False,
    ),
    holds("doubling", Claim(2**t, ">", t), Induction(t), "the step needs t >= 1", provable=False),
    holds("doubling-by-one", Claim(2**t, ">=", t + 1), Induction(t), "2 (t + 1) >= t + 2"),
    holds(
        "inverse-squares",
        Claim(Sum(1 / k**2, (k, 1, later_t)), "<=", 2 - 1 / later_t),
        Induction(later_t),
        "1/(t+1)^2 <= 1/t - 1/(t+1)",
    ),
    holds(
        "inverse-squares-below-two",
        Claim(Sum(1 / k**2, (k, 1, t)), "<", S(2)),
        Induction(t),
        "follows from the stronger claim; not inductive by itself",
        provable=False,
    ),
    holds("log-below-line", Claim(log(1 + p), "<", p), Computed(), "concavity", provable=False),
)

# SymPy's `equals` denies these, or its summation and limit give another value.
DENIED = (
    holds(
        "log-gamma-duplication",
        equal(loggamma(p) + loggamma(p + HALF), (1 - 2 * p) * log(2) + log(pi) / 2 + loggamma(2 * p)),
        Computed(),
        "Legendre; SymPy's equals says False",
        provable=False,
    ),
    holds(
        "geometric-sum-below-one",
        equal(Sum(share**k, (k, 0, t)), (1 - share ** (t + 1)) / (1 - share)),
        Induction(t),
        "0 <= q < 1, and 0^0 = 1; SymPy's equals says False",
    ),
    holds(
        "factors-counted-down",
        equal(Product(any_n + 1 - k, (k, 1, any_n)), factorial(any_n)),
        Computed(),
        "the same factors backwards; SymPy's equals says False",
        provable=False,
    ),
    holds(
        "two-halves",
        equal(floor(t / 2) + floor((t + 1) / 2), t),
        Computed(),
        "even and odd t; SymPy's equals says False",
        provable=False,
    ),
    holds(
        "indicator-of-zero",
        equal(power(S(0), t), KroneckerDelta(t, 0)),
        Computed(),
        "0^0 = 1; SymPy's equals says False",
        provable=False,
    ),
    holds(
        "geometric-series",
        equal(Sum(share**k, (k, 0, oo)), 1 / (1 - share)),
        Computed(),
        "0 <= q < 1; SymPy's equals says False",
        provable=False,
    ),
    holds(
        "gaps-two-three",
        equal(Sum(1 / (k * (k + 2) * (k + 5)), (k, 1, oo)), Rational(22, 225)),
        Computed(),
        "H_2/6 - H_5/15; SymPy's summation says nan",
        provable=False,
    ),
    holds(
        "alternating-harmonic-in-pairs",
        equal(Sum(1 / (2 * k - 1) - 1 / (2 * k), (k, 1, oo)), log(2)),
        Computed(),
        "SymPy's summation says nan",
        provable=False,
    ),
    holds(
        "lyapunov-exponent-limit",
        equal(Limit(p * (digamma((p - 1) / 2) + log(2 / p)), p, oo), S(-2)),
        Computed(),
        "psi(x) = log x - 1/(2x) + ...; SymPy's limit says oo",
        provable=False,
    ),
)

# Neighbours of false claims: whoever rejects those wholesale loses these.
NEIGHBOURS = (
    holds("no-pole-under-a-sum", equal(Sum(quotient(k, k), (k, 1, any_n)), any_n), Induction(any_n), "k >= 1"),
    holds(
        "no-pole-past-the-range",
        equal(Sum(1 / ((k + 1) * (k + 2)), (k, 0, t)), 1 - 1 / (t + 2)),
        Telescope(-1 / (k + 1)),
        "the certificate has its pole at -1",
    ),
    holds(
        "two-roots",
        equal(Sum(sqrt(k), (k, 1, t)) + Sum(sqrt(-k), (k, -t, -1)), 2 * Sum(sqrt(k), (k, 1, t))),
        Computed(),
        "the second sum is the first backwards",
        provable=False,
    ),
    holds("unreachable-on-both-sides", equal(UNREACHABLE + x + 1, 1 + UNREACHABLE + x), Ring(), "sums commute"),
    holds("zero-powers", equal(Sum(power(S(0), k), (k, 0, t)), S(1)), Computed(), "0^0 = 1", provable=False),
    holds(
        "upper-limit-in-the-certificate",
        equal(Sum(any_n - k, (k, 1, any_n)), any_n * (any_n - 1) / 2),
        Telescope(any_n * k - k * (k - 1) / 2),
        "n is fixed while k runs",
    ),
    holds("cancelled-off-the-pole", equal(quotient(x**2 - 1, x - 1), x + 1, Ne(x, 1)), Ring(), "the pole is excluded"),
    holds("real-square-from-one", Claim(x**2, ">=", x, (x >= 1,)), ByInequality(), "the dip lies below 1"),
    holds(
        "bernoulli-third-power", Claim((1 + x) ** 3, ">=", 1 + 3 * x, (x >= -3,)), ByInequality(), "x^2 (x + 3) >= 0"
    ),
    holds(
        "digamma-below-log",
        Claim(digamma(n / 2), "<", log(n / 2)),
        ByLemma(DIGAMMA_BELOW_LOG, {p: n / 2}),
        "an instance of the lemma",
    ),
    holds(
        "absorption",
        equal(d * binomial(n, d), n * binomial(n - 1, d - 1)),
        Computed(),
        "both zero for d > n",
        provable=False,
    ),
)

TRUE_FORMULAS: tuple[Entry, ...] = (*SPECIAL, *RATIONAL, *INEQUALITIES, *DENIED, *NEIGHBOURS)
