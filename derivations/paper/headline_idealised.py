"""The headline read without samples: the limit of the mixture alpha P + (1 - alpha) Q, and its entropy."""

from fractions import Fraction

from sympy import Expr, Product, Symbol, log

from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByTheorem
from collapse_math.items import Formal, Reading
from collapse_math.quantities import integer, real
from derivations.learners import idealised_limit
from derivations.schedules import idealised

i = Symbol("i", integer=True)
t = integer("t", at_least=1)

# Without samples, shares alpha(j) = a/(j + 1): what is left of Q_0 - P, and a part that is said to stay for ever.
a, part = real("a", above=0, at_most=1), real("part", above=0, below=1)
STAYS_AWAY = Claim(Product(1 - a/(i + 1), (i, 1, t)), ">=", part)

# The limit P + c (Q_0 - P), for a symbol of probability p under P and q under Q_0: has it less entropy than the truth?
p, q = real("p", above=0, below=1), real("q", above=0, below=1)
c = real("c", above=0, below=1)
limit = p + c * (q - p)


def entropy(share: Expr) -> Expr:
    """The entropy of one symbol against all others."""
    return -share * log(share) - (1 - share) * log(1 - share)


LESS_ENTROPY = Claim(entropy(limit), "<", entropy(p))
AS_MUCH_ENTROPY = Claim(entropy(limit), ">=", entropy(p))


READINGS = (
        Reading(
            says="Without samples: if alpha(t) tends to zero, the limit of the idealised loop differs from the truth.",
            fails_by=(
                ByCounterexample(
                    "alpha(t) = 1/(t + 1): of the first distance one part in 101 is left after 100 generations",
                    STAYS_AWAY,
                    {a: 1, t: 100, part: Fraction(1, 100)},
                ),
                ByTheorem(
                    "if the shares have an infinite sum, as 1/(t + 1) does, the limit is the truth",
                    idealised.theorem.conclusions["truth_reached"],
                ),
                ByTheorem("without any real data nothing moves", idealised.theorem.conclusions["unmoved"]),
            ),
            formal=Formal(
                "With alpha(j) = a/(j + 1), a certain part of the distance of Q_0 from P is left after t generations, "
                "for all t.",
                STAYS_AWAY,
            ),
        ),
        Reading(
            says="Without samples: if alpha(t) tends to zero, the limit has less entropy than the truth.",
            fails_by=(
                ByTheorem(
                    "the limit lies between P and Q_0, and has at least the mean of their entropies, weighted alike",
                    idealised_limit.theorem.conclusions["entropy"],
                ),
                ByCounterexample(
                    "P = 1/4 and Q_0 = 1/2, and half of the start is left: more entropy than the truth has",
                    LESS_ENTROPY,
                    {p: Fraction(1, 4), q: Fraction(1, 2), c: Fraction(1, 2)},
                ),
                ByCounterexample(
                    "if the first law has less entropy than the truth, the limit may have less, too, though more than "
                    "the first law: so with P = 1/4 and Q_0 = 1/8, and half of the start left",
                    AS_MUCH_ENTROPY,
                    {p: Fraction(1, 4), q: Fraction(1, 8), c: Fraction(1, 2)},
                ),
            ),
            formal=Formal(
                "A symbol has the probability p in the truth and q in the first law, of which a part c is left for "
                "ever: the limit has less entropy than the truth.",
                LESS_ENTROPY,
            ),
        ),
)
