"""Sampling at a temperature T < 1 leads to the likeliest output alone, without any loss by sampling.

Setting.  With unlimited data the next law is proportional to p_i^(1/T), for a finite number of outputs.  p and q are
the probabilities of two of them, p_0 and q_0 those in the truth, and L = log(q_0/p_0) is how much likelier q is.  For a
normal law the density is raised to 1/T.

    Theorem    log(p_t/q_t) = T^(-t) log(p_0/q_0);   for a normal law  V_t = T^t v_0
    Corollary  T < 1:  p_t/q_t <= T^t/(T^t + L) -> 0 if q_0 > p_0, so that the likeliest outputs alone are left
               T > 1:  p_t/q_t -> 1, so that all outputs of the truth become equally likely
               T < 1:  V_t -> 0,   and for T > 1  V_t/v_0 grows without bound

Units.     Probabilities; V_t and v_0 in (unit of x)^2; T has no unit, and t is a count.
Assumed.   Unlimited data and the same temperature in every generation.
Note.      At T = 1 nothing happens at all.  What sampling does to a finite number of draws comes on top of it.
"""

import math
from fractions import Fraction

from sympy import Integer, exp, log

from collapse_math.assumptions import REPLACE, TEMPERATURE, UNLIMITED_DATA
from collapse_math.claims import ByLemma
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import EXP_ABOVE_LINE, GEOMETRIC_LIMIT, line, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed, Point, Told
from collapse_math.quantities import real
from derivations.gaussian.setting import log_density, x
from derivations.selection.setting import m, t, v, v_0

T = real("T", above=0)
cold, hot = real("T_c", above=0, below=1), real("T_h", above=1)  # a temperature below 1, and one above
p, q = real("p", above=0), real("q", above=0)  # the probabilities of two outputs
p_0, q_0 = real("p_0", above=0, below=1), real("q_0", above=0, below=1)
Z = real("Z", above=0)  # what all p^(1/T) sum to
L = real("L", above=0)

theorem = Theorem(
    "selection.temperature",
    says="log(p_t/q_t) = T^(-t) log(p_0/q_0): below T = 1 the likeliest output alone is left, above all become equal",
    assumes=(UNLIMITED_DATA, TEMPERATURE, REPLACE),
    symbols=(T, cold, hot, t, p_0, q_0, L, v_0),
    catalogue=("M1", "F15"),
    sources=(Source("Marchi et al.", 2024, "arXiv 2404.02325: the limits, as a later paper of theirs reports"),),
)

# 1. Both probabilities are raised to 1/T and divided by one sum, which the quotient does not see.
raised = Refit(
    {p: p**(1/T)/Z, q: q**(1/T)/Z}, (), {p: (UNLIMITED_DATA, TEMPERATURE), q: (UNLIMITED_DATA, TEMPERATURE)}
)
once = theorem.expectation("the quotient is raised to 1/T", log(p/q), after=raised, equals=log(p/q)/T)
(ratio,) = theorem.over_generations(t, {once: T**(-t) * log(p_0/q_0)}, start={p: p_0, q: q_0}, uses=(REPLACE,))

# 2. A normal density raised to 1/T is one of variance T v, up to a factor: their logarithms differ by a constant.
gap = log_density(m, v)/T - log_density(m, T * v)
flat = theorem.derivative("nothing of x is left between them", gap, x, Integer(0))
wider = Refit({v: T * v}, (), {v: (UNLIMITED_DATA, TEMPERATURE)})
scaled = theorem.expectation("the variance is multiplied by T", v, after=wider, equals=T * v)
(variance,) = theorem.over_generations(t, {scaled: T**t * v_0}, start={v: v_0}, uses=(REPLACE,))

# 3. Below 1: e^(-w) <= 1/(1 + w) for w = L T^(-t), which is T^t/(T^t + L).
w = L * cold**(-t)
less_likely = theorem.equation(
    "if q is exp(L) times as likely as p",
    exp(ratio.right.xreplace({T: cold, q_0: p_0 * exp(L)})),
    exp(-w),
    given=(ratio,),
)
steep = theorem.inequality(
    "an exponential is above its tangent", exp(w), ">=", 1 + w, how=ByLemma(EXP_ABOVE_LINE, {line: w})
)
bound = theorem.inequality(
    "a quotient with log -L at the start", exp(-w), "<=", cold**t/(cold**t + L), given=(steep, less_likely)
)
positive = theorem.inequality("it stays positive", Integer(0), "<=", exp(-w))
powers = {cold**t: (Integer(0), GEOMETRIC_LIMIT, {r: cold})}
none = theorem.limit("the bound", cold**t/(cold**t + L), t, Integer(0), powers)
zero = theorem.limit("nothing", Integer(0), t, Integer(0), {})
gone = theorem.squeeze(
    "the less likely output is gone", exp(-w), t, Integer(0), above=bound, below=positive, limits=(none, zero)
)
narrow = theorem.limit(
    "no variance is left", variance.right.xreplace({T: cold}), t, Integer(0), powers, given=(variance,)
)

# 4. Above 1 the logarithm of the quotient vanishes.
even = {hot**(-t): (Integer(0), GEOMETRIC_LIMIT, {r: 1/hot})}
equal = theorem.limit("equal shares", ratio.right.xreplace({T: hot}), t, Integer(0), even, given=(ratio,))
inverse = theorem.limit(
    "the variance outgrows every bound", 1/variance.right.xreplace({T: hot}), t, Integer(0), even, given=(variance,)
)

# Two outcomes among others, in laws that differ in these.
PAIR: Told = {"starts": ((0.3, 0.2, 0.5),), "parts": (1, 1, 4), "power": 1.25}
at: Point = {T: Fraction(4, 5), t: 3, p_0: Fraction(3, 10), q_0: Fraction(1, 5)}
seen = Observed("laws", "log_quotients", "constant", at, arguments=PAIR)
theorem.concludes("log_quotient", "log(p_t/q_t)", ratio, seen)
spreads = [
    Observed(
        "densities", "variances", "constant", {T: at, t: 3, v_0: 2}, arguments={"variance": 2.0, "power": float(1/at)}
    )
    for at in (Fraction(4, 5), Fraction(3, 2))
]
theorem.concludes("variance", "V_t", variance, *spreads)
theorem.concludes("density", "d/dx of the log of the quotient of the density raised to 1/T and that of N(m, T v)", flat)
LESS_LIKELY: Told = {"starts": ((0.2, 0.2 * math.e, 0.8 - 0.2 * math.e),), "parts": (1, 1, 4), "power": 1.25}
at = {cold: Fraction(4, 5), t: 3, L: 1}
seen = Observed("laws", "quotients", "never-above", at, arguments=LESS_LIKELY)
theorem.concludes("less_likely_at_most", "the bound of p_t/q_t at T_c < 1, log(q_0/p_0) = L", bound, seen)
theorem.concludes("less_likely", "lim p_t/q_t at T_c < 1, log(q_0/p_0) = L", gone)
theorem.concludes("no_variance", "lim V_t at T_c < 1", narrow)
theorem.concludes("equal_shares", "lim log(p_t/q_t) at T_h > 1", equal)
theorem.concludes("endless_variance", "lim 1/V_t at T_h > 1", inverse)

if __name__ == "__main__":
    theorem.main()
