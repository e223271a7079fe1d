"""True sums and products: the algebra of recursive fits as its derivations need it.

Conventions: 0^0 = 1, an empty sum is 0, an empty product is 1.
"""

from __future__ import annotations

from sympy import (
    Ne,
    Product,
    Rational,
    S,
    Sum,
    binomial,
    digamma,
    factorial,
    gamma,
    harmonic,
    oo,
    pi,
)

from collapse_math.claims import Computed, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import Entry, equal, holds, power

n = integer("n", at_least=2)  # a sample size
any_n = integer("n", at_least=1)
t = integer("t", at_least=0)  # a count of fits
d = integer("d", at_least=1)  # a number of coefficients
m = integer("m", at_least=0)
k = integer("k")
v = real("v", above=0)  # a variance
r, a, b = real("r"), real("a"), real("b")
x, y = real("x"), real("y")
p = real("p", above=0)
share = real("q", at_least=0, below=1)  # of synthetic points

keep = 1 - 1 / n
SIZES = (n > d + 1,)


GEOMETRIC = (
    holds("one-more-fit", equal(keep ** (t + 1) * v, keep**t * v * (n - 1) / n), Ring(), "r^(t+1) = r r^t"),
    holds("within-plus-between", equal(keep**t * v + v * (1 - keep**t), v), Ring(), "one atom cancels"),
    holds(
        "drift-of-mean",
        equal(Sum(keep**k / n, (k, 0, t - 1)), 1 - keep**t),
        Induction(t),
        "geometric sum; empty at t = 0",
    ),
    holds(
        "drift-of-mean-by-certificate",
        equal(Sum(keep**k / n, (k, 0, t - 1)), 1 - keep**t),
        Telescope(-(keep**k)),
        "G(k+1) - G(k) = r^k (1 - r) with G = -r^k",
    ),
    holds(
        "drift-of-mean-one-point",
        equal(Sum((1 - 1 / any_n) ** k / any_n, (k, 0, t - 1)), 1 - (1 - 1 / any_n) ** t),
        Induction(t),
        "at n = 1 the ratio is 0 and 0^0 = 1",
    ),
    holds(
        "geometric-sum",
        equal(Sum(r**k, (k, 0, t)), (1 - r ** (t + 1)) / (1 - r), Ne(r, 1)),
        Induction(t),
        "classical, r = 1 excluded",
    ),
    holds(
        "geometric-sum-of-squares",
        equal(Sum(r ** (2 * k), (k, 0, t - 1)), (1 - r ** (2 * t)) / (1 - r**2), Ne(r, 1), Ne(r, -1)),
        Induction(t),
        "classical with ratio r^2; ridge variance",
    ),
    holds(
        "arithmetic-geometric-sum",
        equal(Sum(k * r**k, (k, 0, t)), r * (1 - (t + 1) * r**t + t * r ** (t + 1)) / (1 - r) ** 2, Ne(r, 1)),
        Induction(t),
        "derivative of the geometric sum; at r = 0 and t = 0 all terms vanish",
    ),
    holds(
        "alternating-signs",
        equal(Sum((-1) ** k, (k, 0, t)), (1 + (-1) ** t) / 2),
        Induction(t),
        "partial sums 1, 0, 1, 0",
    ),
    holds("power-of-product", equal(power(a * b, t), a**t * b**t), Ring(), "integer exponent, any real bases"),
    holds("sum-of-exponents", equal(p ** (x + y), power(p, x) * power(p, y)), Ring(), "positive base"),
    holds("square-of-power", equal(power(r**t, S(2)), r ** (2 * t)), Ring(), "integer exponents"),
)

