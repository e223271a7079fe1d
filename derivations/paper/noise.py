"""A mean that is pulled towards the truth by alpha(t) and shaken by independent noise: what theorem 4 is about.

Setting.  d_{t+1} = (1 - alpha(t+1)) d_t + xi_{t+1}, where d_t is the distance of the mean from the truth; xi has mean
0 and the variance s at every step, independent of the past.  d_0 = 0.

    Theorem    alpha = 0:                  E[d_t^2] = s t, growth without end at a constant pace
               alpha(t) = 1/sqrt(t):       E[d_t^2] <= s sqrt t, slower than any constant pace
               alpha(t) = alpha > 0:       E[d_t^2] <= s/(2 alpha - alpha^2), bounded

Units.     s and d_t^2 in (unit of x)^2; t is a count.
Assumed.   Noise of constant variance, whatever the law; nothing is said about where it comes from.
"""

from sympy import Integer, sqrt

from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.derivation import Theorem
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import real
from derivations.gaussian.setting import t

d = real("d")  # the distance of the present mean from the truth
s = real("s", above=0)  # the variance of the noise
alpha = real("alpha", above=0, below=1)  # a constant share

noise = Sample("xi", Integer(1), Integer(0), {2: s})
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

theorem = Theorem(
    "paper.noise",
    says="with independent noise of variance s the squared distance is s t without pull, and at most s sqrt t with "
    "alpha(t) = 1/sqrt t",
    assumes=COMPOSE,
    symbols=(t, s, alpha),
)

# 1. Without pull, every step adds the variance of the noise.
free = Refit({d: d + noise.power_sum(1)}, (noise,))
added = theorem.expectation("noise adds up", d**2, after=free, equals=d**2 + s)
(linear,) = theorem.over_generations(t, {added: s * t}, start={d: Integer(0)}, uses=COMPOSE)

# 2. With a constant pull the distance has a bound.
pulled = Refit({d: (1 - alpha) * d + noise.power_sum(1)}, (noise,))
less = theorem.expectation("a part of it is taken back", d**2, after=pulled, equals=(1 - alpha)**2 * d**2 + s)
(bounded,) = theorem.bounds_over_generations(
    t,
    "<=",
    {less: ((1 - alpha)**2 * d**2 + s, s/(2 * alpha - alpha**2))},
    start={d: Integer(0)},
    uses=COMPOSE,
)

# 3. With the pull 1/sqrt(t + 1) at step t + 1, which tends to zero, it grows like the root at most.
weakening = Refit({d: (1 - 1/sqrt(t + 1)) * d + noise.power_sum(1)}, (noise,))
slower = theorem.expectation(
    "less and less is taken back", d**2, after=weakening, equals=(1 - 1/sqrt(t + 1))**2 * d**2 + s
)
(root,) = theorem.bounds_over_generations(
    t,
    "<=",
    {slower: ((1 - 1/sqrt(t + 1))**2 * d**2 + s, s * sqrt(t))},
    start={d: Integer(0)},
    uses=COMPOSE,
)

theorem.concludes("without_pull", "E[d_t^2], alpha = 0", linear)
theorem.concludes("constant_pull", "E[d_t^2], alpha constant", bounded)
theorem.concludes("weakening_pull", "E[d_t^2], alpha(t) = 1/sqrt t", root)

if __name__ == "__main__":
    theorem.main()
