"""Classical theorems about samples in several dimensions, taken on trust like those of `axioms`."""

from __future__ import annotations

from collapse_math.assumptions import (
    FRESH_RANDOMNESS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    REPLACE,
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
