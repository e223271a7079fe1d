"""Classical facts taken on trust: theorems by name (axioms), equations and inequalities (lemmas).

A theorem of the book that uses one of them says so.  Nothing else is taken on trust except SymPy as a
notation, FLINT and z3 as engines, and the modelling in the estimators' formulas.
"""

from __future__ import annotations

from sympy import Integer, Limit, gamma, log, oo, polygamma

from collapse_math.assumptions import FRESH_RANDOMNESS, GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.claims import Claim
from collapse_math.ledger import Axiom, Lemma, Source
from collapse_math.quantities import integer, real

COCHRAN = Axiom(
    "Cochran's theorem",
    "For n independent normal draws with mean m and variance v, the sample mean is m + sqrt(v/n) Z and the sum "
    "of squares about it is v X, where Z is standard normal, X is chi-square with n - 1 degrees of freedom, and "
    "Z and X are independent.",
    Source("Cochran", 1934, "Proceedings of the Cambridge Philosophical Society 30, 178-191"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
)
STRONG_LAW = Axiom(
    "strong law of large numbers",
    "The average of independent, identically distributed terms with a finite mean converges almost surely to it.",
    Source("Kolmogorov", 1933, "Grundbegriffe der Wahrscheinlichkeitsrechnung, chapter VI"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the mean of one term",),
)

# The quantities in which the lemmas are stated; an instance says what they stand for.
t = integer("t", at_least=0)
n = integer("n", at_least=1)
r = real("r", above=-1, below=1)
z = real("z", above=0)
s = real("s", above=0, below=1)
x = real("x", above=0)

GEOMETRIC_LIMIT = Lemma(
    "r^t -> 0 for |r| < 1",
    Claim(Limit(r**t, t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 72"),
)
RECIPROCAL_LIMIT = Lemma(
    "1/n -> 0",
    Claim(Limit(1 / n, n, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
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
LOG_CONCAVITY = Lemma(
    "log x <= x - 1",
    Claim(log(x), "<=", x - 1),
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 4.1"),
)
GAMMA_RATIO = Lemma(
    "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
    Claim(gamma(z + s), "<", z**s * gamma(z)),
    Source("Wendel", 1948, "American Mathematical Monthly 55, 563-564"),
)
