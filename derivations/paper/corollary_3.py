"""Corollary 3: what a model tells of the truth is said not to grow from one generation to the next."""

from fractions import Fraction

from sympy import Expr, Integer, Rational, log

from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.learners import shrinkage
from derivations.paper.information import mutual_information
from derivations.paper.information import theorem as information

# One of two symbols has the probability p under one truth and 1 - p under the other; both are equally likely.
p = real("p", above=Fraction(1, 2), below=1)
HALF = Rational(1, 2)


def of_two_truths(*likelihoods: tuple[Expr, Expr]) -> Expr:
    """The information of an observation that has values with these likelihoods under either truth."""
    return mutual_information([[HALF * pair[truth] for pair in likelihoods] for truth in (0, 1)])


# Q_t is the law of a single real draw.  Of the two draws of the next generation each is real with probability alpha,
# else it is that first draw again; so both come from one real draw with probability (1 - alpha)^2, else from two.
alpha = real("alpha", above=0, below=1)
two = 1 - (1 - alpha)**2
mixed = two * p * (1 - p)
NOW = of_two_truths((p, 1 - p), (1 - p, p))
NEXT = of_two_truths((p - mixed, 1 - p - mixed), (1 - p - mixed, p - mixed), (2 * mixed, 2 * mixed))
NO_GROWTH = Claim(NEXT, "<=", NOW)

# Without samples and for alpha < 1/2, alpha P + (1 - alpha) Q_t is another law for every truth and every first draw.
none = Integer(0)
UNSAMPLED = Claim(of_two_truths((p, none), (1 - p, none), (none, p), (none, 1 - p)), "<=", NOW)

# A model that gives the symbol it has seen the probability s; a new draw is that symbol with probability p^2 + (1-p)^2.
s, softer = real("s", above=0, below=1), real("softer", above=0, below=1)
right = p**2 + (1 - p)**2


def loss(share: Expr) -> Expr:
    """The expected logarithmic loss of such a model, over truths, first draws and new draws."""
    return -right * log(share) - (1 - right) * log(1 - share)


NO_IMPROVEMENT = Claim(loss(s), "<=", loss(softer))

item = Item(
    key="Corollary 3",
    title="information on the truth does not grow",
    says="The truth P, a model Q_t and the next model Q_(t+1) form a Markov chain; so the mutual information of P and "
    "the model cannot grow, and the loop stagnates.",
    formula="P -> Q_t -> Q_(t+1)   =>   I(P; Q_(t+1)) <= I(P; Q_t)",
    right="The inequality, for a truth that is drawn from a prior, as long as no generation sees the truth again "
    "(alpha = 0 exactly): it is the data processing inequality, and holds for every learner.",
    readings=(
        Reading(
            says="Without real data (alpha = 0), a truth with a prior, finitely many laws: the information does not "
            "grow.",
            stated=(REPLACE, FRESH_RANDOMNESS),
            shown_by=(ByTheorem("by data processing", information.conclusions["generation"]),),
            beyond="That the loop stagnates.  Information bounds what could be learned from the model by somebody who "
            "knows the prior; it does not say how good the model is as it stands.",
            beyond_by=(
                ByCounterexample(
                    "a model that is sure of the symbol it has seen (99 of 100) is improved by making it less sure "
                    "(5 of 8): the loss falls, without new data, and both models tell the same",
                    NO_IMPROVEMENT,
                    {p: Fraction(3, 4), s: Fraction(99, 100), softer: Fraction(5, 8)},
                ),
            ),
        ),
        Reading(
            says="With a share alpha of real data that tends to zero and is positive, with samples: it does not grow.",
            fails_by=(
                ByCounterexample(
                    "one real draw, then two draws each of which is real with probability one percent: fresh draws "
                    "tell something new",
                    NO_GROWTH,
                    {p: Fraction(3, 4), alpha: Fraction(1, 100)},
                ),
            ),
            formal=Formal(
                "One symbol, of probability p or 1 - p, was drawn.  Of two new draws each is real with probability "
                "alpha, else a copy of the first: together they tell no more of which it is than the first did.",
                NO_GROWTH,
            ),
        ),
        Reading(
            says="With such a share, without samples: it does not grow.",
            fails_by=(
                ByCounterexample(
                    "alpha P + (1 - alpha) Q_t gives away which of two truths it is, in a single step, and Q_t does "
                    "not",
                    UNSAMPLED,
                    {p: Fraction(3, 4)},
                ),
            ),
            formal=Formal(
                "The same for the law alpha P + (1 - alpha) Q_1 itself, Q_1 being the first draw and alpha < 1/2.",
                UNSAMPLED,
            ),
        ),
        Reading(
            says="That a model which is made of the present one alone is no better than the present one, measured by "
            "its expected logarithmic loss.",
            fails_by=(
                ByCounterexample(
                    "99 of 100 for the symbol that was seen, and then 5 of 8",
                    NO_IMPROVEMENT,
                    {p: Fraction(3, 4), s: Fraction(99, 100), softer: Fraction(5, 8)},
                ),
                ByTheorem(
                    "the mean of a normal law in three dimensions or more, shrunk: nearer to the truth on average, for "
                    "every truth, without new data",
                    shrinkage.theorem.conclusions["divergence_at_most"],
                ),
            ),
            formal=Formal(
                "A model that gives the symbol it has seen the probability s has no larger a loss than one that gives "
                "it another probability, `softer`: to make one of the other improves nothing.",
                NO_IMPROVEMENT,
            ),
        ),
    ),
    unstated=("H1", "H8", "H9"),
    nearest_true=(
        ByTheorem(
            "whatever is made of Q_t and of fresh draws tells at most what these tell together",
            information.conclusions["processing"],
        ),
        ByTheorem("with alpha = 0, no more than Q_t", information.conclusions["generation"]),
    ),
    met_by=(
        ByCounterexample(
            "two truths, equally likely, and a model that is one draw of 3 to 1: it does tell something",
            Claim(NOW, "<=", none),
            {p: Fraction(3, 4)},
        ),
    ),
)
