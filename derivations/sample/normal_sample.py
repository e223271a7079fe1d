"""Mean and variance of a normal sample: a normal and a chi-square variable, independent of each other.

Setting.  x_1, ..., x_n are independent normal draws with mean m_0 and variance v_0; SS is their sum of
squares about their average A, and S^2 = SS/(n-1) their variance with divisor n - 1.

    Theorem    SS/v_0 is chi-square with n - 1 degrees of freedom
               n (A - m_0)^2/v_0 is chi-square with 1, where A is the average, symmetric about m_0
               E[(A - m_0)^2 SS^s] = E[(A - m_0)^2] E[SS^s] for all s >= 0, and Cov[A, S^2] = 0:
               the two are independent
    Corollary  E[S^2]   = v_0                    Var[S^2] = 2 v_0^2/(n - 1)
               E[1/S^2] = (n-1)/((n-3) v_0)      for n >= 4; infinite for n = 2, 3 (chi_square)

Units.     A in (unit of x), SS, S^2 and v_0 in its square; n >= 2 counts draws, s is any order, not negative.
Assumed.   Independent normal draws with mean m_0 and variance v_0.
Two ways.  Var[S^2] comes from the chi-square law and again from the fourth moment of a normal draw.
"""

from sympy import Expr, Integer, gamma, sqrt

from collapse_math.assumptions import GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS
from collapse_math.axioms import COCHRAN
from collapse_math.cochran import cochran_form
from collapse_math.derivation import Fact, Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit, StandardNormal
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from derivations.sample import chi_square, iid_sample
from derivations.sample.setting import ONE_REFIT, m_0, n, v_0

n_4 = integer("n", at_least=4)
x, s = real("x"), real("s", at_least=0)
average, sums = real("A"), real("SS", above=0)

theorem = Theorem(
    "sample.normal_sample",
    says="SS/v_0 is chi-square with n - 1 degrees of freedom, independent of the average; Var[S^2] = 2 v_0^2/(n - 1)",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    symbols=(n, v_0),
    catalogue=("A1", "A2"),
    sources=(Source("Student", 1908, "Biometrika 6, 1-25, sections I and II"),),
)

# 1. A normal draw m_0 + sqrt(v_0) Z has the third and fourth central moments 0 and 3 v_0^2.
noise = StandardNormal("Z")
draw = Refit({x: m_0 + sqrt(v_0) * noise.value}, (noise,), {x: (GAUSSIAN_DRAWS,)})
third = theorem.expectation("third central moment", (x - m_0)**3, after=draw, equals=Integer(0))
fourth = theorem.expectation("fourth central moment", (x - m_0)**4, after=draw, equals=3 * v_0**2)


def of_normal_draws(fact: Fact) -> Fact:
    """A result on draws of any law with four moments, for normal draws."""
    return theorem.cites(fact, {iid_sample.mu_3: third.right, iid_sample.mu_4: fourth.right})


# 2. The laws: Cochran's theorem says chi-square, and means, of any law, say with how many degrees.
squares, error = of_normal_draws(iid_sample.level), of_normal_draws(iid_sample.error)
law = theorem.by_axiom("SS/v_0 is chi-square", COCHRAN, given=(squares,), equals=n - 1)
theorem.equation("as many as its mean", squares.right/v_0, law.right, given=(squares, law))
law_of_average = theorem.by_axiom("n (A - m_0)^2/v_0 is chi-square", COCHRAN, given=(error,), equals=Integer(1))
theorem.equation("as many as its mean", n * error.right/v_0, law_of_average.right, given=(error, law_of_average))

# 3. Cochran's form, A = m_0 + sqrt(v_0/n) Z and SS = v_0 X: each mean is free of what the other does.
sample = iid_sample.draws
fitted = Refit({average: sample.average, sums: sample.sum_of_squares}, (sample,))
form = cochran_form(fitted, sample, COCHRAN)
alone = theorem.expectation(
    "SS alone", sums**s, after=form, equals=(2 * v_0)**s * gamma((n - 1)/2 + s)/gamma((n - 1)/2)
)
together = theorem.expectation(
    "SS with the error of A", (average - m_0)**2 * sums**s, after=form, equals=v_0 * alone.right/n
)
apart = theorem.equation(
    "the mean of the product is that of the means", together.right/error.right, alone.right, given=(together, error)
)
product = theorem.expectation("they do not vary together", (average - m_0) * sums, after=form, equals=Integer(0))
covariance = theorem.equation("Cov[A, S^2]", product.right/(n - 1), Integer(0), given=(product,))
#    The same for draws of any law without a third central moment.
any_law = of_normal_draws(iid_sample.covariance)
theorem.equation("and by the other way", any_law.right, covariance.right, given=(any_law, third, covariance))


def moment(order: Expr, size: Quantity = n) -> Fact:
    """E[(SS/v_0)^order], a moment of the chi-square law."""
    return theorem.cites(chi_square.moment, {chi_square.nu: size - 1, chi_square.s: order})


# 4. Mean and variance of S^2 = v_0 X/(n-1), where X is chi-square: the moments of order 1 and 2.
first, second = moment(Integer(1)), moment(Integer(2))
mean = theorem.equation("mean of S^2", v_0 * first.right/(n - 1), v_0, given=(law, first))
spread = theorem.equation(
    "variance of S^2",
    (second.right - first.right**2) * (v_0/(n - 1))**2,
    2 * v_0**2/(n - 1),
    given=(law, first, second),
)

#    The same without the chi-square law, from the fourth moment.
any_spread = of_normal_draws(iid_sample.spread)
theorem.equation(
    "variance of S^2 by the other way", any_spread.right, spread.right, given=(any_spread, third, fourth, spread)
)

# 5. The inverse of S^2: order -1, which the law has from 3 degrees of freedom on.
inverted = moment(Integer(-1), size=n_4)
inverse = theorem.equation(
    "mean of 1/S^2",
    (n_4 - 1) * inverted.right/v_0,
    (n_4 - 1)/((n_4 - 3) * v_0),
    given=(law, inverted),
)

# A simulation refits with divisor n unless told otherwise, so that SS/v_0 is n times its ratio of variances.
law_of_ratio = Observed("gaussian", "refit_ratios", "chi-square", ONE_REFIT, scale=n)
theorem.concludes("degrees_of_freedom", "degrees of freedom of SS/v_0", law, law_of_ratio)
theorem.concludes(
    "degrees_of_freedom_of_average",
    "degrees of freedom of n (A - m_0)^2/v_0",
    law_of_average,
    Observed("gaussian", "squared_drifts", "chi-square", ONE_REFIT, scale=n/v_0),
)
theorem.concludes("independence", "E[(A - m_0)^2 SS^s]/E[(A - m_0)^2]", apart)
theorem.concludes(
    "covariance_of_mean_and_variance",
    "Cov[A, S^2]",
    covariance,
    Observed("gaussian", "drifts_times_variances", "mean", ONE_REFIT, v_0**3 * (1 - 1/n**2)/n),
)
theorem.concludes("mean_of_sample_variance", "E[S^2]", mean)
theorem.concludes("variance_of_sample_variance", "Var[S^2]", spread)
theorem.concludes("mean_of_inverse_variance", "E[1/S^2]", inverse)

if __name__ == "__main__":
    theorem.main()
