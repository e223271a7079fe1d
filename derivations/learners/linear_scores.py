"""No test of single outputs sees a collapse: every average score stays what it is in the truth, at every generation.

Setting.  A score is any function of one output: a reward, a grade, or the probability that a test rejects it.  Under
the truth it has mean m_0 and variance v_0, under the present model m and v.  Each generation draws n outputs of the
model, and the next model is their empirical law, so that m' and v' are the mean and the variance (divisor n) of the
scores of these n draws.

    Theorem    E[m_(t+1) | everything before] = m_t: each score is a martingale, and E[m_t] = m_0
               E[v_t] = (1 - 1/n)^t v_0 and E[(m_t - m_0)^2] = (1 - (1 - 1/n)^t) v_0
    Corollary  One output of generation t has the mean m_0 and the variance v_0, as a real one has.  So a test that
               rejects real outputs with some probability rejects those of any generation with the same one.
               The average of k outputs of one generation has the variance (1 - (1 - 1/k)(1 - 1/n)^t) v_0: v_0/k at the
               start, and v_0 in the end, as if all of them were one; their correlation is 1 - (1 - 1/n)^t.

Units.     m in the unit of the score, v in its square; n >= 2, k and t are counts.
Assumed.   Independent draws of the model, and their empirical law as the next one.  E[m_t] = m_0 takes no independence
           within a generation and no constant size.
Note.      The chance of a set of outputs is a score, so over many chains an output of generation t has exactly the law
           of a real one.  What is lost can be seen only in several outputs of one chain: they agree too often.
"""

from sympy import Integer

from collapse_math.assumptions import CONSTANT_SIZE, DIVISOR_N, FRESH_RANDOMNESS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit, Sample
from collapse_math.quantities import integer, real
from derivations.gaussian.setting import COMPOSE, MEAN_ALONE, TRUTH, m, m_0, mean_of, n, refit, t, v, v_0

k = integer("k", at_least=1)  # outputs of one generation that are looked at
average = real("average")  # of their scores

theorem = Theorem(
    "learners.linear_scores",
    says="every average score stays m_0, while the average of k outputs varies by (1 - (1 - 1/k)(1 - 1/n)^t) v_0",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, DIVISOR_N, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, k, t, m_0, v_0),
    catalogue=("F3",),
)

# 1. One generation: the mean of a score is kept on average, its variance less so, and the mean moves.
stay = theorem.expectation("the mean score is kept", m, after=MEAN_ALONE, equals=m)
keep = theorem.expectation("its variance is not", v, after=refit("n"), equals=(1 - 1/n) * v)
move = theorem.expectation("the mean moves", (m - m_0)**2, after=refit("n"), equals=(m - m_0)**2 + v/n)

# 2. Over generations.
left = (1 - 1/n)**t
(mean,) = theorem.over_generations(t, {stay: m_0}, start={m: m_0}, uses=(FRESH_RANDOMNESS,))
within, between = theorem.over_generations(t, {keep: left * v_0, move: (1 - left) * v_0}, start=TRUTH, uses=COMPOSE)

# 3. What is looked at are k outputs of generation t, or one.
outputs = Sample("y", k, m, {2: v}, two_moments=(MATCHING_MOMENTS,), independent=(INDEPENDENT_DRAWS,))
seen = Refit({average: outputs.average}, (outputs,))
given = theorem.expectation(
    "the average of k, given the model", (average - m_0)**2, after=seen, equals=(m - m_0)**2 + v/k
)
several = theorem.by_linearity(
    "the average of k",
    given.right,
    {between: Integer(1), within: 1/k},
    rest=Integer(0),
    equals=(1 - (1 - 1/k) * left) * v_0,
)
single = theorem.equation("one of them", several.right.xreplace({k: Integer(1)}), v_0, given=(several, given))
alike = theorem.equation("their correlation", between.right/single.right, 1 - left, given=(between, single))
vanish = {left: (Integer(0), GEOMETRIC_LIMIT, {r: 1 - 1/n})}
all_one = theorem.limit("the average in the end", several.right, t, v_0, vanish, given=(several, given))

theorem.concludes("martingale", "E[m_(t+1) | fit t]", stay)
theorem.concludes(
    "expected_score", "E[m_t]", mean, mean_of("means", v_0 * (1 - left), points=4, refits=3)
)
theorem.concludes("variance_within", "E[v_t]", within)
theorem.concludes(
    "variance_of_mean_score",
    "E[(m_t - m_0)^2]",
    between,
    mean_of("squared_drifts", 3 * (t * v_0/n)**2, points=3, refits=2),
)
theorem.concludes("variance_of_average", "variance of the average of k outputs", several)
theorem.concludes("variance_of_one", "variance of one output", single)
theorem.concludes("correlation", "correlation of two outputs", alike)
theorem.concludes("average_in_the_end", "lim of the variance of the average of k outputs", all_one)

if __name__ == "__main__":
    theorem.main()
