"""Classical theorems about what evolves over generations, taken on trust like those of `axioms`.

Sums of steps, random walks, martingales, events for ever, perpetuities, moving averages, and lines of descent.
"""

from __future__ import annotations

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    REPLACE,
    SLIDING_WINDOW,
)
from collapse_math.ledger import Axiom, Source

ORTHOGONAL_STEPS = Axiom(
    "steps of mean zero are orthogonal",
    "If each step of a sum has mean 0 given everything that was drawn before it, the mean square of the sum is the sum "
    "of the mean squares of the steps.",
    Source("Doob", 1953, "Stochastic Processes, chapter IV, section 7"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the sum of the mean squares of the steps", "the mean square of a step", "the mean of a step, zero"),
    about="a sum of steps",
    compared=((2, "=", 0),),
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
    about="a martingale with a limit",
)
CLOSED_MARTINGALE = Axiom(
    "martingale with a path of finite length",
    "If the steps of a martingale have a finite expected total length, it converges almost surely, and M_t is the mean "
    "of its limit given what is known after t refits.  So E[(M - c)^2] of the limit M is at least E[(M_t - c)^2], at "
    "every t (Jensen).",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1: it is uniformly integrable"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=(
        "E[(M_t - c)^2] at every t",
        "a refit keeps M_t on average",
        "the mean length of the path at every t",
        "one bound of it for all t",
    ),
    about="a martingale of finite length",
)
BOUNDED_MARTINGALE = Axiom(
    "martingale bounded in mean square",
    "A martingale with E[(M_t - c)^2] below one bound converges almost surely and in mean square; for its limit M, "
    "E[(M - c)^2] is the limit of E[(M_t - c)^2], which grows with t, and so at least its value at any t.",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("E[(M_t - c)^2] at every t", "a refit keeps M_t on average", "a bound on the former at every t"),
    about="a bounded martingale",
)
SUPERMARTINGALE_LIMIT = Axiom(
    "convergence of a non-negative supermartingale",
    "What is not negative and falls on average, given the past, converges almost surely; the mean of the limit is at "
    "most the limit of the mean.  Nothing says that the limit is zero.",
    Source("Doob", 1953, "Stochastic Processes, chapter VII, theorem 4.1s"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the limit of the mean", "the mean at every t", "its mean after one refit", "which is no larger"),
    about="a martingale with a limit",
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
ALMOST_SUPERMARTINGALE = Axiom(
    "Robbins-Siegmund theorem",
    "V is not negative, and its next mean, given the past, is (1 - b(t)) V + c(t) at most, with numbers b(t) between 0 "
    "and 1 and c(t) >= 0.  If the c(t) have a finite sum, V converges almost surely, and the sum of all b(t) V is "
    "finite.  So if the b(t) have none, V tends to 0 almost surely.",
    Source("Robbins and Siegmund", 1971, "Optimizing Methods in Statistics, 233-257, theorem 1"),
    needs=(FRESH_RANDOMNESS,),
    hypotheses=("the mean after one refit", "the sum of the b(t) is infinite", "the sum of the c(t) is finite"),
    about="an almost supermartingale",
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
    compared=((1, "=", 2), (2, ">", 0)),
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
