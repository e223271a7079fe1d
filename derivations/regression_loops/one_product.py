"""The pi^2/6 law is the first order of the sinc law: with and without refitted noise it is one product.

Setting.  All rows are kept, x = d/n < 1.  With noise of known variance the error on the rows is sigma2 x S_t with
S_t = 1 + 1/4 + ... + 1/t^2 (kept_rows).  With refitted noise it is sigma2 (1 - P_t) with
P_t = (1 - x)(1 - x/4) ... (1 - x/t^2) (kept_rows_refitted).  Multiply out: 1 - P_t begins with x S_t.

    Theorem    sigma2 x S_t - sigma2 (x S_t)^2 / 2 <= sigma2 (1 - P_t) <= sigma2 x S_t
    Corollary  the error with refitted noise is that with known noise, times a factor from 1 - x pi^2/12 to 1

So with few coefficients a row both laws say the same, at every t: the noise that is lost by refitting is of second
order.  Without memory it is not (regression.known_noise, regression.refitted_noise): there one error grows without
bound, and the other does not.

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Nothing: this compares two formulas, each of which has its own assumptions on the noise.
"""

from sympy import Integer, Product, Sum, pi

from collapse_math.claims import ByLemma, Induction
from collapse_math.derivation import Theorem
from collapse_math.lemmas import INVERSE_SQUARES_BELOW
from derivations.regression.setting import RESIDUALS_LEFT, d, n, sigma2, t
from derivations.regression_loops import kept_rows, kept_rows_refitted
from derivations.regression_loops.setting import j

theorem = Theorem(
    "regression_loops.one_product",
    says="the pi^2/6 law is the first order of the sinc law in d/n: errors differ by a factor from 1 - (d/n) pi^2/12 "
    "to 1",
    assumes=(),
    symbols=(n, d, t, sigma2),
    conditions=RESIDUALS_LEFT,
    catalogue=("E5", "E6"),
)
x = d/n
squares = x * Sum(1/j**2, (j, 1, t))
product = Product(1 - x/j**2, (j, 1, t))

# 1. Every factor is positive, as x < 1.
positive = theorem.inequality("the product is positive", product, ">", Integer(0), how=Induction(t))
sum_positive = theorem.inequality("the sum is not negative", squares, ">=", Integer(0), how=Induction(t))

# 2. A factor 1 - y takes at most y from the product, as that is at most 1; and since it is at least 1 - x S_t, the
#    factor takes y - y x S_t or more.
one = theorem.inequality("the product is at most 1", product, "<=", Integer(1), how=Induction(t), given=(positive,))
below = theorem.inequality(
    "the product from below", product, ">=", 1 - squares, how=Induction(t), given=(positive, one, sum_positive)
)
above = theorem.inequality(
    "the product from above",
    product,
    "<=",
    1 - squares + squares**2/2,
    how=Induction(t),
    given=(positive, one, sum_positive),
)

# 3. The two errors.
known, refitted = kept_rows.in_sample.right, kept_rows_refitted.in_sample.right
at_most = theorem.inequality(
    "refitting the noise makes the error no larger", refitted, "<=", known, given=(below,)
)
at_least = theorem.inequality(
    "and smaller by terms of second order only",
    refitted,
    ">=",
    known - known**2/(2 * sigma2),
    given=(above,),
)

# 4. As S_t < pi^2/6, the second order is at most x pi^2/12 of the first.
euler = theorem.inequality(
    "the sum is below pi^2/6", Sum(1/j**2, (j, 1, t)), "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW)
)
share = theorem.inequality(
    "so the errors have a common order",
    refitted,
    ">=",
    (1 - x * pi**2/12) * known,
    given=(at_least, euler, sum_positive),
)

theorem.concludes("refitted_error_from_above", "E|X(b_t - beta)|^2 / n with refitted noise", at_most)
theorem.concludes("refitted_error_from_below", "E|X(b_t - beta)|^2 / n with refitted noise", at_least)
theorem.concludes("common_order", "E|X(b_t - beta)|^2 / n with refitted noise", share)

if __name__ == "__main__":
    theorem.main()
