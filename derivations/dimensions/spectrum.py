"""The eigenvalues of a refitted covariance matrix decay at rates of their own: all directions but one are lost first.

Setting.  A normal law in d dimensions is refitted to n > d of its own draws with divisor c.  The eigenvalues of Sigma_t
are lambda_1 >= lambda_2 >= ..., and k, from 0 to d - 1, counts those before the one in question.

    Theorem    (log lambda_{k+1})/t -> psi((n-k-1)/2) + log(2/c) almost surely          (as t -> infinity)
               E[log lambda_1 + ... + log lambda_d] = E[log det Sigma_t] is linear in t, exactly (log_volume)
    Corollary  log(lambda_k/lambda_{k+1})/t -> psi((n-k)/2) - psi((n-k-1)/2) almost surely for k >= 1, which is more
               than 1/(n-k-1) - 1/(3 (n-k)^2) > 0: each ratio of successive eigenvalues grows exponentially
    Corollary  the largest, k = 0, decays like the variance of one coordinate (gaussian.general_divisor)

Units.     Rates in nats per refit; n, d, k and t are counts, c > 0 a number.
Assumed.   Normal draws: Sigma_t is then a product of independent random matrices whose law no rotation changes.
Why.       k fixed directions span a volume whose logarithm is a random walk (log_volume).  By Newman's theorem it goes
           along with that of the k widest directions, whichever they are: they come and go with the chain.
"""

from sympy import Integer, Sum, log, polygamma

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FIXED_DIVISOR,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.lemmas import LOG_CONCAVITY, PSI_ABOVE_LOG, PSI_BELOW_LOG, x, z
from collapse_math.matrix_axioms import NEWMAN
from collapse_math.process_axioms import STRONG_LAW
from collapse_math.quantities import integer
from derivations.dimensions.setting import COMPOSE, D, c, i, n, normal_refit

k = integer("k", at_least=0)  # eigenvalues above the one in question

theorem = Theorem(
    "dimensions.spectrum",
    says="(log lambda_{k+1})/t -> psi((n-k-1)/2) + log(2/c) almost surely: distinct rates, asymptotic in t",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, FIXED_DIVISOR, CONSTANT_SIZE, *COMPOSE),
    symbols=(n, k, c),
    conditions=(n > k + 1,),
    catalogue=("F4",),
)

# 1. The volume of k + 1 directions, and of k of them: random walks with steps that do not depend on the fit.
rates = []
for count in (k + 1, k):
    L = Sum(polygamma(0, (n - i)/2) + log(2), (i, 1, count)) - count * log(c)
    step = theorem.expectation(
        f"log volume of {count} directions", log(D), after=normal_refit(c, count), equals=log(D) + L
    )
    rates.append(theorem.by_axiom(f"its rate for {count}", STRONG_LAW, given=(step,), equals=L))

# 2. By Newman's theorem these are the rates of lambda_1 ... lambda_{k+1} and of lambda_1 ... lambda_k.
rate = polygamma(0, (n - k - 1)/2) + log(2) - log(c)
between = theorem.equation("what the last direction adds", rates[0].right - rates[1].right, rate, given=rates)
exponent = theorem.by_axiom("rate of an eigenvalue", NEWMAN, given=(between,), equals=rate)
largest = theorem.equation(
    "rate of the largest", rate.xreplace({k: Integer(0)}), polygamma(0, (n - 1)/2) + log(2) - log(c), given=(exponent,)
)

# 3. The rates differ: psi((n-k)/2) from below, psi((n-k-1)/2) from above, at degrees nu + 1 and nu.
nu = n - k - 1
below = theorem.inequality(
    "psi from below",
    polygamma(0, (nu + 1)/2),
    ">",
    log((nu + 1)/2) - 1/(nu + 1) - 1/(3 * (nu + 1)**2),
    how=ByLemma(PSI_ABOVE_LOG, {z: (nu + 1)/2}),
)
above = theorem.inequality(
    "psi from above", polygamma(0, nu/2), "<", log(nu/2) - 1/nu, how=ByLemma(PSI_BELOW_LOG, {z: nu/2})
)
logs = theorem.inequality(
    "log of nu/(nu + 1)", log(nu/(nu + 1)), "<=", nu/(nu + 1) - 1, how=ByLemma(LOG_CONCAVITY, {x: nu/(nu + 1)})
)
gap = theorem.equation(
    "rate of the ratio to the eigenvalue before",
    rate.xreplace({k: k - 1}) - rate,
    polygamma(0, (nu + 1)/2) - polygamma(0, nu/2),
    given=(exponent,),
)
least = 1/nu - 1/(3 * (nu + 1)**2)
apart = theorem.inequality("which is more than", gap.right, ">", least, given=(gap, below, above, logs))
positive = theorem.inequality("a positive number", gap.right, ">", Integer(0), given=(apart,))

theorem.concludes("rate_of_eigenvalue", "lim (log lambda_{k+1})/t almost surely", exponent)
theorem.concludes("rate_of_largest_eigenvalue", "lim (log lambda_1)/t almost surely", largest)
theorem.concludes("rate_of_ratio", "lim log(lambda_k/lambda_{k+1})/t almost surely", gap)
theorem.concludes("lower_bound_of_rate_of_ratio", "lim log(lambda_k/lambda_{k+1})/t almost surely", apart)
theorem.concludes("ratio_grows", "lim log(lambda_k/lambda_{k+1})/t almost surely", positive)

if __name__ == "__main__":
    theorem.main()
