"""Conservation in general: every loop that fits by plain moments keeps the mean square about the truth's mean.

Setting.  A loop does these things in any order and number: it draws points from the truth or from an earlier fit; it
puts points together, with weights that are not negative; it chooses some of them at random; it throws points away; it
fits mean and variance to the weighted points, with the total weight as divisor.  The mean square of some points is the
weighted average of (x - m_0)^2, that of a fit (m, v) is v + (m - m_0)^2, and that of the truth is v_0.

    Theorem    Each of these steps leaves an expected mean square of v_0 at v_0.
    Corollary  E[V] + E[(M - m_0)^2] = v_0 for every fit of every such loop, at every time, whatever has been kept,
               replaced, weighted, or chosen: what is lost as spread of fits is gained as distance of their means.

Units.     Mean squares and v_0 in (unit of x)^2; weights are pure numbers, n >= 2 is a count.
Assumed.   Draws with the mean and the variance of what they come from, whatever that has become, so that randomness is
           not used twice; and the total weight as divisor.  Not assumed: normality, independence within a generation,
           constant sizes, replacement, or that choices are independent of anything but values.
In words.  That a loop consists of such steps, one after the other, is the induction that joins them; it is not a step
           below.  The tests hold the corollary against exact moments of random loops of every kind.
"""


from collapse_math.assumptions import DIVISOR_N, FRESH_RANDOMNESS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import m, m_0, t, v, v_0

n = integer("n", at_least=2)
w = real("w", at_least=0, at_most=1)  # the share of the weight that the first of two groups of points has
m_1, m_2 = real("m_1"), real("m_2")  # means of two groups of points
v_1, v_2 = real("v_1", at_least=0), real("v_2", at_least=0)  # variances within them
a = real("a", above=0)  # the variance of the points of a store

theorem = Theorem(
    "schedules.any_loop",
    says="E[V] + E[(M - m_0)^2] = v_0 for every loop of plain moment fits, whatever it keeps, weighs or chooses",
    assumes=(MATCHING_MOMENTS, DIVISOR_N, FRESH_RANDOMNESS),
    symbols=(n, w, m_0, v_0),
    catalogue=("Z1",),
)

# 1. Draw and fit.  The mean square of a fit to n points is the average of (x_i - m_0)^2, and the expectation of each is
#    the mean square of what it was drawn from.
squares = v + (m - m_0)**2
draws = Sample("x", n, m, {2: v}, two_moments=(MATCHING_MOMENTS, FRESH_RANDOMNESS))
fit = Refit({m: draws.average, v: draws.sum_of_squares/n}, (draws,), {v: (DIVISOR_N,)})
drawn = theorem.expectation("points are as far from m_0 as what they come from", squares, after=fit, equals=squares)

# 2. Put together.  Two groups of points with shares w and 1 - w of the weight have this mean and this variance, the
#    distance of their means included; their mean square is the average of both.  One group after the other, this is
#    so for any number of groups, down to single points, which have no variance within.
mean = w * m_1 + (1 - w) * m_2
variance = w * v_1 + (1 - w) * v_2 + w * (1 - w) * (m_1 - m_2)**2
pooled = theorem.equation(
    "the mean square of all points is the average over groups",
    variance + (mean - m_0)**2,
    w * (v_1 + (m_1 - m_0)**2) + (1 - w) * (v_2 + (m_2 - m_0)**2),
)

# 3. Choose.  A point chosen at random from a store with mean m and variance a has the mean square of the store, and so
#    have several of them, with or without replacement; throwing points away changes nothing about the others.
chosen_points = Sample("y", n, m, {2: a}, two_moments=(MATCHING_MOMENTS,))
pick = Refit({m: chosen_points.average, v: chosen_points.sum_of_squares/n}, (chosen_points,), {v: (DIVISOR_N,)})
chosen = theorem.expectation(
    "points that are chosen are as far from m_0 as those they are chosen from",
    squares,
    after=pick,
    equals=a + (m - m_0)**2,
)

# 4. So an average of groups with expected mean square v_0 has v_0, and it never changes.
conserved = theorem.equation("v_0 on average", w * v_0 + (1 - w) * v_0, v_0, given=(drawn, pooled, chosen))

theorem.concludes("draw_and_fit", "E[V' + (M' - m_0)^2 | m, v]", drawn)
theorem.concludes("pool", "V + (M - m_0)^2 of a pool", pooled)
theorem.concludes("choose", "E[mean square of a choice]", chosen)
# One such loop, in which data are replaced; the tests take random ones.
seen = Observed("loop", "distances_of_draws", "mean", {n: 3, t: 3, m_0: 1, v_0: 2}, "exact")
theorem.concludes("conserved", "E[V] + E[(M - m_0)^2]", conserved, seen)

if __name__ == "__main__":
    theorem.main()
