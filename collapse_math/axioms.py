"""Classical facts taken on trust: theorems by name (axioms), equations and inequalities (lemmas).

A theorem of the book that uses one of them says so.  Nothing else is taken on trust except SymPy as a
notation, FLINT and z3 as engines, and the modelling in the estimators' formulas.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import (
    EulerGamma,
    Integer,
    Integral,
    Limit,
    Product,
    Rational,
    Sum,
    besselk,
    exp,
    gamma,
    harmonic,
    hyper,
    log,
    oo,
    pi,
    polygamma,
    sin,
    sqrt,
)

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    EXPONENTIAL_DRAWS,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    GAUSSIAN_DESIGN,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    MATCHING_MOMENTS,
    NEAREST_ROUNDING,
    PLUG_IN,
    REGULAR_FAMILY,
    REPLACE,
    SLIDING_WINDOW,
    STANDARD_NORMAL_DESIGN,
    UNIFORM_DRAWS,
)
from collapse_math.claims import Claim
from collapse_math.ledger import Axiom, Lemma, Source
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
ORTHOGONAL_STEPS = Axiom(
    "steps of mean zero are orthogonal",
    "If each step of a sum has mean 0 given everything that was drawn before it, the mean square of the sum is the sum "
    "of the mean squares of the steps.",
    Source("Doob", 1953, "Stochastic Processes, chapter IV, section 7"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the sum of the mean squares of the steps", "the mean of a step, zero"),
    vanishing=(1,),
)
# The terms of a random walk over generations are alike only if each generation sees the last fit alone.
STRONG_LAW = Axiom(
    "strong law of large numbers",
    "The average of independent, identically distributed terms with a finite mean converges almost surely to it.",
    Source("Kolmogorov", 1933, "Grundbegriffe der Wahrscheinlichkeitsrechnung, chapter VI"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the mean of one term",),
    about="a random walk",
)
CHUNG_FUCHS = Axiom(
    "Chung-Fuchs theorem",
    "A random walk whose independent, identically distributed steps have mean zero and are not almost surely zero "
    "rises above and falls below every bound almost surely.",
    Source("Chung and Fuchs", 1951, "Memoirs of the American Mathematical Society 6"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the mean of one step, zero", "its variance, positive"),
    about="a random walk",
    value=Integer(0),
)
MARTINGALE_LIMIT = Axiom(
    "convergence of a bounded martingale",
    "A martingale for which E|M_t - c|^p stays bounded, for some p > 1, converges almost surely to a limit with its "
    "mean, and E|M_t - c|^p tends to that of the limit.",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the limit of E|M_t - c|^p", "E|M_t - c|^p at every t", "a refit keeps M_t on average"),
    about="a martingale",
)
CLOSED_MARTINGALE = Axiom(
    "martingale with a path of finite length",
    "If the steps of a martingale have a finite expected total length, it converges almost surely, and M_t is the mean "
    "of its limit given what is known after t refits.  So E[(M - c)^2] of the limit M is at least E[(M_t - c)^2], at "
    "every t (Jensen).",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1: it is uniformly integrable"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("E[(M_t - c)^2] at every t", "a refit keeps M_t on average", "a bound on the mean length of the path"),
    about="a martingale",
)
BOUNDED_MARTINGALE = Axiom(
    "martingale bounded in mean square",
    "A martingale with E[(M_t - c)^2] below one bound converges almost surely and in mean square; for its limit M, "
    "E[(M - c)^2] is the limit of E[(M_t - c)^2], which grows with t, and so at least its value at any t.",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("E[(M_t - c)^2] at every t", "a refit keeps M_t on average", "a bound on the former at every t"),
    about="a martingale",
)
SUPERMARTINGALE_LIMIT = Axiom(
    "convergence of a non-negative supermartingale",
    "What is not negative and falls on average, given the past, converges almost surely; the mean of the limit is at "
    "most the limit of the mean.  Nothing says that the limit is zero.",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1s"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the limit of the mean", "the mean at every t", "its mean after one refit", "which is no larger"),
    about="a martingale",
)
KESTEN_GOLDIE = Axiom(
    "Kesten-Goldie theorem",
    "R is the sum of Q_j M_1 ... M_(j-1) over j, with independent pairs (Q_j, M_j) of one law, M > 0.  If E M^k = 1 "
    "and E[M^k log+ M] and E|Q|^k are finite for some k > 0, the law of log M is not carried by a lattice, and "
    "Q + c M = c does not hold almost surely for any c, then the sum converges almost surely and x^k P(|R| > x) has a "
    "positive limit as x grows.  Here Q is a normal variable and M^2 a multiple of a chi-square variable independent "
    "of it.",
    Source(
        "Goldie", 1991, "Annals of Applied Probability 1, 126-166, theorem 4.1; after Kesten, Acta Math. 131 (1973)"
    ),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the moment of order k is kept",),
    about="a perpetuity",
    compares="=",
)
GOLDIE_CONSTANT = Axiom(
    "Goldie's constant for k = 2",
    "In the theorem of Kesten and Goldie with k = 2, a Q of mean zero and independent of M, x^2 P(|R| > x) tends to "
    "E[Q^2]/E[M^2 log M^2].",
    Source("Goldie", 1991, "Annals of Applied Probability 1, 126-166, theorem 4.1"),
    hypotheses=("E[Q^2]/E[M^2 log M^2]", "the index k is 2", "E[M^2 log M^2] is positive"),
)
PERPETUITY_FINITE = Axiom(
    "moments of a perpetuity that exist",
    "In the setting of the theorem of Kesten and Goldie, whatever E M^k is: if E M^k < 1, the sum converges almost "
    "surely, and E|R|^k is finite.",
    Source("Alsmeyer, Iksanov and Rosler", 2009, "Journal of Theoretical Probability 22, 666-682, theorem 1.4"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("how the moment of order k moves", "its factor is below 1"),
    about="a perpetuity",
    compares="<",
)
PERPETUITY_INFINITE = Axiom(
    "moments of a perpetuity that do not exist",
    "In the setting of the theorem of Kesten and Goldie, whatever E M^k is: if the sum converges almost surely and "
    "E M^k >= 1, E|R|^k is infinite.",
    Source("Alsmeyer, Iksanov and Rosler", 2009, "Journal of Theoretical Probability 22, 666-682, theorem 1.4"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("how the moment of order k moves", "its factor is 1 or more"),
    about="a perpetuity",
    compares=">=",
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
)
CRAMER = Axiom(
    "Cramer's theorem",
    "S_t is the sum of t independent steps X of one law, not constant, for which m(s) = E[exp(s X)] is finite around "
    "some s > 0.  With a = d log m(s)/ds the limit of log P(S_t >= a t)/t is log m(s) - s a.",
    Source("Cramer", 1938, "Actualites scientifiques et industrielles 736, 5-23; Chernoff (1952), theorem 1"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the mean step", "the moment of order s", "log m(s)", "d log m(s)/ds"),
    about="a tail of a walk",
)
RENEWAL = Axiom(
    "renewal theorem",
    "If every term of a sequence is the mean of the K terms before it plus an error, and the errors are uncorrelated "
    "with one variance, then an error is contained in the later terms in a share that tends to 2/(K + 1), one over the "
    "mean of the lags 1, ..., K, and geometrically fast.  So the mean of the K last terms stays within a bounded mean "
    "square distance of their mean with weights K, ..., 1, and the variances of both grow at one pace.",
    Source("Erdos, Feller and Pollard", 1949, "Bulletin of the American Mathematical Society 55, 201-204"),
    needs=(SLIDING_WINDOW, FRESH_RANDOMNESS),
    hypotheses=("by how much the variance of the weighted mean grows in a step",),
)
GENEALOGY = Axiom(
    "genealogy of repeated sampling",
    "Each of the n draws of a generation copies a random draw of the one before.  Traced back, the number of ancestors "
    "of a generation's draws never rises, stays at k with the probability that k lineages stay apart, and so spends "
    "1/(1 - that) steps at k at most, on average.  All draws are one token once they have one ancestor among the draws "
    "of the first generation, which takes the sum of these times for k = 2, ..., n more refits, at most.",
    Source("Kingman", 1982, "Journal of Applied Probability 19A, 27-43"),
    needs=(INDEPENDENT_DRAWS, FAITHFUL_SAMPLING, PLUG_IN, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the sum of bounds of these times", "the bound of the time at k"),
)
UNIMODAL_SUM = Axiom(
    "sum of a function that rises and falls",
    "If f is never negative, rises on (0, x) and falls from x on, the sum of f(1), f(2), ... differs from the integral "
    "of f over (0, infinity) by the greatest value of f at most.",
    Source("Polya and Szego", 1925, "Aufgaben und Lehrsatze aus der Analysis, part II, chapter 1"),
    hypotheses=("the integral", "a bound of the greatest value"),
)
LEVY_BOREL_CANTELLI = Axiom(
    "Levy's extension of the Borel-Cantelli lemmas",
    "Each generation may bring an event.  Where the probabilities of the next event, given all generations before it, "
    "have an infinite sum, infinitely many of the events happen, almost surely.  The probability of an event is at "
    "least the mean of what lies between 0 and 1 and is 0 unless the event happens.",
    Source("Levy", 1937, "Theorie de l'addition des variables aleatoires, section 68; Williams (1991), section 12.15"),
    needs=(REPLACE, FRESH_RANDOMNESS),
    hypotheses=("the mean of that, after one refit", "a bound of it from below", "the sum of these bounds diverges"),
    about="events without end",
    value=Integer(1),
)
BOREL_CANTELLI = Axiom(
    "first Borel-Cantelli lemma",
    "If the mean of a sum that is not negative, and to which each event adds a fixed amount or more, stays below one "
    "bound as generations pass, almost surely only finitely many of the events happen.",
    Source("Borel", 1909, "Rendiconti del Circolo Matematico di Palermo 27, 247-271; Cantelli (1917)"),
    hypotheses=("the mean after t refits, or a bound of it", "the sum that it contains is finite"),
    about="events that end",
    value=Integer(0),
)
TAIL_SUM = Axiom(
    "mean of a waiting time",
    "The mean of a time T = 0, 1, 2, ... is the sum of P(T > t) over t = 0, 1, 2, ...",
    Source("Feller", 1968, "An Introduction to Probability Theory and Its Applications 1, section XI.1"),
    hypotheses=("the sum of the bounds of P(T > t)",),
)
DATA_PROCESSING = Axiom(
    "data processing",
    "On finite alphabets, what is made of X, with randomness that is independent of M and X, is had by splitting every "
    "value of X in parts of fixed shares and merging parts, in this order.  So if splitting adds nothing to the "
    "information on M, and merging two values adds nothing, I(M; Y) - I(M; X) is at most 0.",
    Source("Cover and Thomas", 2006, "Elements of Information Theory, 2nd edition, theorem 2.8.1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("what splitting adds, zero", "merging adds at most zero"),
    vanishing=(0,),
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
    vanishing=(1,),
)
MELLIN_TRANSFORM = Axiom(
    "uniqueness of the Mellin transform",
    "A law on the positive numbers is determined by its moments E[Y^s] of all real orders s in an interval around 0: "
    "they are the moment generating function of log Y there.",
    Source("Curtiss", 1942, "Annals of Mathematical Statistics 13, 430-433"),
    hypotheses=("the moments of the law that is claimed", "the difference of both, zero"),
    vanishing=(1,),
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

# The quantities in which the axioms and lemmas are stated; an instance says what they stand for.
t = integer("t", at_least=0)
n, d = integer("n", at_least=1), integer("d", at_least=1)
m, m_0, coefficient, truth = real("m"), real("m_0"), real("b"), real("beta")
v, v_0, sigma2, eigenvalue = real("v", above=0), real("v_0", above=0), real("sigma2", above=0), real("s", above=0)
r = real("r", above=-1, below=1)
z = real("z", above=0)
s = real("s", above=0, below=1)
x, y = real("x", above=0), real("y", above=0)
u = real("u", at_least=0, below=1)
a, b = real("a", above=-1), real("b", above=-1)
j = integer("j", at_least=1)
line, w = real("line"), real("w", at_least=0)
factor, rate, exponent = real("factor", above=0), real("rate", above=0), real("p", above=0)

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

GEOMETRIC_LIMIT = Lemma(
    "r^t -> 0 for |r| < 1",
    Claim(Limit(r**t, t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 72"),
)
LINEAR_GEOMETRIC_LIMIT = Lemma(
    "t r^t -> 0 for |r| < 1",
    Claim(Limit(t * r**t, t, oo), "=", Integer(0)),
    Source("Rudin", 1976, "Principles of Mathematical Analysis, theorem 3.20"),
)
RECIPROCAL_LIMIT = Lemma(
    "1/n -> 0",
    Claim(Limit(1 / n, n, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
)
RECIPROCAL_OF_NEXT_LIMIT = Lemma(
    "1/(t + 1) -> 0",
    Claim(Limit(1 / (t + 1), t, oo), "=", Integer(0)),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 62"),
)
POWER_LIMIT = Lemma(
    "n^(-p) -> 0 for p > 0",
    Claim(Limit(n ** (-exponent), n, oo), "=", Integer(0)),
    Source("Rudin", 1976, "Principles of Mathematical Analysis, theorem 3.20"),
)
PSI_BELOW_LOG = Lemma(
    "psi(z) < log z - 1/(2z)",
    Claim(polygamma(0, z), "<", log(z) - 1 / (2 * z)),
    Source("Alzer", 1997, "Mathematics of Computation 66, 373-389, inequality (2.2)"),
)
PSI_ABOVE_LOG = Lemma(
    "psi(z) > log z - 1/(2z) - 1/(12z^2)",
    Claim(polygamma(0, z), ">", log(z) - 1 / (2 * z) - 1 / (12 * z**2)),
    Source("Alzer", 1997, "Mathematics of Computation 66, 373-389, theorem 8"),
)
PSI_1_ABOVE = Lemma(
    "psi_1(z) > 1/z",
    Claim(polygamma(1, z), ">", 1 / z),
    Source("Abramowitz and Stegun", 1964, "Handbook, 6.4.10: psi_1(z) is the sum of 1/(z + k)^2, above its integral"),
)
LOG_CONCAVITY = Lemma(
    "log x <= x - 1",
    Claim(log(x), "<=", x - 1),
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 4.1"),
)
GAMMA_RATIO = Lemma(
    "Gamma(z + s) < z^s Gamma(z) for 0 < s < 1",
    Claim(gamma(z + s), "<", z**s * gamma(z)),
    Source("Wendel", 1948, "American Mathematical Monthly 55, 563-564; strict, as log Gamma is strictly convex"),
)
LOG_SERIES = Lemma(
    "log(1 - u) <= -u - u^2/2 for 0 <= u < 1",
    Claim(log(1 - u), "<=", -u - u**2 / 2),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.1.24, of which all terms are negative here"),
)
EXP_ABOVE_LINE = Lemma(
    "exp(y) >= 1 + y",
    Claim(exp(line), ">=", 1 + line),
    Source("Hardy, Littlewood and Polya", 1934, "Inequalities, section 4.1"),
)
EXP_ABOVE_FRACTION = Lemma(
    "exp(-w) >= (2 - w)/(2 + w) for w >= 0",
    Claim(exp(-w), ">=", (2 - w) / (2 + w)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.1.27: log((2 + w)/(2 - w)) is w and positive terms for w < 2"),
)
EXP_BELOW_PARABOLA = Lemma(
    "exp(-w) <= 1 - w + w^2/2 for w >= 0",
    Claim(exp(-w), "<=", 1 - w + w**2 / 2),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 147: Taylor's theorem with Lagrange's remainder"),
)
BERNOULLI_FRACTION = Lemma(
    "1/(1 - exp(-x)) <= 1/x + 1/2 + x/12 for x > 0",
    Claim(1 / (1 - exp(-x)), "<=", 1 / x + Rational(1, 2) + x / 12),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.5.70: tanh(x/2) is at least (x/2)/(1 + (x/2)^2/3)"),
)
X_LOG_X_PINSKER = Lemma(
    "x log x >= x - 1 + 3 (x - 1)^2/(2 x + 4)",
    Claim(x * log(x), ">=", x - 1 + 3 * (x - 1) ** 2 / (2 * x + 4)),
    Source("Tsybakov", 2009, "Introduction to Nonparametric Estimation, proof of lemma 2.5"),
)
X_LOG_X_TAYLOR = (x - 1) + (x - 1) ** 2 / 2 - (x - 1) ** 3 / 6 + (x - 1) ** 4 / 12 - (x - 1) ** 5 / 20
X_LOG_X_ABOVE = Lemma(
    "x log x is above its fifth Taylor polynomial at 1",
    Claim(x * log(x), ">=", X_LOG_X_TAYLOR),
    Source("Hardy", 1908, "A Course of Pure Mathematics, section 147: the sixth derivative 24/x^5 is positive"),
)
X_LOG_X_BELOW = Lemma(
    "x log x is below its fifth Taylor polynomial at 1 and (x - 1)^6/5",
    Claim(x * log(x), "<=", X_LOG_X_TAYLOR + (x - 1) ** 6 / 5),
    Source(
        "Hardy", 1908, "A Course of Pure Mathematics, section 147: the sixth derivative falls, so 0 is the worst case"
    ),
)
HARMONIC_AVERAGE = Lemma(
    "H_n/n -> 0",
    Claim(Limit(harmonic(n) / n, n, oo), "=", Integer(0)),
    Source("Knopp", 1951, "Theory and Application of Infinite Series, section 8: averages of a null sequence"),
)
EULER_INTEGRAL = Lemma(
    "Euler's integral for Gamma",
    Claim(Integral(factor * x ** (z - 1) * exp(-rate * x), (x, 0, oo)), "=", factor * gamma(z) / rate**z),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 12.2"),
)
MELLIN_BESSEL = Lemma(
    "Mellin transform of K_0(2 sqrt x)",
    Claim(
        Integral(factor * x ** (z - 1) * besselk(0, 2 * sqrt(x)), (x, 0, oo)),
        "=",
        factor * gamma(z) ** 2 / 2,
    ),
    Source("Watson", 1944, "Theory of Bessel Functions, section 13.21, formula (8), with t = 2 sqrt x"),
)
EULER_HYPERGEOMETRIC = Lemma(
    "Euler's integral for 2F1",
    Claim(
        Integral(z * s ** (z - 1) * sqrt(1 + s), (s, 0, 1)),
        "=",
        hyper([Rational(-1, 2), z], [z + 1], Integer(-1)),
    ),
    Source("Abramowitz and Stegun", 1964, "Handbook, 15.3.1, with a = -1/2, b = z, c = z + 1 at the argument -1"),
)
EULER_BETA = Lemma(
    "Euler's integral for Beta",
    Claim(Integral(u ** (z - 1) * (1 - u) ** (y - 1), (u, 0, 1)), "=", gamma(z) * gamma(y) / gamma(z + y)),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 12.41"),
)
EULER_SINE_PRODUCT = Lemma(
    "Euler's sine product",
    Claim(Limit(Product(1 - x**2 / j**2, (j, 1, t)), t, oo), "=", sin(pi * x) / (pi * x)),
    Source("Euler", 1748, "Introductio in analysin infinitorum, section 158"),
)
HYPERBOLIC_SINE_PRODUCT = Lemma(
    "Euler's product for the hyperbolic sine",
    Claim(Limit(Product(1 + x**2 / j**2, (j, 1, t)), t, oo), "=", (exp(pi * x) - exp(-pi * x)) / (2 * pi * x)),
    Source("Whittaker and Watson", 1927, "A Course of Modern Analysis, section 7.5, at an imaginary argument"),
)
SUM_OF_INVERSE_SQUARES = Lemma(
    "1 + 1/4 + 1/9 + ... = pi^2/6",
    Claim(Limit(Sum(1 / j**2, (j, 1, t)), t, oo), "=", pi**2 / 6),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 123-134"),
)
INVERSE_SQUARES_BELOW = Lemma(
    "1 + 1/4 + ... + 1/t^2 < pi^2/6",
    Claim(Sum(1 / j**2, (j, 1, t)), "<", pi**2 / 6),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 123-134; all terms are positive"),
)
GAMMA_RATIO_LIMIT = Lemma(
    "n^(b - a) Gamma(n + a)/Gamma(n + b) -> 1",
    Claim(Limit(n ** (b - a) * gamma(n + a) / gamma(n + b), n, oo), "=", Integer(1)),
    Source("Wendel", 1948, "American Mathematical Monthly 55, 563-564"),
)
SINE_FROM_BELOW = Lemma(
    "sin x > x - x^3/6",
    Claim(sin(x), ">", x - x**3 / 6),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.3.65; for all x > 0 by integrating cos x <= 1 three times"),
)
SINE_FROM_ABOVE = Lemma(
    "sin x < x - x^3/6 + x^5/120",
    Claim(sin(x), "<", x - x**3 / 6 + x**5 / 120),
    Source("Abramowitz and Stegun", 1964, "Handbook, 4.3.65; for all x > 0 by integrating cos x <= 1 five times"),
)
EULER_CONSTANT = Lemma(
    "H_n - log n -> EulerGamma",
    Claim(Limit(harmonic(n) - log(n), n, oo), "=", EulerGamma),
    Source("Euler", 1740, "Commentarii academiae scientiarum Petropolitanae 7, 150-161"),
)
PSI_INCREASING = Lemma(
    "psi(z) < psi(z + y) for y > 0",
    Claim(polygamma(0, z), "<", polygamma(0, z + y)),
    Source("Abramowitz and Stegun", 1964, "Handbook, 6.4.10: the derivative of psi is a sum of squares"),
)
