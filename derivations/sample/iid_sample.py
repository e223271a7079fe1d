"""Mean and variance of a sample, for draws of any law: where one refit gets its numbers from.

Setting.  x_1, ..., x_n are independent draws of one law with mean m_0, variance v_0, and third and fourth
central moments mu_3 and mu_4.  A is their average, SS their sum of squares about A.

    Theorem    E[A]  = m_0                    Var[A]  = v_0/n
               E[SS] = (n - 1) v_0            the n-th part has gone into the average
               E[SS^2], hence Var[SS/(n-1)] = mu_4/n - (n - 3) v_0^2/(n (n - 1))
               Cov[A, SS/(n-1)] = mu_3/n      a skewed law ties the two together

Units.     A in (unit of x), SS and v_0 in its square, mu_3 and mu_4 in its third and fourth power; n >= 2.
Assumed.   Independent draws of one law.  E[A], Var[A] and E[SS] need two moments of it, and draws that are
           uncorrelated would do for them; the rest needs four.
Moments    of one law are not just any numbers: mu_4 >= v_0^2 + mu_3^2/v_0 (Pearson), since the mean of
           (y^2 - mu_3 y/v_0 - v_0)^2 for y = x - m_0 is mu_4 - mu_3^2/v_0 - v_0^2.
Method.    Expand into power sums P_k = sum x_i^k and count which indices coincide (collapse_math.moments).
"""

from collapse_math.assumptions import INDEPENDENT_DRAWS
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.sample.setting import ONE_REFIT, m_0, n, v_0

mu_3, mu_4 = real("mu_3"), real("mu_4", above=0)
average, squares = real("A"), real("SS", at_least=0)

draws = Sample("x", n, m_0, {2: v_0, 3: mu_3, 4: mu_4}, independent=(INDEPENDENT_DRAWS,))
sample = Refit({average: draws.average, squares: draws.sum_of_squares}, (draws,))

theorem = Theorem(
    "sample.iid_sample",
    says="mean, variance and covariance of the average and the sum of squares of n draws of any law",
    assumes=(INDEPENDENT_DRAWS,),
    symbols=(n, m_0, v_0, mu_3, mu_4),
    conditions=(mu_4 >= v_0**2, mu_4 >= v_0**2 + mu_3**2/v_0),  # the first for where mu_3 does not occur
    catalogue=("A1", "B14"),
    sources=(Source("Cramer", 1946, "Mathematical Methods of Statistics, sections 27.1 to 27.4"),),
)

# 1. The average: A = P_1/n.
centre = theorem.expectation("the average is unbiased", average, after=sample, equals=m_0)
error = theorem.expectation("its error", (average - m_0)**2, after=sample, equals=v_0/n)

# 2. The sum of squares about the average: SS = P_2 - P_1^2/n.
level = theorem.expectation("one degree of freedom is lost", squares, after=sample, equals=(n - 1) * v_0)
likelihood = theorem.equation("divisor n", level.right/n, (1 - 1/n) * v_0, given=(level,))
unbiased = theorem.equation("divisor n - 1", level.right/(n - 1), v_0, given=(level,))

# 3. Its square takes all four moments; the variance is what is left of them.
square = theorem.expectation(
    "the mean square",
    squares**2,
    after=sample,
    equals=(n - 1)**2 * mu_4/n + (n - 1) * (n**2 - 2 * n + 3) * v_0**2/n,
)
spread = theorem.equation(
    "variance of the sample variance",
    (square.right - level.right**2)/(n - 1)**2,
    mu_4/n - (n - 3) * v_0**2/(n * (n - 1)),
    given=(square, level),
)

# 4. Average and sum of squares vary together if the law is skewed.
together = theorem.expectation(
    "the average times the sum of squares",
    average * squares,
    after=sample,
    equals=(n - 1) * (m_0 * v_0 + mu_3/n),
)
covariance = theorem.equation(
    "covariance of mean and variance",
    (together.right - centre.right * level.right)/(n - 1),
    mu_3/n,
    given=(together, centre, level),
)

# Variances of what a simulation records, for normal draws: E[(A - m_0)^4] = 3 (v_0/n)^2.
theorem.concludes("mean_of_average", "E[A]", centre, Observed("gaussian", "means", "mean", ONE_REFIT, v_0/n))
theorem.concludes(
    "variance_of_average",
    "Var[A]",
    error,
    Observed("gaussian", "squared_drifts", "mean", ONE_REFIT, 2 * (v_0/n)**2),
)
theorem.concludes("mean_of_squares", "E[SS]", level)
theorem.concludes("mean_with_divisor_n", "E[SS/n]", likelihood)
theorem.concludes("mean_with_divisor_n_minus_1", "E[SS/(n-1)]", unbiased)
theorem.concludes("mean_square_of_squares", "E[SS^2]", square)
theorem.concludes("variance_of_sample_variance", "Var[SS/(n-1)]", spread)
theorem.concludes("covariance_of_mean_and_variance", "Cov[A, SS/(n-1)]", covariance)

if __name__ == "__main__":
    theorem.main()
