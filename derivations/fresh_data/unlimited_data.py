"""With unlimited data and any share of real ones, a loop comes back to the truth: no threshold is needed.

Setting.  Each generation is trained on one part of the truth and lambda > 0 parts of the last model, without sampling
error, and takes over the expectations of some scores of x, as maximum likelihood does in an exponential family with the
scores it is made of.  The loop starts anywhere.

    Theorem    the expectation q_t of a score is p + (q_0 - p) c^t, where c = lambda/(1 + lambda) < 1 for every lambda,
               and p belongs to the truth: q_t -> p
    Corollary  a normal law that is off by a in the mean and by b in the variance at first has
               M_t = m_0 + a c^t,   V_t = v_0 + b c^t + a^2 (c^t - c^(2t)) -> v_0
    Compare    conditions by which lambda has to be below a bound of the order of 1/2 are sufficient and not necessary:
               at lambda = 1/2, 2 and 100 the distance is multiplied by 1/3, 2/3 and 100/101 at every step

So real data can be ever so few, as long as nothing is sampled; with samples their number counts (pooled_fit).

Units.     q_t and p in the unit of the score, M_t in (unit of x), V_t in (unit of x)^2; lambda and c have none.
Assumed.   Unlimited data, and that a generation sees the last model alone besides real data.
Note.      For a model that is not fixed by such expectations the map need not be linear, and a condition on lambda may
           be needed.
"""

from fractions import Fraction

from sympy import Integer, Lambda, Rational, Symbol

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import Induction
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT
from collapse_math.lemmas import r as ratio
from collapse_math.observed import Observed, Point
from collapse_math.quantities import real
from derivations.gaussian.setting import t
from derivations.schedules import idealised
from derivations.schedules.idealised import p, q_0
from derivations.schedules.setting import alpha

parts = real("lambda", above=0)  # of the last model for one part of the truth
v_0 = real("v_0", above=0)
a, b = real("a"), real("b")
k = Symbol("k", integer=True)

theorem = Theorem(
    "fresh_data.unlimited_data",
    says="with unlimited data q_t - p = (q_0 - p) (lambda/(1 + lambda))^t: the truth is reached for every mix lambda",
    assumes=(UNLIMITED_DATA, REPLACE),
    symbols=(parts, t, p, q_0, v_0, a, b),
    catalogue=("D7",),
    sources=(
        Source("Bertrand et al.", 2023, "arXiv 2310.00429, for conditions on lambda as they are quoted; not seen"),
    ),
)
c = parts/(1 + parts)

# 1. Real data of the share 1/(1 + lambda) at every generation.
score = theorem.cites(idealised.score, {alpha: Lambda(k, 1/(1 + parts))})
power = theorem.equation("a constant share", score.right, p + (q_0 - p) * c**t, how=Induction(t), given=(score,))
below = theorem.inequality("it contracts", c, "<", Integer(1))
vanishes = {c**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: c})}
truth = theorem.limit("so the truth is reached", power.right, t, p, vanishes, given=(power, below))

# 2. A normal law is fixed by the expectations of x - m_0 and (x - m_0)^2.
mean, square = (
    theorem.cites(power, {p: at_truth, q_0: at_start})
    for at_truth, at_start in ((Integer(0), a), (v_0, v_0 + b + a**2))
)
variance = theorem.equation(
    "the variance of a normal law",
    square.right - mean.right**2,
    v_0 + b * c**t + a**2 * (c**t - c ** (2 * t)),
    given=(mean, square),
)
left = real("left")
restored = theorem.limit(
    "comes back",
    variance.right,
    t,
    v_0,
    vanishes,
    form=Lambda(left, v_0 + b * left + a**2 * (left - left**2)),
    given=(variance, below),
)

# 3. Above a bound of 1/2: two parts of the last model for one of the truth, at every step.
two = {parts: Integer(2)}
beyond = theorem.equation(
    "two thirds of the distance are left", power.right.xreplace(two), p + (q_0 - p) * Rational(2, 3)**t, given=(power,)
)
reached = theorem.limit(
    "and in the end none",
    beyond.right,
    t,
    p,
    {Rational(2, 3)**t: (Integer(0), GEOMETRIC_LIMIT, {ratio: Rational(2, 3)})},
    given=(beyond,),
)



def seen(mix: int | Fraction) -> Observed:
    """The probability of an event in every law that gives it 1/10, while the truth gives it 3/5."""
    told = {"starts": ((0.1, 0.9),), "truth": (0.6, 0.4), "parts": (3, 3), "real_share": float(1 / Fraction(1 + mix))}
    at: Point = {parts: mix, p: Fraction(3, 5), q_0: Fraction(1, 10), t: 4}
    return Observed("laws", "first_shares", "constant", at, arguments=told)


theorem.concludes("score", "q_t", power, seen(Fraction(1, 2)), seen(100))
theorem.concludes("factor", "c", below)
theorem.concludes("truth_reached", "lim q_t", truth)


def normal(statistic: str) -> Observed:
    """The fitted normal law: m_0 = 0 and v_0 = 2, off by a = 3/2 and b = 1 at first."""
    at: Point = {parts: Fraction(3, 2), v_0: 2, a: Fraction(3, 2), b: 1, t: 3}
    told = {"mean": 1.5, "variance": 3.0, "truth": (0.0, 2.0), "real_share": 0.4, "family": "normal"}
    return Observed("densities", statistic, "constant", at, arguments=told)


theorem.concludes("mean_of_a_normal_law", "M_t - m_0", mean, normal("means"))
theorem.concludes("variance_of_a_normal_law", "V_t", variance, normal("variances"))
theorem.concludes("variance_restored", "lim V_t", restored)
theorem.concludes("score_above_the_bound", "q_t for lambda = 2", beyond, seen(2))
theorem.concludes("truth_reached_above_the_bound", "lim q_t for lambda = 2", reached)

if __name__ == "__main__":
    theorem.main()
