"""Of the rows of a regression n_s are synthetic: what a fit keeps of their error, as a matrix and on average.

Setting.  n_s synthetic rows and n_r real ones, all standard normal, N = n_s + n_r >= d.  With A_s = X'X for the
synthetic rows and A for all, least squares turns an error delta in the synthetic labels into A^-1 A_s delta.  In the
basis in which A is the identity, this share is B = A^(-1/2) A_s A^(-1/2).

    Theorem    E[B M B] = n_s/(N (N-1) (N+2)) ((N (n_s+1) - 2) M + n_r tr(M) I)      for every symmetric M
    Theorem    E[tr A tr A^-1] = d (N d - 2)/(N-d-1)                                 for N >= d + 2

With one column B is a number between 0 and 1, and E[B^2] = n_s (n_s+2)/(N (N+2)).

Units.     None; n_s, n_r and d are counts.
Assumed.   Of the inputs that they are normal, with mean 0 and the identity for covariance.
"""

from sympy import Expr, Integer

from collapse_math.assumptions import FULL_RANK, GAUSSIAN_DESIGN
from collapse_math.derivation import Theorem
from collapse_math.matrix_axioms import ISOTROPIC_MATRIX, LENGTH_AND_DIRECTION, MATRIX_BETA
from collapse_math.moments import ChiSquare, JointSample, Refit
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from derivations.regression import random_design
from derivations.regression.setting import d
from derivations.regression.setting import n as rows
from derivations.regression_loops.setting import n_r, n_s

N = n_r + n_s
a_11, a_12, a_22 = real("a_11"), real("a_12"), real("a_22")  # entries of X'X for two columns
inverse = real("inverse", above=0)  # 1/tr A

theorem = Theorem(
    "regression_loops.matrix_share",
    says="E[B M B] = n_s/(N (N-1) (N+2)) ((N (n_s+1) - 2) M + n_r tr(M) I) for the share B of n_s of N normal rows",
    assumes=(GAUSSIAN_DESIGN, FULL_RANK),
    symbols=(n_r, n_s, d),
    conditions=(n_r + n_s > d + 1,),
    catalogue=("A6", "A4"),
)

# 1. Two columns of standard normal rows: E[a_11^2] and the mean of the determinant of X'X.
ODD = ((2, 1), (1, 2), (3, 0), (0, 3), (1, 1), (3, 1), (1, 3))
EVEN = {(2, 0): 1, (0, 2): 1, (2, 2): 1, (4, 0): 3, (0, 4): 3}
MOMENTS: dict[tuple[int, ...], Expr] = {orders: Integer(EVEN.get(orders, 0)) for orders in (*ODD, *EVEN)}


def gram(count: Expr) -> Refit:
    """X'X of so many rows of two columns."""
    draws = JointSample(
        "x",
        count,
        (Integer(0), Integer(0)),
        MOMENTS,
        two_moments=(GAUSSIAN_DESIGN,),
        shape=(GAUSSIAN_DESIGN,),
        independent=(GAUSSIAN_DESIGN,),
    )
    entries = {a_11: draws.power_sum((2, 0)), a_12: draws.power_sum((1, 1)), a_22: draws.power_sum((0, 2))}
    return Refit(entries, (draws,))


determinant = a_11 * a_22 - a_12**2
part_square = theorem.expectation("one column of n_s rows", a_11**2, after=gram(n_s), equals=n_s * (n_s + 2))
whole_square = theorem.expectation("one column of all rows", a_11**2, after=gram(N), equals=N * (N + 2))
part_area = theorem.expectation("two columns of n_s rows", determinant, after=gram(n_s), equals=n_s * (n_s - 1))
whole_area = theorem.expectation("two columns of all rows", determinant, after=gram(N), equals=N * (N - 1))

# 2. As B is independent of A, the means for B are the ratios.
one = theorem.equation(
    "ratio of squares", part_square.right/whole_square.right, n_s * (n_s + 2)/(N * (N + 2)),
    given=(part_square, whole_square),
)
two = theorem.equation(
    "ratio of determinants", part_area.right/whole_area.right, n_s * (n_s - 1)/(N * (N - 1)),
    given=(part_area, whole_area),
)
square = theorem.by_axiom("E[B_11^2]", MATRIX_BETA, given=(one,), equals=one.right)
area = theorem.by_axiom("E[B_11 B_22 - B_12^2]", MATRIX_BETA, given=(two,), equals=two.right)

# 3. w + 2v and w - v are known, and so are w and v.
scale = n_s/(N * (N - 1) * (N + 2))
mixed = theorem.equation("their difference is 3 v", (square.right - area.right)/3, scale * n_r, given=(square, area))
straight = theorem.equation(
    "w + v", square.right - mixed.right, scale * (N * (n_s + 1) - 2), given=(square, mixed)
)
of_trace = theorem.by_axiom("the coefficient of tr(M) I", ISOTROPIC_MATRIX, given=(mixed,), equals=mixed.right)
of_matrix = theorem.by_axiom("the coefficient of M", ISOTROPIC_MATRIX, given=(straight,), equals=straight.right)

# 4. tr A is a squared length with N d entries; tr A tr A^-1 does not depend on it.
length = ChiSquare("T", N * d)
reciprocal = theorem.expectation(
    "1/tr A", inverse, after=Refit({inverse: 1/length.value}, (length,), by=LENGTH_AND_DIRECTION), equals=1/(N * d - 2)
)
trace = theorem.cites(random_design.trace, {rows: N})
quotient = theorem.equation(
    "the product of traces", trace.right/reciprocal.right, d * (N * d - 2)/(N - d - 1), given=(trace, reciprocal)
)
traces = theorem.by_axiom("E[tr A tr A^-1]", LENGTH_AND_DIRECTION, given=(quotient,), equals=quotient.right)



def seen(statistic: str, span: int = 1) -> Observed:
    """Three synthetic rows and two real ones of two columns; with M = e_1 e_1', B M B has B_11^2 and B_12^2 in it."""
    at: Point = {n_s: 3, n_r: 2, d: 2}
    told = {"synthetic_rows": 3, "real_rows": 2, "columns": 2}
    return Observed("row_shares", statistic, "mean", at, "unit" if span == 1 else "span", span=span, arguments=told)


theorem.concludes("mean_square_of_an_entry", "E[B_11^2]", square, seen("squared_entries"))
theorem.concludes("mean_of_a_determinant", "E[B_11 B_22 - B_12^2]", area, seen("determinants"))
theorem.concludes(
    "coefficient_of_the_matrix", "E[B M B]: the coefficient of M", of_matrix, seen("differences_of_squares", 2)
)
theorem.concludes(
    "coefficient_of_the_trace", "E[B M B]: the coefficient of tr(M) I", of_trace, seen("squared_mixed_entries")
)
theorem.concludes("product_of_traces", "E[tr A tr A^-1]", traces)

if __name__ == "__main__":
    theorem.main()
