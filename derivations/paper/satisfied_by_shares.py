"""Shares of real data that are what theorems suppose of them, so that these are not about nothing.

    alpha(t) = 1/(t + 1)      vanishing, with an infinite sum: ensembles and families reach the truth, as every law does
                              without samples; a mean under constant noise strays without bound; tokens lose their
                              diversity and never come to rest, and one that is left alone is left again; with errors
                              1/(t + 1)^2, a divergence that is contracted by 1 - alpha(t) vanishes
    alpha(t) = 1/(t + 1)^2    a finite sum: tokens come to rest

Units.     As in the theorems that are cited.
Assumed.   What they assume.
See also.  schedules.each_side for fits by moments.
"""

from sympy import Integer

from collapse_math import rules
from collapse_math.derivation import Theorem
from derivations.gaussian.setting import t
from derivations.learners import idealised_limit, projected_fit
from derivations.paper import no_rest, repeated_contraction, weakening_pull
from derivations.schedules.series import FEW, FEWER, converges, diverges, tends, y
from derivations.schedules.setting import alpha
from derivations.selection import ensemble
from derivations.tokens import hopping, vanishing_share

SOURCES = (
    ensemble, projected_fit, idealised_limit, weakening_pull, no_rest, repeated_contraction, hopping, vanishing_share
)
theorem = Theorem(
    "paper.satisfied_by_shares",
    says="shares 1/(t + 1) tend to zero with an infinite sum, shares 1/(t + 1)^2 with a finite one",
    assumes=tuple(dict.fromkeys(assumption for source in SOURCES for assumption in source.theorem.assumes)),
    symbols=(t,),
)

# 1. An infinite sum.
endless = diverges(theorem, FEW, Integer(2))
together = theorem.cites(ensemble.truth, {alpha: FEW}, given=(endless,))
fitted = theorem.cites(projected_fit.reached, {alpha: FEW}, given=(endless,))
restless = theorem.cites(no_rest.gone, {alpha: FEW}, given=(endless,))
hops = theorem.cites(hopping.for_ever, {alpha: FEW}, given=(endless,))
nothing = theorem.by_rule("nothing is left of the start", rules.VANISHING_PRODUCT, {rules.share: FEW}, given=(endless,))
ends = theorem.cites(idealised_limit.ends, {alpha: FEW, idealised_limit.c: Integer(0)}, given=(nothing,))

# 2. A limit of zero, and a finite sum.
vanish = tends(theorem, FEW, Integer(0), y/(1 + y))
strays = theorem.cites(weakening_pull.follows, {alpha: FEW}, given=(vanish,))
collapsed = theorem.cites(vanishing_share.fixed, {alpha: FEW}, given=(vanish,))
shrinks = theorem.cites(
    repeated_contraction.reached,
    {repeated_contraction.alpha: FEW, repeated_contraction.delta: FEWER},
    given=(endless, vanish),
)
rests = theorem.cites(hopping.few, {alpha: FEWER}, given=(converges(theorem, FEWER, Integer(1)),))

theorem.concludes("ensemble", "lim r_t, alpha(t) = 1/(t + 1),", together)
theorem.concludes("family", "lim m_t, alpha(t) = 1/(t + 1),", fitted)
theorem.concludes("score", "lim E of a score under Q_t, alpha(t) = 1/(t + 1),", ends)
theorem.concludes("constant_noise", "lim of the bound of E[d_t^2], alpha(t) = 1/(t + 1),", strays)
theorem.concludes("left_again", "lim r_t, alpha(t) = 1/(t + 1),", restless)
theorem.concludes("collapse_of_tokens", "lim E[p_t (1 - p_t)], alpha(t) = 1/(t + 1),", collapsed)
theorem.concludes("contracted", "lim D_t, alpha(t) = 1/(t + 1) and delta(t) = 1/(t + 1)^2,", shrinks)
theorem.concludes("hops", "P(p_t changes infinitely often), alpha(t) = 1/(t + 1),", hops)
theorem.concludes("rests", "P(p_t changes infinitely often), alpha(t) = 1/(t + 1)^2,", rests)

if __name__ == "__main__":
    theorem.main()
