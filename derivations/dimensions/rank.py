"""With no more points than dimensions, one refit leaves n - 1 dimensions, and further ones keep exactly these.

Setting.  A normal law in d >= n dimensions is refitted to n of its own draws with divisor c.

    Theorem    Sigma_t has rank n - 1 at every t >= 1, almost surely
    By minors  E det of any n coordinates after one refit is 0, and it is no negative number, so that the rank is
               below n: for draws of any law, and at every later refit too
               E log det of n - 1 fixed directions is finite, and falls by |L| per refit: so they keep some volume for
               ever, with normal draws

Units.     Ranks, n and t are counts; L in nats, c > 0 a number.
Assumed.   Normal draws, for the second half.  With draws that repeat, as in the bootstrap, the rank falls further.
Note.      All that the n - 1 dimensions do not contain is lost at the first refit.  Within them the chain is one with
           as many dimensions as the setting of generalised_variance and spectrum allows, n - 1 < n.
"""

from sympy import Integer, Sum

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
)
from collapse_math.claims import Telescope
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import GENERAL_POSITION
from collapse_math.observed import Observed
from derivations.dimensions import log_volume, minors
from derivations.dimensions.setting import D_0, c, d, i, k, n, t

theorem = Theorem(
    "dimensions.rank",
    says="for n <= d the covariance matrix has rank n - 1 after one refit and at all later ones, almost surely",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, REPLACE),
    symbols=(n, t, c, D_0),
    catalogue=("F1",),
)

# 1. Taking off the average is a projection of n numbers, whose rank is its trace: n diagonal entries 1 - 1/n.
trace = theorem.equation("trace of the projection", Sum(1 - 1/n, (i, 1, n)), n - 1, how=Telescope(i * (1 - 1/n)))
rank = theorem.by_axiom("rank of the fit", GENERAL_POSITION, given=(trace,), equals=n - 1)

# 2. No more than that, for draws of any law: the factor of the n-th coordinate vanishes.
last = theorem.cites(minors.last, {k: n})
mean = theorem.cites(minors.keep, {k: n})
flat = theorem.inequality(
    "n coordinates fill no volume", last.right * D_0, "<=", Integer(0), given=(last, mean)
)

# 3. No less than that, with normal draws: log D of n - 1 directions has a mean, for any number of refits.
level = theorem.cites(log_volume.level, {k: n - 1})

theorem.concludes(
    "rank", "rank of Sigma_t", rank, Observed("multivariate", "ranks", "constant", {n: 3, d: 5, t: 4})
)
theorem.concludes("volume_of_n_coordinates", "E det of n coordinates", flat)
theorem.concludes("log_volume_of_fewer", "E log det of n - 1 directions", level)

if __name__ == "__main__":
    theorem.main()
