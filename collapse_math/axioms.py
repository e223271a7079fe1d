"""Classical facts taken on trust: theorems by name.

Those about several dimensions (`matrix_axioms`) and about what evolves over generations (`process_axioms`) have modules
of their own, as have equations and inequalities (`lemmas`, `normal_lemmas`).  A theorem of the book that uses one of
them says so.  Nothing else is taken on trust except SymPy as a notation, FLINT and z3 as engines, and the modelling in
the estimators' formulas.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, log, sqrt

from collapse_math.assumptions import (
    EXPONENTIAL_DRAWS,
    FRESH_RANDOMNESS,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    NEAREST_ROUNDING,
    REGULAR_FAMILY,
    REPLACE,
    UNIFORM_DRAWS,
)
from collapse_math.claims import Claim
from collapse_math.ledger import Axiom, Source
from collapse_math.quantities import integer, real

COCHRAN = Axiom(
    "Cochran's theorem",
    "For n independent normal draws with mean m and variance v, the sample mean is m + sqrt(v/n) Z and the sum "
    "of squares about it is v X, where Z is standard normal, X is chi-square with n - 1 degrees of freedom, and "
    "Z and X are independent.",
    Source("Cochran", 1934, "Proceedings of the Cambridge Philosophical Society 30, 178-191"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    hypotheses=("the mean of the sum of squares or of the squared error, up to a factor",),
    about="a sum of squares",
)
COCHRAN_LEAST_SQUARES = Axiom(
    "Cochran's theorem for least squares",
    "Labels are X b plus n independent normal errors of mean 0 and variance v, and X has rank d.  Then the residual "
    "sum of squares is v R, and in an orthonormal basis of the column space that does not depend on the errors the "
    "fitted values move by sqrt(v) times d standard normal coordinates, whose sum of squares E is chi-square with d "
    "degrees of freedom.  R is chi-square with n - d, and R and the coordinates are independent.  If X is random, this "
    "holds given X, provided that the errors are independent of X.",
    Source("Cochran", 1934, "Proceedings of the Cambridge Philosophical Society 30, 178-191"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
)
MARKOV = Axiom(
    "Markov's inequality",
    "If F is not negative, P(F >= a) is at most E[F]/a, for every a > 0.",
    Source("Markov", 1913, "Ischislenie veroiatnostei, 3rd edition, chapter III"),
    hypotheses=("E[F]/a",),
)
CAUCHY_SCHWARZ = Axiom(
    "Cauchy-Schwarz inequality",
    "If F is not negative and E[F^2] is finite, P(F > 0) is at least E[F]^2/E[F^2].",
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 6.2, for F and the indicator of F > 0"),
    hypotheses=("E[F]^2/E[F^2]", "E[F^2] is positive"),
    compared=((1, ">", 0),),
)
UNIMODAL_SUM = Axiom(
    "sum of a function that rises and falls",
    "If f is never negative, rises on (0, x) and falls from x on, the sum of f(1), f(2), ... differs from the integral "
    "of f over (0, infinity) by the greatest value of f at most.",
    Source("Polya and Szego", 1925, "Aufgaben und Lehrsatze aus der Analysis, part II, chapter 1"),
    hypotheses=("the integral", "a bound of the greatest value"),
)
TAIL_SUM = Axiom(
    "mean of a waiting time",
    "The mean of a time T = 0, 1, 2, ... is the sum of P(T > t) over t = 0, 1, 2, ...",
    Source("Feller", 1968, "An Introduction to Probability Theory and Its Applications 1, section XI.1"),
    hypotheses=("the sum of the bounds of P(T > t)",),
)
# Masses of two values of X together with one value of M, of these two values, the prior of that one, and a coin.
first, second, first_total, second_total = (real(name, above=0) for name in ("u", "w", "U", "W"))
prior, coin = real("g", above=0, at_most=1), real("c", above=0, below=1)


def content(mass: Expr, total: Expr) -> Expr:
    """What a value of M and one of X add to I(M; X) together."""
    return mass * log(mass / (prior * total))


SPLITTING = Claim(
    content(coin * first, coin * first_total)
    + content((1 - coin) * first, (1 - coin) * first_total)
    - content(first, first_total),
    "=",
    Integer(0),
)
MERGING = Claim(
    content(first + second, first_total + second_total) - content(first, first_total) - content(second, second_total),
    "<=",
    Integer(0),
)
DATA_PROCESSING = Axiom(
    "data processing",
    "On finite alphabets, what is made of X, with randomness that is independent of M and X, is had by splitting every "
    "value of X in parts of fixed shares and merging parts, in this order.  So if splitting adds nothing to the "
    "information on M, and merging two values adds nothing, I(M; Y) - I(M; X) is at most 0.",
    Source("Cover and Thomas", 2006, "Elements of Information Theory, 2nd edition, theorem 2.8.1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("what splitting adds, zero", "merging adds at most zero"),
    about="claims",
    claims=(SPLITTING, MERGING),
    value=Integer(0),
)
DATA_PROCESSING_OF_A_LOOP = replace(
    DATA_PROCESSING,
    name="data processing in a loop",
    says="If the present model is all that a generation sees, besides new randomness, then the truth, the present "
    "model and the next one are M, X and Y of the theorem on data processing.",
    needs=(REPLACE, FRESH_RANDOMNESS),
)
MOMENTS_OF_LOGARITHM = Axiom(
    "differentiation under the expectation",
    "If the integral of x^s f(x) over x > 0 converges for all s around 0, its k-th derivative at s = 0 is the integral "
    "of (log x)^k f(x): for a density f the mean of (log X)^k.",
    Source("Widder", 1941, "The Laplace Transform, chapter II, theorem 5a"),
    hypotheses=("the moment of order s", "its derivative", "the next one"),
    about="a moment",
)
STEIN = Axiom(
    "Stein's unbiased estimate of risk",
    "X has d >= 2 independent normal coordinates with variance 1 and means theta.  If h is continuously differentiable "
    "but in one point, with E|dh_i/dx_i| and E|h|^2 finite, as h = -(d - 2) x/|x|^2 is for d >= 3, then "
    "E|X + h(X) - theta|^2 is the mean of d + 2 div h + |h|^2 at X.",
    Source("Stein", 1981, "Annals of Statistics 9, 1135-1151, lemma 2 and theorem 1"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
    hypotheses=("d + 2 div h + |h|^2",),
)
NONCENTRAL_CHI_SQUARE = Axiom(
    "squared length of a normal vector",
    "If X has d independent normal coordinates with variance 1 and means theta, |X|^2 is chi-square with d + 2 J "
    "degrees of freedom, where J is Poisson with mean |theta|^2/2.",
    Source("James and Stein", 1961, "Fourth Berkeley Symposium 1, 361-379, section 2"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS),
)
LAPLACE_TRANSFORM = Axiom(
    "uniqueness of the Laplace transform",
    "A law on the positive numbers is determined by E[exp(-s Y)] as a function of s > 0.",
    Source("Feller", 1971, "An Introduction to Probability Theory and Its Applications 2, section XIII.1, theorem 1"),
    hypotheses=("the transform of the law that is claimed", "the difference of both transforms, zero"),
    compared=((1, "=", 0),),
)
MELLIN_TRANSFORM = Axiom(
    "uniqueness of the Mellin transform",
    "A law on the positive numbers is determined by its moments E[Y^s] of all real orders s in an interval around 0: "
    "they are the moment generating function of log Y there.",
    Source("Curtiss", 1942, "Annals of Mathematical Statistics 13, 430-433"),
    hypotheses=("the moments of the law that is claimed", "the difference of both, zero"),
    compared=((1, "=", 0),),
)
LARGEST_OF_UNIFORM = Axiom(
    "largest of uniform draws",
    "The largest of n independent uniform draws between 0 and theta is theta times a Beta variable with the parameters "
    "n and 1.",
    Source("David", 1970, "Order Statistics, section 2.1"),
    needs=(INDEPENDENT_DRAWS, UNIFORM_DRAWS),
)
SUM_OF_EXPONENTIALS = Axiom(
    "sum of exponential draws",
    "The sum of n independent exponential draws with mean m is m X/2, where X is chi-square with 2n degrees of "
    "freedom.",
    Source("Feller", 1971, "An Introduction to Probability Theory and Its Applications 2, sections I.3 and II.2"),
    needs=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, EXPONENTIAL_DRAWS),
    hypotheses=("the mean of X, which is its degrees of freedom",),
)
ASYMPTOTIC_NORMALITY = Axiom(
    "asymptotic normality of maximum likelihood",
    "In a regular parametric family, as the size n of a sample from the law theta grows, sqrt(n) times the error of "
    "the maximum likelihood estimate tends in law to a normal vector with mean 0 and the inverse Fisher information as "
    "covariance, also for theta that move by c/sqrt(n): to independent errors in the directions of its eigenvectors.",
    Source("van der Vaart", 1998, "Asymptotic Statistics, theorem 5.39 and section 7.4"),
    needs=(INDEPENDENT_DRAWS, REGULAR_FAMILY),
)
INTERMEDIATE_VALUE = Axiom(
    "intermediate value theorem",
    "A function that is continuous between two numbers, above its argument at one of them and below it at the other, "
    "is equal to its argument somewhere between them.",
    Source("Bolzano", 1817, "Rein analytischer Beweis des Lehrsatzes, sections 12 and 15"),
    hypotheses=("the function: the next fit", "where it is above its argument", "where it is below it"),
    about="a fixed point",
)
CUMULANTS = Axiom(
    "cumulants of an exponential family",
    "In a natural exponential family with densities exp(theta x - k(theta)) the mean of x is k'(theta) and its "
    "variance is k''(theta), for theta in the interior of the natural parameters.",
    Source("Barndorff-Nielsen", 1978, "Information and Exponential Families, section 8.1"),
    hypotheses=("the derivative of k, the first or the second",),
)
NORMAL_DRAW_ROUNDED = Axiom(
    "Fourier series of a rounded normal draw",
    "A normal draw with mean m and variance v, rounded to the nearest multiple of D, has the mean m + D A/pi and the "
    "variance v + D^2/12 + 4 v B + (D/pi)^2 (C - A^2).  Here A, B and C are the sums over k = 1, 2, ... of "
    "(-1)^k q^(k^2) times sin(2 pi k m/D)/k, cos(2 pi k m/D) and cos(2 pi k m/D)/k^2, with q = exp(-2 pi^2 v/D^2).  So "
    "they lie between -q/(1 - q) and q/(1 - q), and for q <= 1/2 between -2 q and 2 q.",
    Source("Kendall", 1938, "Journal of the Royal Statistical Society 101, 592-605, on Sheppard's corrections"),
    needs=(MATCHING_MOMENTS, GAUSSIAN_DRAWS, NEAREST_ROUNDING),
)

# The quantities in which axioms about an observable are stated; an instance says what they stand for.
n, d = integer("n", at_least=1), integer("d", at_least=1)
m, m_0, coefficient, truth = real("m"), real("m_0"), real("b"), real("beta")
v, v_0, sigma2, eigenvalue = real("v", above=0), real("v_0", above=0), real("sigma2", above=0), real("s", above=0)

COUPLING_OF_QUANTILES = Axiom(
    "2-Wasserstein distance of normal laws",
    "The squared 2-Wasserstein distance of two normal laws on the line is (m - m')^2 + (sqrt v - sqrt v')^2: the best "
    "coupling matches quantiles.",
    Source("Dowson and Landau", 1982, "Journal of Multivariate Analysis 12, 450-455"),
    hypotheses=("the expectation of (m - m')^2 + (sqrt v - sqrt v')^2",),
    about="an observable",
    observable=(m - m_0) ** 2 + (sqrt(v) - sqrt(v_0)) ** 2,
)
COUPLING_OF_LABELS = Axiom(
    "2-Wasserstein distance of labels, averaged over rows",
    "Between normal laws for the label of a row x, with means x'b and x'beta, the squared 2-Wasserstein distance is "
    "(x'b - x'beta)^2 + (sqrt v - sqrt sigma2)^2.  The average of the first term over n rows is the sum of "
    "s (b - beta)^2/n over the d eigenvectors of X'X.",
    Source("Dowson and Landau", 1982, "Journal of Multivariate Analysis 12, 450-455"),
    hypotheses=("the expectation of a direction's part s (b - beta)^2/n + (sqrt v - sqrt sigma2)^2/d",),
    about="an observable",
    observable=eigenvalue * (coefficient - truth) ** 2 / n + (sqrt(v) - sqrt(sigma2)) ** 2 / d,
)
