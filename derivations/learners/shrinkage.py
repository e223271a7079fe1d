"""A model that rewrites itself, with no new data, can come closer to the truth, although it cannot know more about it.

Setting.  The truth is N(theta, 1) in d >= 3 dimensions, all coordinates with variance 1, and theta can be anything.
Q_0 is N(X, 1) with one observation X of the truth.  Q_1 is made of Q_0 alone: its mean is (1 - (d - 2)/|X|^2) X, the
estimate of James and Stein.  For laws with one covariance, the divergence of the truth from a model is half the squared
distance of their means.

    Theorem    E[KL(P||Q_0)] = d/2
               E[KL(P||Q_1)] <= d/2 - (d - 2)^2/(2 (d - 2 + |theta|^2)) < d/2,   whatever theta is
               E[KL(P||Q_1)] = 1 for theta = 0, in any dimension
    Corollary  X and -(d - 2) X/|X|^2 lead to the same Q_1: from Q_1 it cannot be told which of both Q_0 was.

Why.       (d - 2)^2/|X|^2 is an unbiased estimate of what is gained.  Given J, which is Poisson with mean |theta|^2/2,
           its mean is (d - 2)^2/(d - 2 + 2 J), a convex function of J, and so above its tangent at the mean of J.

Units.     Divergences in nats; coordinates have standard deviation 1; d is a count.
Assumed.   Normal coordinates that are independent.  On trust: Stein's identity, and the law of |X|^2.
Note.      Theta, Q_0 and Q_1 are a Markov chain.  So whatever prior theta has, Q_1 has no more information about it
           than Q_0 (data processing), and for all that it is better, for every theta.  A bound on information bounds
           no loss: that a closed loop learns nothing new does not keep it from improving.
"""

from sympy import Expr, Integer

from collapse_math.assumptions import GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import NONCENTRAL_CHI_SQUARE, STEIN
from collapse_math.counts import PoissonTotal
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real

d = integer("d", at_least=3)
theta2 = real("theta2", at_least=0)  # |theta|^2
J, j = integer("J", at_least=0), integer("j", at_least=1)
error, gain, place = real("error"), real("gain"), real("place")  # |X - theta|^2; what Q_1 gains on it; J

theorem = Theorem(
    "learners.shrinkage",
    says="post-processing its one observation brings a normal model closer to the truth, for every truth in d >= 3",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    symbols=(d, theta2, J),
    catalogue=("F13",),
    sources=(Source("James and Stein", 1961, "Fourth Berkeley Symposium 1, 361-379"),),
)

# 1. Q_0: the squared distance |X - theta|^2 is a sum of d squares with mean 1.
noise = Sample(
    "z", d, Integer(0), {2: Integer(1)}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,)
)
first = theorem.expectation("the first model", error/2, after=Refit({error: noise.power_sum(2)}, (noise,)), equals=d/2)

# 2. What Stein's identity says of the change h = -(d - 2) x/|x|^2, of which x is one coordinate, and w = |x|^2 - x^2.
x, w, s = real("x"), real("w", above=0), real("s", above=0)
slope = theorem.derivative(
    "how one coordinate of h moves", -(d - 2) * x/(x**2 + w), x, -(d - 2) * (w - x**2)/(x**2 + w)**2
)
in_length = theorem.equation(
    "in terms of s = |x|^2",
    slope.right.xreplace({w: s - x**2}),
    -(d - 2) * (1/s - 2 * x**2/s**2),
    given=(slope,),
)
divergence = -(d - 2) * (d/s - 2 * s/s**2)  # the sum over coordinates, whose squares have the sum s
estimate = theorem.equation(
    "d + 2 div h + |h|^2", d + 2 * divergence + (d - 2)**2 * s/s**2, d - (d - 2)**2/s, given=(in_length,)
)
unbiased = theorem.by_axiom("the risk is its mean", STEIN, given=(estimate,), equals=d - (d - 2)**2/s)

# 3. The mean of (d - 2)^2/|X|^2, given J; and above its tangent.
length = ChiSquare("S", d + 2 * J)
squared_length = Refit({gain: (d - 2)**2/length.value}, (length,), by=NONCENTRAL_CHI_SQUARE)
given_j = theorem.expectation("given J", gain, after=squared_length, equals=(d - 2)**2/(d - 2 + 2 * J))


def at_count(count: Expr) -> Expr:
    """What is gained on average, given that J is this count."""
    return given_j.right.xreplace({J: count})


c = d - 2 + theta2
poisson = PoissonTotal("N", Integer(1), mean=theta2/2)
mixed = Refit({gain: at_count(poisson.count()), place: poisson.count()}, (poisson,), by=NONCENTRAL_CHI_SQUARE)
bound = d/2 - (d - 2)**2/(2 * c)
tangent = theorem.expectation(
    "the tangent", d/2 - (d - 2)**2 * (2 - (d - 2 + 2 * place)/c)/(2 * c), after=mixed, equals=bound
)
closer = theorem.for_every_outcome("it is below", (d - gain)/2, "<=", tangent, after=mixed, inside=j)

# 4. So the second model is closer to the truth; for theta = 0 there is no J.
less = theorem.inequality("less than d/2", closer.right, "<", d/2)
at_zero = theorem.equation("theta = 0", d/2 - at_count(Integer(0))/2, Integer(1), given=(given_j,))

# 5. Two observations, one model: y = -(d - 2) x/s has the squared length (d - 2)^2/s.
twin, twin_length = -(d - 2) * x/s, (d - 2)**2/s
same = theorem.equation(
    "two observations, one model", (1 - (d - 2)/twin_length) * twin, (1 - (d - 2)/s) * x
)


def seen(statistic: str, variance: Expr) -> Observed:
    """The mean of what a run records in eight dimensions, for theta = 0."""
    return Observed("shrinkage", statistic, "mean", {d: 8, theta2: 0}, variance)


theorem.concludes("first_divergence", "E[KL(P||Q_0)]", first, seen("divergences_before", d/2))
theorem.concludes("unbiased_estimate", "2 E[KL(P||Q_1)] is the mean, for s = |X|^2, of", unbiased)
theorem.concludes("gain_given_j", "(d - 2)^2 E[1/|X|^2 | J]", given_j)
theorem.concludes("divergence_at_most", "E[KL(P||Q_1)]", closer)
theorem.concludes("smaller", "a bound of E[KL(P||Q_1)]", less)
theorem.concludes(
    "at_zero", "E[KL(P||Q_1)] for theta = 0", at_zero, seen("divergences", (2 * d + 2 * (d - 2)**2/(d - 4))/4 - (d - 2))
)
theorem.concludes("two_observations", "(1 - (d - 2)/|y|^2) y", same)

if __name__ == "__main__":
    theorem.main()
