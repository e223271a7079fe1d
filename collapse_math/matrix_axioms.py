"""Classical theorems about designs and samples in several dimensions, taken on trust like those of `axioms`."""

from __future__ import annotations

from collapse_math.assumptions import (
    FRESH_RANDOMNESS,
    GAUSSIAN_DESIGN,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
    STANDARD_NORMAL_DESIGN,
)
from collapse_math.ledger import Axiom, Source

BARTLETT = Axiom(
    "Bartlett's decomposition",
    "For n independent normal draws and k of their coordinates, n > k, with covariance matrix S, the determinant of "
    "the sums of squares and products about the averages is det S times a product of k independent chi-square "
    "variables with n - 1, n - 2, ..., n - k degrees of freedom.",
    Source("Bartlett", 1933, "Proceedings of the Royal Society of Edinburgh 53, 260-283"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
)
INVERSE_OF_COVARIANCE = Axiom(
    "chi-square law of an inverse covariance",
    "For n independent normal draws in d dimensions, n > d, with covariance matrix S, let A hold their sums of "
    "squares and products about the averages.  For any vector a that is independent of A, the ratio of a'S^-1 a to "
    "a'A^-1 a is chi-square with n - d degrees of freedom.  The averages are independent of A; they are off by "
    "normal variables with covariance matrix S/n.",
    Source("Muirhead", 1982, "Aspects of Multivariate Statistical Theory, theorems 3.1.2 and 3.2.12"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    hypotheses=("the mean of the ratio, which is its degrees of freedom",),
)
UNBIASED_AVERAGES = Axiom(
    "averages over tuples of different draws",
    "For n >= K independent draws of one law, and a function h of K points, the average of h over the n (n - 1) ... "
    "(n - K + 1) ordered tuples of different draws has the mean E h(x_1, ..., x_K).",
    Source("Halmos", 1946, "Annals of Mathematical Statistics 17, 34-43"),
    needs=(INDEPENDENT_DRAWS,),
)
SQUARED_VOLUMES = Axiom(
    "determinants as mean squared volumes",
    "For n points and k of their coordinates, the determinant of the sums of squares and products about the "
    "averages is 1/n times the sum, over all ordered tuples of k + 1 points, of h, the squared determinant of the k "
    "+ 1 vectors (1, x) over (k + 1)!, which vanishes if two of the points coincide (Cauchy and Binet).  For "
    "independent points of a law with covariance matrix S, E h = det S (expand both determinants).  So it is the "
    "average of h over the tuples of different points, whose mean is det S, times n (n - 1) ... (n - k)/n.",
    Source("Fortet", 1951, "Journal of Research of the National Bureau of Standards 47, 465-470, for E h"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS),
)
NEWMAN = Axiom(
    "Newman's theorem on Lyapunov exponents",
    "Let A_t be the product of t independent, identically distributed random matrices whose law does not change "
    "under rotations, and whose singular values have integrable logarithms.  For k directions B, fixed beforehand, "
    "(log det B'A_t A_t'B)/t tends almost surely to the same limit as the sum of the logarithms of the k largest "
    "eigenvalues of A_t A_t' over t.  So the logarithm of the k-th eigenvalue over t tends to the limit for k "
    "directions less that for k - 1.",
    Source("Newman", 1986, "Communications in Mathematical Physics 103, 121-126"),
    needs=(REPLACE, FRESH_RANDOMNESS, GAUSSIAN_DRAWS),
    hypotheses=("the limit for k directions less that for k - 1",),
)
GENERAL_POSITION = Axiom(
    "points of a normal law in general position",
    "Take n independent normal draws whose covariance matrix has rank n - 1 or more.  Almost surely their sums of "
    "squares and products about the averages have the rank of the projection that takes off the average of n numbers.",
    Source("Eaton and Perlman", 1973, "Annals of Statistics 1, 710-717"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS, REPLACE),
    hypotheses=("the rank of that projection",),
)
SPHERICITY = Axiom(
    "law of the sphericity ratio in the plane",
    "Take n >= 3 independent normal draws in the plane with covariance matrix v times 1, and let A hold their sums of "
    "squares and products about the averages.  Then tr A is v X with X chi-square with 2 (n - 1) degrees of freedom, "
    "and the ratio B of 2 sqrt(det A) to tr A is independent of X, with the density (n - 2) b^(n - 3) for 0 < b < 1.",
    Source("Mauchly", 1940, "Annals of Mathematical Statistics 11, 204-209"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
)
COUPLING_OF_NORMAL_LAWS = Axiom(
    "2-Wasserstein distance of normal laws in several dimensions",
    "The squared 2-Wasserstein distance of N(m, S) and N(m_0, S_0) is |m - m_0|^2 + tr S + tr S_0 - 2 o with the "
    "overlap o = tr (S_0^(1/2) S S_0^(1/2))^(1/2), which is sqrt(v) tr S^(1/2) for S_0 = v 1.",
    Source("Dowson and Landau", 1982, "Journal of Multivariate Analysis 12, 450-455"),
    hypotheses=("the expectation of that sum",),
)
OVERLAP_FROM_BELOW = Axiom(
    "the overlap of normal laws is not negative",
    "In the distance of N(m, S) and N(m_0, S_0) the overlap o is a sum of roots, so that the squared distance is at "
    "most |m - m_0|^2 + tr S + tr S_0.",
    Source("Dowson and Landau", 1982, "Journal of Multivariate Analysis 12, 450-455"),
    hypotheses=("the expectation of that sum",),
)
OVERLAP_FROM_ABOVE = Axiom(
    "the overlap of normal laws by Cauchy and Jensen",
    "In the distance of N(m, S) and N(m_0, S_0) in d dimensions the overlap o is a sum of d roots, the squares of "
    "which add up to tr S_0 S.  So o^2 <= d tr S_0 S (Cauchy), E o <= sqrt(d E tr S_0 S) (Jensen), and the mean "
    "squared distance is at least E|m - m_0|^2 + E tr S + tr S_0 - 2 sqrt(d E tr S_0 S).",
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, theorems 7 and 86"),
    hypotheses=("the value of that bound",),
)
SINGULAR_VALUES = Axiom(
    "singular value decomposition",
    "For an n x d matrix X there are orthonormal bases v_1, ..., v_d and u_1, ..., u_n with X v_i = sqrt(s_i) u_i, "
    "where the s_i are the eigenvalues of X'X, all positive if X has rank d; X v_i = 0 for i > n.  Uncorrelated errors "
    "of mean 0 and variance v have, in any orthonormal basis, uncorrelated coordinates of mean 0 and variance v.",
    Source("Eckart and Young", 1939, "Bulletin of the American Mathematical Society 45, 118-121"),
)
PARTIAL_REGRESSION = Axiom(
    "partial regression on a normal column",
    "Least squares moves the coefficient of a column by u/|x|, where x is that column less its projection onto the "
    "other d - 1 and u is the coordinate of the label noise along x; 1/|x|^2 is the column's diagonal entry of "
    "(X'X)^-1.  If the columns are standard normal, independent of each other and of the noise, |x|^2 is chi-square "
    "with n - d + 1 degrees of freedom, and the directions of x and of the column space are uniform, independent of "
    "|x| and of the noise.  So for any noise of mean square v, correlated or not, u has mean 0 and mean square v, and "
    "the residual sum of squares is (n - d) v on average.",
    Source("Frisch and Waugh", 1933, "Econometrica 1, 387-401; Cochran (1934) for |x|^2"),
    needs=(GAUSSIAN_DESIGN,),
)
FEW_NORMAL_ROWS = Axiom(
    "fewer normal rows than columns",
    "X has n < d rows of independent standard normal inputs.  The shortest b' with X b' = X b + e is P b + X^+ e, "
    "where P is the projection onto the span of the rows.  In an orthonormal basis of that span, n directions each of "
    "which is uniform, P b has the coordinates of b.  If e is independent of X and has mean 0, so has X^+ e, given X, "
    "and |X^+ e|^2 is |e|^2 over a chi-square variable with d - n + 1 degrees of freedom.",
    Source("Muirhead", 1982, "Aspects of Multivariate Statistical Theory, section 2.1.4 and theorem 3.2.12"),
    needs=(STANDARD_NORMAL_DESIGN,),
)
MATRIX_BETA = Axiom(
    "independence of a matrix share from the whole",
    "A_s and A are X'X of n_s and of all n_s + n_r rows of independent standard normal inputs, A invertible.  Then B = "
    "A^(-1/2) A_s A^(-1/2) is independent of A, its law is the same in every orthonormal basis, and k columns of it "
    "are like a B of k columns.  So det A_s = det B det A, for one column and for two, holds for means as well.",
    Source("Olkin and Rubin", 1964, "Annals of Mathematical Statistics 35, 261-269"),
    needs=(GAUSSIAN_DESIGN,),
    hypotheses=("a moment of det A_s over that of det A",),
)
ISOTROPIC_MATRIX = Axiom(
    "second moments of an isotropic matrix",
    "If the law of a symmetric matrix B is the same in every orthonormal basis, E[B_ij B_kl] is w for i = j, k = l, "
    "plus v for i = k, j = l, plus v for i = l, j = k, with two numbers w and v.  So E[B M B] = (w + v) M + v tr(M) I "
    "for symmetric M; E[B_11^2] = w + 2v, and E[B_11 B_22 - B_12^2] = w - v.",
    Source("Weyl", 1939, "The Classical Groups, chapter II, section 9"),
    hypotheses=("w or v, or what is made of them",),
)
SAME_IN_EVERY_DIRECTION = Axiom(
    "mean squared length in every direction",
    "If the law of a random d x d matrix K is the same in every orthonormal basis, E|K delta|^2 is E tr(K'K)/d times "
    "|delta|^2 for every vector delta.",
    Source("Weyl", 1939, "The Classical Groups, chapter II, section 9"),
    hypotheses=("E tr(K'K)/d",),
)
LENGTH_AND_DIRECTION = Axiom(
    "length and direction of a normal vector",
    "The length of a vector of independent standard normal entries is independent of its direction, and of all that "
    "does not depend on its length; the squared length is chi-square with one degree of freedom for each entry.",
    Source("Cochran", 1934, "Proceedings of the Cambridge Philosophical Society 30, 178-191"),
    needs=(GAUSSIAN_DESIGN,),
    hypotheses=("the mean of a quotient of the two over that of the divisor",),
)
