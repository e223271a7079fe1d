"""The factor c4 as the exponential of a rate: log c4 is -1/(4n), and a little less.

Setting.  S is the root of the unbiased variance of n normal draws with variance v_0; E[S] = c4 sqrt(v_0).

    Theorem    c4 < exp(-1/(4n-2)) < exp(-1/(4n-1))
    Corollary  n log c4 -> -1/4

Units.     c4 has none; n >= 2 counts draws.
Assumed.   Nothing about data: these are statements about Gamma values.
Note.      The bound with 4n - 1 is the one that has been published (tail_bound of the Gaussian chapter); it is valid.
"""

from sympy import Integer, Lambda, Rational, gamma, log, sqrt

from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, LOG_SERIES, RECIPROCAL_LIMIT, u, x
from collapse_math.lemmas import n as any_n
from collapse_math.quantities import real
from derivations.sample import deviation_bias, deviation_steps
from derivations.sample.setting import n

theorem = Theorem(
    "sample.deviation_rate",
    says="log c4 < -1/(4n-2), and n log c4 -> -1/4",
    assumes=(),
    symbols=(n,),
    catalogue=("A2", "B10"),
)
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)
y = real("y")

# 1. From above: c4^2 is nearly below 1 - 1/(2n-1), by what it is for N = n + 2j draws, where j may be large.
large = 4 * n**2
N = n + 2 * large
steps = theorem.cites(deviation_steps.upper, {deviation_steps.j: large})
part, rest = 1/(2 * n - 1), 1/(2 * N - 2)
series = theorem.inequality(
    "log(1 - 1/(2n-1))", log(1 - part), "<=", -part - part**2/2, how=ByLemma(LOG_SERIES, {u: part})
)
little = theorem.inequality("log(1 + 1/(2N-2))", log(1 + rest), "<=", rest, how=ByLemma(LOG_CONCAVITY, {x: 1 + rest}))
ratio = c4**2/((1 - part) * (1 + rest))
excess = theorem.inequality(
    "log of c4^2 over both", log(ratio), "<=", ratio - 1, how=ByLemma(LOG_CONCAVITY, {x: ratio})
)
ceiling = theorem.inequality(
    "log c4 from above", log(c4), "<", -1/(4 * n - 2), given=(steps, series, little, excess)
)
published = theorem.inequality("and with 4n - 1", log(c4), "<", -1/(4 * n - 1), given=(ceiling,))

# 2. From below: log c4 >= 1 - 1/c4, and c4 is above 1 - 1/(4n) - 1/n^2 (deviation_bias).
inverse = theorem.inequality("log 1/c4", log(1/c4), "<=", 1/c4 - 1, how=ByLemma(LOG_CONCAVITY, {x: 1/c4}))
bias = theorem.cites(deviation_bias.excess)
least = 1 - 1/(4 * n) - 1/n**2
floor_value, ceiling_value = -(Rational(1, 4) + 1/n)/least, -n/(4 * n - 2)
floor = theorem.inequality("n log c4 from below", floor_value, "<=", n * log(c4), given=(inverse, bias))
above = theorem.inequality("n log c4 from above", n * log(c4), "<", ceiling_value, given=(ceiling,))

# 3. Both bounds tend to -1/4.
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
quarter = -Rational(1, 4)
limits = (
    theorem.limit(
        "lower bound", floor_value, n, quarter, small, form=Lambda(y, -(Rational(1, 4) + y)/(1 - y/4 - y**2))
    ),
    theorem.limit("upper bound", ceiling_value, n, quarter, small, form=-1/(4 - 2 * (1/n))),
)
size = theorem.squeeze("n log c4 -> -1/4", n * log(c4), n, quarter, below=floor, above=above, limits=limits)

theorem.concludes("bound", "log c4", ceiling)
theorem.concludes("published_bound", "log c4", published)
theorem.concludes("limit", "lim n log c4", size)

if __name__ == "__main__":
    theorem.main()
