"""The sample deviation is too small by 1/(4n) of the true one, and a little more.

Setting.  S is the root of the unbiased variance of n normal draws with variance v_0; E[S] = c4 sqrt(v_0).

    Theorem    1/(4n) < 1 - c4 < 1/(4n) + 1/n^2
    Corollary  n (1 - c4) -> 1/4

Units.     c4 has none; n >= 2 counts draws.
Assumed.   Nothing about data: these are statements about Gamma values.
Method.    deviation_steps bounds c4 by what it is for a larger sample; one of n + 2 n^2 draws is large enough.
"""

from sympy import Integer, Rational, gamma, sqrt

from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from derivations.sample import deviation, deviation_steps
from derivations.sample.setting import n

theorem = Theorem(
    "sample.deviation_bias",
    says="1 - c4 lies between 1/(4n) and 1/(4n) + 1/n^2, so that n (1 - c4) -> 1/4",
    assumes=(),
    symbols=(n,),
    catalogue=("A2",),
)
c4 = sqrt(2/(n - 1)) * gamma(n/2)/gamma((n - 1)/2)

# 1. From below: 1 - c4 = (1 - c4^2)/(1 + c4) > (1 - c4^2)/2.
far = {deviation_steps.j: n**2}
below_one = theorem.cites(deviation.below_one)
upper = theorem.cites(deviation_steps.upper, far)
defect = theorem.inequality("1 - c4 from below", 1/(4 * n), "<", 1 - c4, given=(upper, below_one))

# 2. From above: sqrt(1 - u) > 1 - u/2 - u^2/2.
lower = theorem.cites(deviation_steps.lower, far)
excess = theorem.inequality("1 - c4 from above", 1 - c4, "<", 1/(4 * n) + 1/n**2, given=(lower,))

# 3. Both bounds of n (1 - c4) tend to 1/4.
floor = theorem.inequality("in units of 1/n, from below", Rational(1, 4), "<", n * (1 - c4), given=(defect,))
ceiling = theorem.inequality(
    "in units of 1/n, from above", n * (1 - c4), "<", Rational(1, 4) + 1/n, given=(excess,)
)
small = {1/n: (Integer(0), RECIPROCAL_LIMIT, {any_n: n})}
quarter = Rational(1, 4)
limits = (
    theorem.limit("lower bound", quarter, n, quarter, small),
    theorem.limit("upper bound", quarter + 1/n, n, quarter, small),
)
size = theorem.squeeze(
    "n (1 - c4) -> 1/4", n * (1 - c4), n, quarter, below=floor, above=ceiling, limits=limits
)

theorem.concludes("lower_bound", "1/(4n)", defect)
theorem.concludes("upper_bound", "1 - c4", excess)
theorem.concludes("limit", "lim n (1 - c4)", size)

if __name__ == "__main__":
    theorem.main()
