"""An ensemble of which some members cannot express dependence forgets it, and its entropy rises.

Setting.  Outputs have two parts.  Members of the total weight omega can be any law, the others only a law under which
the two parts are independent.  All learn from their mixture R, with unlimited data and no real ones; a member of the
second kind becomes the product of the marginal laws of R.  For an event of each part, p and q are their probabilities
under R, r is that of both together, and d = r - p q is their covariance; p_0, q_0, r_0 and d_0 at the start.

    Theorem    p_t = p_0,   q_t = q_0,   d_t = omega^t d_0
    Corollary  r_t -> p_0 q_0: each part keeps its law, and all that connects them is lost
    Theorem    for single outputs r, with pi = p q, the next one is m = omega r + (1 - omega) pi, and
               -m log m >= omega (-r log r) + (1 - omega) (-pi log pi)      and      r log(r/pi) >= r - pi
    Corollary  summed over all outputs, where sum pi log pi = sum r log pi:  the entropy of R rises, by (1 - omega)
               times the mutual information of its parts at least.  This is no collapse to a few outputs

Units.     Probabilities; omega has no unit, t is a count; entropies in nats.
Assumed.   Unlimited data; that the product of the marginal laws is the nearest product law is shown in step 1: for any
           product u v,  log(r/(u v)) = log(r/(p q)) + log(p/u) + log(q/v), where the last two have a mean of 0 or more.
"""

from fractions import Fraction

from sympy import Expr, Integer, log

from collapse_math.assumptions import PRODUCT_MEMBER, REPLACE, UNLIMITED_DATA
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, LOG_CONCAVITY, x
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from collapse_math.results import Fact
from derivations.selection.setting import t

omega = real("omega", above=0, below=1)
p, q, r = (real(name, at_least=0, at_most=1) for name in "pqr")
p_0, q_0 = real("p_0", at_least=0, at_most=1), real("q_0", at_least=0, at_most=1)
r_0 = real("r_0", at_least=0, at_most=1)
single, product = real("r", above=0, below=1), real("pi", above=0, below=1)  # one output, and its product law
a, b = real("p", above=0, below=1), real("q", above=0, below=1)
u, v = real("u", above=0, below=1), real("v", above=0, below=1)  # the marginal laws of any other product

theorem = Theorem(
    "selection.independence",
    says="members that know no dependence: covariances fall as omega^t, every marginal law stays, and entropy rises",
    assumes=(UNLIMITED_DATA, PRODUCT_MEMBER, REPLACE),
    symbols=(omega, t, p_0, q_0, r_0, single, product),
    catalogue=("F14",),
)
MAKES = (UNLIMITED_DATA, PRODUCT_MEMBER)

# 1. The nearest product law has the marginal laws of R.
nearest = theorem.equation(
    "any other product",
    log(single/(u * v)) - log(single/(a * b)),
    log(a/u) + log(b/v),
)

# 2. One generation, and many.
fit = Refit(
    {p: omega * p + (1 - omega) * p, q: omega * q + (1 - omega) * q, r: omega * r + (1 - omega) * p * q},
    (),
    {p: MAKES, q: MAKES, r: MAKES},
)
first = theorem.expectation("one part", p, after=fit, equals=p)
second = theorem.expectation("the other part", q, after=fit, equals=q)
less = theorem.expectation("both together", r - p * q, after=fit, equals=omega * (r - p * q))
start = {p: p_0, q: q_0, r: r_0}
(one,) = theorem.over_generations(t, {first: p_0}, start={p: p_0}, uses=(REPLACE,))
(other,) = theorem.over_generations(t, {second: q_0}, start={q: q_0}, uses=(REPLACE,))
(covariance,) = theorem.over_generations(t, {less: omega**t * (r_0 - p_0 * q_0)}, start=start, uses=(REPLACE,))
powers = {omega**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: omega})}
apart = theorem.limit("nothing connects them", covariance.right, t, Integer(0), powers, given=(covariance,))


# 3. Entropy: the logarithm below its tangent.
def tangent(title: str, value: Expr) -> Fact:
    """The logarithm of a value is the value less 1 at most."""
    return theorem.inequality(title, log(value), "<=", value - 1, how=ByLemma(LOG_CONCAVITY, {x: value}))


m = omega * single + (1 - omega) * product
before, beside = tangent("the output itself", m/single), tangent("its product", m/product)
concave = theorem.inequality(
    "the next output",
    -m * log(m),
    ">=",
    omega * -single * log(single) + (1 - omega) * -product * log(product),
    given=(before, beside),
)
shared = tangent("information", product/single)
information = theorem.inequality(
    "what the parts share", single * log(single/product), ">=", single - product, given=(shared,)
)

theorem.concludes("nearest_product", "log(r/(u v)) - log(r/(p q))", nearest)


def seen(statistic: str) -> Observed:
    """Events of two parts, in every law that gives them 1/2 and 1/4, and both together 1/5."""
    at: Point = {omega: Fraction(1, 3), p_0: Fraction(1, 2), q_0: Fraction(1, 4), r_0: Fraction(1, 5), t: 3}
    told = {"first": 0.5, "second": 0.25, "both": 0.2, "weight": 1/3, "values": 2}
    return Observed("paired", statistic, "constant", at, arguments=told)


theorem.concludes("one_part", "p_t", one, seen("first_parts"))
theorem.concludes("other_part", "q_t", other, seen("second_parts"))
theorem.concludes("covariance", "r_t - p_t q_t", covariance, seen("covariances"))
theorem.concludes("independence", "lim (r_t - p_t q_t)", apart)
theorem.concludes("entropy", "-m log m", concave)
theorem.concludes("information", "r log(r/pi)", information)

if __name__ == "__main__":
    theorem.main()
