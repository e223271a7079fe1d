"""With many rows, a refitted regression loses about (d + 1)/(2n) nats of entropy per label at every refit.

Setting.  As in typical_refitted_noise, where log s_t^2 falls by L = psi((n-d)/2) + log(2/n) per refit on
average.  The number of coefficients d is fixed and n = d + k with k spare rows; k grows.

    Theorem    n L -> -(d + 1)

A label thus loses about (d + 1)/(2n) nats per refit, since its entropy moves by L/2; and a typical noise
variance, on the log scale, loses about the share (d + 1)/n, where the mean loses d/n (refitted_noise).

Units.     L in nats; d >= 1 and k >= 1 are counts.
"""

from sympy import Integer, log, polygamma

from collapse_math.derivation import Theorem
from collapse_math.lemmas import RECIPROCAL_LIMIT
from collapse_math.lemmas import n as any_n
from collapse_math.quantities import integer
from derivations.regression import typical_refitted_noise
from derivations.regression.setting import d, n

k = integer("k", at_least=1)  # rows beyond the number of coefficients

theorem = Theorem(
    "regression.many_rows",
    says="n L -> -(d + 1) as rows are added: a label loses about (d + 1)/(2n) nats per refit",
    assumes=(),
    symbols=(d, k),
    catalogue=("E3",),
)

# 1. The bounds on n L at n = d + k.
below = theorem.cites(typical_refitted_noise.floor, {n: d + k})
above = theorem.cites(typical_refitted_noise.ceiling, {n: d + k})
L = polygamma(0, k/2) + log(2) - log(d + k)

# 2. Both tend to -(d + 1): they are fractions in 1/k.
small = {1/k: (Integer(0), RECIPROCAL_LIMIT, {any_n: k})}
limits = (
    theorem.limit("upper bound", above.right, k, -(d + 1), small, form=-d - d * (1/k) - 1),
    theorem.limit(
        "lower bound",
        below.left,
        k,
        -(d + 1),
        small,
        form=-(d + 1) * (d * (1/k) + 1) - (1/k) * (d * (1/k) + 1) / 3,
    ),
)
size = theorem.squeeze("n L -> -(d + 1)", (d + k) * L, k, -(d + 1), below=below, above=above, limits=limits)

theorem.concludes("drift_for_many_rows", "lim n L", size)

if __name__ == "__main__":
    theorem.main()