SUMS = (
    holds("triangular", equal(Sum(k, (k, 1, t)), t * (t + 1) / 2), Induction(t), "classical"),
    holds("squares", equal(Sum(k**2, (k, 1, t)), t * (t + 1) * (2 * t + 1) / 6), Induction(t), "classical"),
    holds("cubes", equal(Sum(k**3, (k, 1, t)), t**2 * (t + 1) ** 2 / 4), Induction(t), "Nicomachus"),
    holds(
        "unit-fractions",
        equal(Sum(1 / (k * (k + 1)), (k, 1, t)), t / (t + 1)),
        Telescope(-1 / k),
        "telescopes",
    ),
    holds(
        "factorial-sum",
        equal(Sum(k * factorial(k), (k, 1, t)), factorial(t + 1) - 1),
        Telescope(factorial(k)),
        "k k! = (k+1)! - k!",
    ),
    holds("harmonic-sum", equal(Sum(1 / k, (k, 1, t)), harmonic(t)), Induction(t), "definition"),
    holds(
        "sum-of-harmonics",
        equal(Sum(harmonic(k), (k, 1, t)), (t + 1) * harmonic(t) - t),
        Induction(t),
        "step: (t+2) H_{t+1} - (t+1) H_t - 1 = H_{t+1}",
    ),
    holds(
        "growing-sizes",
        equal(
            Sum(1 / (k * n - d - 1), (k, 1, t)),
            (digamma(t + 1 - (d + 1) / n) - digamma(1 - (d + 1) / n)) / n,
            *SIZES,
        ),
        Induction(t),
        "psi(x+1) = psi(x) + 1/x, term by term",
    ),
    holds(
        "accumulated-risk",
        equal(
            Sum(1 / (k * (k * n - d - 1)), (k, 1, t)),
            (digamma(t + 1 - (d + 1) / n) - digamma(1 - (d + 1) / n) - digamma(t + 1) + digamma(1)) / (d + 1),
            *SIZES,
        ),
        Induction(t),
        "partial fractions, then psi(x+1) = psi(x) + 1/x",
    ),
    holds(
        "partial-alternating-binomials",
        equal(Sum((-1) ** k * binomial(any_n, k), (k, 0, m)), (-1) ** m * binomial(any_n - 1, m)),
        Induction(m),
        "Pascal's rule telescopes; n >= 1 is needed",
        provable=False,
    ),
    holds(
        "full-alternating-binomials",
        equal(Sum((-1) ** k * binomial(any_n, k), (k, 0, any_n)), S(0)),
        Induction(any_n),
        "(1 - 1)^n with n >= 1",
        provable=False,
    ),
    holds(
        "binomial-theorem-at-one",
        equal(Sum(binomial(t, k), (k, 0, t)), 2**t),
        Induction(t),
        "number of subsets",
        provable=False,
    ),
    holds("empty-sum", equal(Sum(1 / k, (k, 1, 0)), S(0)), Ring(), "no terms"),
    holds(
        "distinct-gaps",
        equal(Sum(k / ((k + 2) * (k + 4) * (k + 8)), (k, 1, oo)), Rational(4, 35)),
        Computed(),
        "partial fractions; SymPy's summation says 521/25200",
        provable=False,
    ),
    holds("basel", equal(Sum(1 / k**2, (k, 1, oo)), pi**2 / 6), Computed(), "Euler", provable=False),
)

PRODUCTS = (
    holds("ratio-product", equal(Product(1 + 1 / k, (k, 1, t)), t + 1), Telescope(k), "telescopes"),
    holds(
        "sizes-growing-as-squares",
        equal(Product(1 - 1 / (k + 1) ** 2, (k, 1, t)), (t + 2) / (2 * (t + 1))),
        Induction(t),
        "k (k+2) / (k+1)^2 telescopes",
    ),
    holds(
        "accumulate-product",
        equal(
            Product(1 - share**2 / k**2, (k, 1, t)),
            gamma(t + 1 - share) * gamma(t + 1 + share) / (gamma(1 - share) * gamma(1 + share) * gamma(t + 1) ** 2),
        ),
        Induction(t),
        "Gamma(x+1) = x Gamma(x), all arguments positive",
    ),
    holds(
        "linear-sizes",
        equal(
            Product(1 - 1 / (n * k), (k, 1, t)),
            gamma(t + 1 - 1 / n) / (gamma(1 - 1 / n) * gamma(t + 1)),
        ),
        Induction(t),
        "Gamma(x+1) = x Gamma(x)",
    ),
    holds(
        "lineages",
        equal(Product(1 - k / n, (k, 0, m - 1)), gamma(n + 1) / (n**m * gamma(n - m + 1)), n >= m),
        Induction(m),
        "falling factorial; the step is only needed while n >= m + 1",
        provable=False,
    ),
    holds("factorial-product", equal(Product(k, (k, 1, t)), factorial(t)), Induction(t), "definition"),
    holds("constant-product", equal(Product(keep, (k, 1, t)), keep**t), Induction(t), "t equal factors"),
    holds("zero-factor", equal(Product(k - 3, (k, 1, t + 3)), S(0)), Computed(), "k = 3 occurs", provable=False),
)

TRUE_SUMS: tuple[Entry, ...] = (*GEOMETRIC, *SUMS, *PRODUCTS)
