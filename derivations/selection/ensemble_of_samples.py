"""An ensemble whose members are fitted to samples loses diversity like one model with n/(sum of omega_i^2) draws.

Setting.  Each of the members takes the shares of n tokens that it draws from the mixture R of all, by itself; member i
has the weight omega_i, the weights sum to 1, and S is the sum of their squares.  The diversity of R is G = 1 - sum p^2
over all tokens, p the share of one of them in R.

    Theorem    E[p_t] = p_0,   E[G_t] = (1 - S/n)^t G_0
    Corollary  K members of equal weight:  S = 1/K, as one model with K n draws
               E[G_t] -> 0 for every such ensemble: many members make it slow, and do not prevent it

Why.       By induction over the members: let the mean of p' be p and its variance sigma p (1 - p)/n for an ensemble,
           with sigma = 1 for one member.  A further member of weight omega makes it omega^2 + (1 - omega)^2 sigma, and
           that is the sum of the squares of the new weights, as the old ones are multiplied by 1 - omega.

Units.     Shares and diversities are probabilities; n >= 2, K and t are counts.
Assumed.   Independent draws, of different members too, with the probabilities of the mixture.
"""

from fractions import Fraction

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    FAITHFUL_SAMPLING,
    FRESH_RANDOMNESS,
    INDEPENDENT_DRAWS,
    PLUG_IN,
    REPLACE,
    WEIGHTED_ENSEMBLE,
)
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.moments import Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.selection.setting import n, t

K = integer("K", at_least=1)
p, p_0 = real("p", at_least=0, at_most=1), real("p_0", at_least=0, at_most=1)
u = real("u")  # p once more, for all members together
omega = real("omega", at_least=0, at_most=1)  # the weight of one more member
sigma = real("sigma", above=0, at_most=1)  # the sum of squared weights of the others, among themselves
S = real("S", above=0, at_most=1)  # of all
G_0 = real("G_0", at_least=0, below=1)

theorem = Theorem(
    "selection.ensemble_of_samples",
    says="an ensemble of members with n draws each is worth n/(sum of squared weights) draws: E[G_t] = (1 - S/n)^t G_0",
    assumes=(
        INDEPENDENT_DRAWS,
        FAITHFUL_SAMPLING,
        PLUG_IN,
        WEIGHTED_ENSEMBLE,
        CONSTANT_SIZE,
        REPLACE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, S, K, t, p_0, G_0),
    catalogue=("F14",),
)
LAW, APART = (FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,)
FITTED = (PLUG_IN, WEIGHTED_ENSEMBLE)

# 1. One member, and one more: what the others say of the token has the mean p and the variance sigma p (1 - p)/n.
count = Counts("x", n, LAW, APART, (p,))
single = theorem.expectation(
    "one member", p**2, after=Refit({p: count.count()/n}, (count,), {p: FITTED}, (CONSTANT_SIZE,)),
    equals=p**2 + p * (1 - p)/n,
)
others = Sample("y", Integer(1), p, {2: sigma * p * (1 - p)/n}, two_moments=(*LAW, PLUG_IN), independent=APART)
joined = Refit(
    {p: omega * count.count()/n + (1 - omega) * others.power_sum(1)}, (count, others), {p: FITTED}, (CONSTANT_SIZE,)
)
further = theorem.expectation(
    "one member more", p**2, after=joined, equals=p**2 + (omega**2 + (1 - omega)**2 * sigma) * p * (1 - p)/n
)
keeps = theorem.expectation("and the mean stays", p, after=joined, equals=p)

# 2. All members: S in place of 1, and of omega^2 + (1 - omega)^2 sigma.
every = Sample("z", Integer(1), u, {2: S * u * (1 - u)/n}, two_moments=(*LAW, PLUG_IN), independent=APART)
whole = Refit({u: every.power_sum(1)}, (every,), {u: FITTED}, (CONSTANT_SIZE,))
less = theorem.expectation("a token and the rest", u * (1 - u), after=whole, equals=(1 - S/n) * u * (1 - u))
right = theorem.expectation("shares are right on average", u, after=whole, equals=u)
within, mean = theorem.over_generations(
    t, {less: (1 - S/n)**t * p_0 * (1 - p_0), right: p_0}, start={u: p_0}, uses=(REPLACE, FRESH_RANDOMNESS)
)
diversity = theorem.over_family(
    "all tokens", within, members=(p_0,), totals={p_0 * (1 - p_0): G_0}, equals=(1 - S/n)**t * G_0
)

# 3. K equal weights, and the end.
equal = theorem.equation(
    "K equal weights", diversity.right.xreplace({S: 1/K}), (1 - 1/(K * n))**t * G_0, given=(diversity,)
)
gone = theorem.limit(
    "no diversity is left",
    diversity.right,
    t,
    Integer(0),
    {(1 - S/n)**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: 1 - S/n})},
    given=(diversity,),
)

theorem.concludes("one_member", "E[p'^2] with one member", single)
theorem.concludes("one_more", "E[p'^2] with one member more", further)
theorem.concludes("one_more_mean", "E[p'] with one member more", keeps)
theorem.concludes("expected_share", "E[p_t]", mean)
theorem.concludes("diversity", "E[G_t]", diversity)
theorem.concludes(
    "equal_weights",
    "E[G_t] at S = 1/K",
    equal,
    Observed("ensemble", "diversities", "mean", {n: 2, K: 2, t: 3, G_0: Fraction(3, 4)}, "unit"),
)
theorem.concludes("limit", "lim E[G_t]", gone)

if __name__ == "__main__":
    theorem.main()
