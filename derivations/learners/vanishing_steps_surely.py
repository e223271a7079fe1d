"""If the squared steps towards real draws have a finite sum, the model learns the truth with probability one.

Setting.  As in vanishing_steps: the next model is (1 - a) Q + a times a point mass at one new real draw, with the step
a = a(t), here 0 <= a(t) <= 1.  p_t is the share of an event in the model, p_0 its probability in the truth.

    Theorem    If the sum of a(t) diverges and that of a(t)^2 does not, p_t -> p_0 almost surely, from any start
    Corollary  For a(t) = 1/t the model is the empirical law of all real draws, and that is the strong law of large
               numbers for how often an event happens

Why.       A step brings the squared error down by the factor (1 - a)^2 and up by a^2 p_0 (1 - p_0), on average: it is a
           supermartingale but for terms of finite sum, and the parts of itself that it loses, a or more, have none.

Units.     Shares are probabilities, and steps pure numbers; t >= 0 is a count.
Assumed.   Draws from the truth; that a new one is independent of all earlier ones.  On trust: Robbins and Siegmund.
Note.      The share of real data may vanish, as long as its sum does not stay finite.  That the squares have a finite
           sum is enough here, not needed; that the steps vanish is (vanishing_steps).
"""

from sympy import Integer, Lambda, Limit, Sum, oo

from collapse_math.assumptions import FAITHFUL_SAMPLING, FRESH_RANDOMNESS, STOCHASTIC_STEPS
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import Refit
from collapse_math.process_axioms import ALMOST_SUPERMARTINGALE
from collapse_math.rules import HARMONIC_SERIES, INVERSE_SQUARES
from collapse_math.sequences import reals
from derivations.schedules.setting import k, s
from derivations.tokens.setting import p, p_0, t

a = reals("a", at_least=0, at_most=1)  # the steps

theorem = Theorem(
    "learners.vanishing_steps_surely",
    says="with steps a(t) towards real draws p_t -> p_0 almost surely if sum a(t) = infinity and sum a(t)^2 < infinity",
    assumes=(FAITHFUL_SAMPLING, STOCHASTIC_STEPS, FRESH_RANDOMNESS),
    symbols=(a, t, p_0),
    catalogue=("F12",),
    sources=(Source("Robbins and Monro", 1951, "Annals of Mathematical Statistics 22, 400-407"),),
)
spread = p_0 * (1 - p_0)

# 1. One step towards one real draw.
draw = Counts("x", Integer(1), (FAITHFUL_SAMPLING,), (), (p_0,))
now = a(t + 1)
fit = Refit({p: (1 - now) * p + now * draw.count()}, (draw,), {p: (STOCHASTIC_STEPS,)})
step = theorem.expectation(
    "the squared error", (p - p_0)**2, after=fit, equals=(1 - now)**2 * (p - p_0)**2 + now**2 * spread
)

# 2. That is (1 - a) (p - p_0)^2 + a^2 at most: what it loses has no finite sum, and what it gains has one.
endless = theorem.suppose("the sum of a(t) diverges", Limit(Sum(a(k), (k, 1, t)), t, oo), "=", oo)
squares = theorem.suppose("that of a(t)^2 does not", Limit(Sum(a(k)**2, (k, 1, t)), t, oo), "<", oo)
learned = theorem.by_axiom(
    "the error vanishes", ALMOST_SUPERMARTINGALE, given=(step, endless, squares), equals=Integer(0)
)

# 3. The steps 1/t.
harmonic = theorem.by_rule("the sum of 1/t", HARMONIC_SERIES, {})
inverse = theorem.by_rule("the sum of 1/t^2", INVERSE_SQUARES, {})
frequencies = theorem.cites(learned, {a: Lambda(s, 1/s)}, given=(harmonic, inverse))

theorem.concludes("one_step", "E[(p_(t+1) - p_0)^2 | fit t]", step)
theorem.concludes("learned_surely", "lim (p_t - p_0)^2 almost surely", learned)
theorem.concludes("empirical_law_surely", "lim (p_t - p_0)^2 almost surely for a(t) = 1/t", frequencies)

if __name__ == "__main__":
    theorem.main()
