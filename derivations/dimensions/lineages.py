"""What vanishes when two points coincide is lost as lineages merge, at a rate that only their number decides.

Setting.  h is a function of K points that vanishes whenever two of them coincide, and D(F) = E h(x_1, ..., x_K) for
independent draws of a law F: how different K draws are.  A generation draws n points from the present fit, and the next
fit has the D of these points, D = n^-K sum h over all K-tuples of them.  So it is with draws from the points themselves
(a table of frequencies, the bootstrap), and with any fit that keeps all that D depends on.

    Theorem    E[D_t] = p^t D_0,   p = (1 - 1/n)(1 - 2/n)...(1 - (K-1)/n)
    Cases      K = 1: p = 1, what a single draw is worth on average stays
               K = 2: p = 1 - 1/n, half the squared difference of two points, which is the variance; the chance that
                      two words differ
               K > n: p = 0, n points are never more than n different ones
    Lineages   Let K points of fit t each pick a parent among the n points of generation t at random: p is the chance
               that no two have the same.  E[D_t] = P(all K lineages are apart for t generations) D_0.

Units.     Those of h; n >= 2, K >= 1 and t >= 0 are counts.
Assumed.   Independent draws.  Nothing about their law.
Used in    minors, with K = k + 1 points that span a volume in k dimensions; for words, K = k different ones.
"""

from sympy import Integer, Product

from collapse_math.assumptions import CONSTANT_SIZE, INDEPENDENT_DRAWS
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import UNBIASED_AVERAGES
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import integer, real
from derivations.dimensions.setting import COMPOSE, i, mean_of, n, t

K = integer("K", at_least=1)  # points that h compares
D, D_0 = real("D"), real("D_0")  # E h under the present fit; under the truth

theorem = Theorem(
    "dimensions.lineages",
    says="E[D_t] = ((1 - 1/n)...(1 - (K-1)/n))^t D_0 for what K points lose if two coincide: K lineages stay apart",
    assumes=(INDEPENDENT_DRAWS, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, K, t, D_0),
    catalogue=("Z3",),
)

# 1. Of the n^K tuples of points, those in which a point is repeated contribute nothing; a share p of them is left.
share = Product(1 - i/n, (i, 0, K - 1))
apart = theorem.equation(
    "the share of tuples without repetition", Product(n - i, (i, 0, K - 1))/n**K, share, how=Induction(K)
)

# 2. The average of h over the tuples without repetition is D on average, and the next fit has p times that average.
average = Sample("h", Integer(1), D, {})
resample = Refit({D: share * average.power_sum(1)}, (average,), sizes=(CONSTANT_SIZE,), by=UNBIASED_AVERAGES)
keep = theorem.expectation("one generation keeps the share p", D, after=resample, equals=share * D)

# 3. Generations compose.
(diversity,) = theorem.over_generations(t, {keep: share**t * D_0}, start={D: D_0}, uses=COMPOSE)

# 4. One lineage is never lost; two are as the variance is; each further one must avoid those before it.
one, two = ({K: Integer(count)} for count in (1, 2))
single = theorem.equation("one point", diversity.right.xreplace(one), D_0, given=(diversity,))
pair = theorem.equation("two points", diversity.right.xreplace(two), (1 - 1/n)**t * D_0, given=(diversity,))
further = theorem.equation(
    "a further lineage", (1 - K/n) * share, share.xreplace({K: K + 1}), given=(apart, diversity)
)

theorem.concludes("share_apart", "P(K lineages have K different parents)", apart)
# The determinant of two coordinates is such a D, with K = 3, and Cochran and Bartlett give its variance.
square = ((n**2 - 1) * (n - 2) * n/n**4)**t * D_0**2
theorem.concludes(
    "expected_diversity",
    "E[D_t]",
    diversity,
    mean_of("determinants_of_two", {n: 6, t: 2, K: 3, D_0: 5}, square - diversity.right**2),
)
theorem.concludes("one_point", "E[D_t] for K = 1", single)
theorem.concludes("two_points", "E[D_t] for K = 2", pair)
theorem.concludes("further_lineage", "p for K + 1 lineages", further)

if __name__ == "__main__":
    theorem.main()
