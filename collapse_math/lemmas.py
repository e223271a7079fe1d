"""Classical equations, inequalities and limits taken on trust: lemmas, of which a step says what they stand for."""

from __future__ import annotations

from sympy import (
    EulerGamma,
    Integer,
    Integral,
    Limit,
    Product,
    Rational,
    Sum,
    besselk,
    exp,
    gamma,
    harmonic,
    hyper,
    log,
    oo,
    pi,
    polygamma,
    sin,
    sqrt,
)

from collapse_math.claims import Claim
from collapse_math.ledger import Lemma, Source
from collapse_math.quantities import integer, real

# The quantities in which they are stated; an instance says what they stand for.
t = integer("t", at_least=0)
n, j = integer("n", at_least=1), integer("j", at_least=1)
r = real("r", above=-1, below=1)
z = real("z", above=0)
s = real("s", above=0, below=1)
x, y = real("x", above=0), real("y", above=0)
u = real("u", at_least=0, below=1)
a, b = real("a", above=-1), real("b", above=-1)
line, w = real("line"), real("w", at_least=0)
factor, rate, exponent = real("factor", above=0), real("rate", above=0), real("p", above=0)

GEOMETRIC_LIMIT = Lemma(
    "r^t -> 0 for |r| < 1",
    Claim(Limit(r**t, t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 72"),
)
LINEAR_GEOMETRIC_LIMIT = Lemma(
    "t r^t -> 0 for |r| < 1",
    Claim(Limit(t * r**t, t, oo), "=", Integer(0)),
    Source("Rudin", 1976, "Principles of Mathematical Analysis, theorem 3.20"),
)
RECIPROCAL_LIMIT = Lemma(
    "1/n -> 0",
    Claim(Limit(1 / n, n, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
)
RECIPROCAL_OF_NEXT_LIMIT = Lemma(
    "1/(t + 1) -> 0",
    Claim(Limit(1 / (t + 1), t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
)
POWER_LIMIT = Lemma(
    "n^(-p) -> 0 for p > 0",
    Claim(Limit(n ** (-exponent), n, oo), "=", Integer(0)),
    Source("Rudin", 1976, "Principles of Mathematical Analysis, theorem 3.20"),
)
PSI_BELOW_LOG = Lemma(
    "psi(z) < log z - 1/(2z)",
    Claim(polygamma(0, z), "<", log(z) - 1 / (2 * z)),
    Source("Alzer", 1997, "Mathematics of Computation 66, 373-389, inequality (2.2)"),
)
PSI_ABOVE_LOG = Lemma(
    "psi(z) > log z - 1/(2z) - 1/(12z^2)",
    Claim(polygamma(0, z), ">", log(z) - 1 / (2 * z) - 1 / (12 * z**2)),
    Source("Alzer", 1997, "Mathematics of Computation 66, 373-389, theorem 8"),
)
PSI_1_ABOVE = Lemma(
    "psi_1(z) > 1/z",
    Claim(polygamma(1, z), ">", 1 / z),
    Source("Abramowitz and Stegun", 1964, "Handbook, 6.4.10: psi_1(z) is the sum of 1/(z + k)^2, above its integral"),
)
LOG_CONCAVITY = Lemma(
    "log x <= x - 1",
    Claim(log(x), "<=", x - 1),
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 4.1"),
)
GAMMA_RATIO = Lemma(
    "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
    Claim(gamma(z + s), "<", z**s * gamma(z)),
    Source("Wendel", 1948, "American Mathematical Monthly 55, 563-564; strict, as log Gamma is strictly convex"),
)
LOG_SERIES = Lemma(
    "log(1 - u) <= -u - u^2/2 for 0 <= u < 1",
    Claim(log(1 - u), "<=", -u - u**2 / 2),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.1.24, of which all terms are negative here"),
)
EXP_ABOVE_LINE = Lemma(
    "exp(y) >= 1 + y",
    Claim(exp(line), ">=", 1 + line),
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 4.1"),
)
EXP_ABOVE_FRACTION = Lemma(
    "exp(-w) >= (2 - w)/(2 + w) for w >= 0",
    Claim(exp(-w), ">=", (2 - w) / (2 + w)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.1.27: log((2 + w)/(2 - w)) is w and positive terms for w < 2"),
)
EXP_BELOW_PARABOLA = Lemma(
    "exp(-w) <= 1 - w + w^2/2 for w >= 0",
    Claim(exp(-w), "<=", 1 - w + w**2 / 2),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 147: Taylor's theorem with Lagrange's remainder"),
)
BERNOULLI_FRACTION = Lemma(
    "1/(1 - exp(-x)) <= 1/x + 1/2 + x/12 for x > 0",
    Claim(1 / (1 - exp(-x)), "<=", 1 / x + Rational(1, 2) + x / 12),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.5.70: tanh(x/2) is at least (x/2)/(1 + (x/2)^2/3)"),
)
X_LOG_X_PINSKER = Lemma(
    "x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4)",
    Claim(x * log(x), ">=", x - 1 + 3 * (x - 1) ** 2 / (2 * x + 4)),
    Source("Tsybakov", 2009, "Introduction to Nonparametric Estimation, proof of lemma 2.5"),
)
X_LOG_X_TAYLOR = (x - 1) + (x - 1) ** 2 / 2 - (x - 1) ** 3 / 6 + (x - 1) ** 4 / 12 - (x - 1) ** 5 / 20
X_LOG_X_ABOVE = Lemma(
    "x log x is above its fifth Taylor polynomial at 1",
    Claim(x * log(x), ">=", X_LOG_X_TAYLOR),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 147: the sixth derivative 24/x^5 is positive"),
)
X_LOG_X_BELOW = Lemma(
    "x log x is below its fifth Taylor polynomial at 1 and (x - 1)^6/5",
    Claim(x * log(x), "<=", X_LOG_X_TAYLOR + (x - 1) ** 6 / 5),
    Source(
        "Hardy", 1908, "A Course of Pure Mathematics, section 147: the sixth derivative falls, so 0 is the worst case"
    ),
)
HARMONIC_AVERAGE = Lemma(
    "H_n/n -> 0",
    Claim(Limit(harmonic(n) / n, n, oo), "=", Integer(0)),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 8: averages of a null sequence"),
)
EULER_INTEGRAL = Lemma(
    "Euler's integral for Gamma",
    Claim(Integral(factor * x ** (z - 1) * exp(-rate * x), (x, 0, oo)), "=", factor * gamma(z) / rate**z),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 12.2"),
)
MELLIN_BESSEL = Lemma(
    "Mellin transform of K_0(2 sqrt x)",
    Claim(
        Integral(factor * x ** (z - 1) * besselk(0, 2 * sqrt(x)), (x, 0, oo)),
        "=",
        factor * gamma(z) ** 2 / 2,
    ),
    Source("Watson", 1944, "Theory of Bessel Functions, section 13.21, formula (8), with t = 2 sqrt x"),
)
EULER_HYPERGEOMETRIC = Lemma(
    "Euler's integral for 2F1",
    Claim(
        Integral(z * s ** (z - 1) * sqrt(1 + s), (s, 0, 1)),
        "=",
        hyper([Rational(-1, 2), z], [z + 1], Integer(-1)),
    ),
    Source("Abramowitz and Stegun", 1964, "Handbook, 15.3.1, with a = -1/2, b = z, c = z + 1 at the argument -1"),
)
EULER_BETA = Lemma(
    "Euler's integral for Beta",
    Claim(Integral(u ** (z - 1) * (1 - u) ** (y - 1), (u, 0, 1)), "=", gamma(z) * gamma(y) / gamma(z + y)),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 12.41"),
)
EULER_SINE_PRODUCT = Lemma(
    "Euler's sine product",
    Claim(Limit(Product(1 - x**2 / j**2, (j, 1, t)), t, oo), "=", sin(pi * x) / (pi * x)),
    Source("Euler", 1748, "Introductio in analysin infinitorum, section 158"),
)
HYPERBOLIC_SINE_PRODUCT = Lemma(
    "Euler's product for the hyperbolic sine",
    Claim(Limit(Product(1 + x**2 / j**2, (j, 1, t)), t, oo), "=", (exp(pi * x) - exp(-pi * x)) / (2 * pi * x)),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 7.5, at an imaginary argument"),
)
SUM_OF_INVERSE_SQUARES = Lemma(
    "1 + 1/4 + 1/9 + ... = pi^2/6",
    Claim(Limit(Sum(1 / j**2, (j, 1, t)), t, oo), "=", pi**2 / 6),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 123-134"),
)
INVERSE_SQUARES_BELOW = Lemma(
    "1 + 1/4 + ... + 1/t^2 < pi^2/6",
    Claim(Sum(1 / j**2, (j, 1, t)), "<", pi**2 / 6),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 123-134; all terms are positive"),
)
GAMMA_RATIO_LIMIT = Lemma(
    "n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1",
    Claim(Limit(n ** (b - a) * gamma(n + a) / gamma(n + b), n, oo), "=", Integer(1)),
    Source("Wendel", 1948, "American Mathematical Monthly 55, 563-564"),
)
SINE_FROM_BELOW = Lemma(
    "sin x > x - x^3/6",
    Claim(sin(x), ">", x - x**3 / 6),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.3.65; for all x > 0 by integrating cos x <= 1 three times"),
)
SINE_FROM_ABOVE = Lemma(
    "sin x < x - x^3/6 + x^5/120",
    Claim(sin(x), "<", x - x**3 / 6 + x**5 / 120),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.3.65; for all x > 0 by integrating cos x <= 1 five times"),
)
EULER_CONSTANT = Lemma(
    "H_n - log n -> EulerGamma",
    Claim(Limit(harmonic(n) - log(n), n, oo), "=", EulerGamma),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 150-161"),
)
PSI_INCREASING = Lemma(
    "psi(z) < psi(z + y) for y > 0",
    Claim(polygamma(0, z), "<", polygamma(0, z + y)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 6.4.10: the derivative of psi is a sum of squares"),
)
