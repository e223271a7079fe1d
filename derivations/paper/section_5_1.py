"""Section 5.1: the collapse is said to cover all of statistical deep learning, since its losses are divergences."""

from fractions import Fraction

from sympy import Expr, Integer, Rational, log

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.learners import projected_fit, self_fit
from derivations.tokens import diversity

p, q = real("p", above=0, below=1), real("q", above=0, below=1)  # the probability of a symbol: in the data, in a model


def squared(model: Expr) -> Expr:
    """The expected squared loss."""
    return p * (1 - model)**2 + (1 - p) * model**2


def focal(model: Expr) -> Expr:
    """The expected focal loss, with exponent 1: errors on what is likely count less."""
    return -p * (1 - model) * log(model) - (1 - p) * model * log(1 - model)


SQUARED = Claim(squared(q), ">=", squared(p))
FOCAL = Claim(focal(p), "<=", focal(q))

# A model with the probability p of a symbol, 1/2 or less, and a law q with less diversity: is that as near to p?
DIVERGENCE = p * log(p/q) + (1 - p) * log((1 - p)/(1 - q))
DRAWN_AWAY = Claim(DIVERGENCE, "<=", Integer(0), (q < p, p <= Rational(1, 2)))

# Label smoothing by e: the best model gives a symbol that has the share x of the draws (1 - e) x + e/2.
x, e = real("x", at_least=0, at_most=1), real("e", above=0, at_most=1)
smoothed = (1 - e) * x + e/2
KEPT = Claim(smoothed * (1 - smoothed), ">=", e/2 * (1 - e/2))
VANISHES = Claim(2 * smoothed * (1 - smoothed), "<=", (1 - e) * 2 * x * (1 - x))

item = Item(
    key="Section 5.1",
    also=("5.1",),
    title="no loss of generality",
    says="The usual losses (cross entropy, squared error, logistic, categorical, focal, label smoothing) are "
    "Kullback-Leibler divergences, adversarial ones are relatives of it, and others change nothing essential.  So the "
    "collapse covers all of statistical deep learning without loss of generality.",
    formula="min loss  =  min KL   =>   collapse",
    right="The loss is indeed not what decides: learners whose best fit to data is the empirical law of the data "
    "collapse alike when they are fitted to finite samples of their own, whichever loss brought them there.",
    readings=(
        Reading(
            says="Minimising a divergence from one's own law makes a loop lose diversity.",
            fails_by=(
                ByTheorem(
                    "with unlimited data the best fit to one's own law is that law, in every family: all laws are "
                    "fixed points",
                    self_fit.theorem.conclusions["unmoved"],
                ),
                ByTheorem(
                    "and a family too small for the truth costs one fixed error, that the next fit does not add to",
                    projected_fit.theorem.conclusions["expectation"],
                ),
                ByCounterexample(
                    "a model at 1/2: its own law is nearer to it than 1/4 is, so that it stays",
                    DRAWN_AWAY,
                    {p: Fraction(1, 2), q: Fraction(1, 4)},
                ),
            ),
            formal=Formal(
                "A model gives a symbol the probability p, 1/2 or less: a law q < p, which has less diversity, is no "
                "farther from it in Kullback-Leibler divergence than itself.",
                DRAWN_AWAY,
            ),
        ),
        Reading(
            says="With squared error or cross entropy for probabilities, the best fit to data is their empirical law.",
            stated=(UNLIMITED_DATA, REPLACE),
            shown_by=(
                ByClaim("squared error, for a symbol of share p", SQUARED),
                ByTheorem(
                    "cross entropy, any number of symbols", self_fit.theorem.conclusions["divergence_at_least"]
                ),
            ),
            formal=Formal(
                "For a symbol of share p in the data no model q has a smaller squared loss than p itself.", SQUARED
            ),
            beyond="That the loss is why such loops collapse.  It is that finitely many draws are fitted: a symbol "
            "that happens not to be drawn is gone, for both losses.",
            beyond_by=(
                ByTheorem("one part in n per generation", diversity.theorem.conclusions["expected_diversity"]),
                ByTheorem("and nothing without samples", self_fit.theorem.conclusions["unmoved"]),
            ),
        ),
        Reading(
            says="Focal loss is a Kullback-Leibler divergence in this respect: its best fit to data is their law.",
            fails_by=(
                ByCounterexample(
                    "a symbol of share 1/10: 1/5 has a smaller focal loss than 1/10",
                    FOCAL,
                    {p: Fraction(1, 10), q: Fraction(1, 5)},
                ),
            ),
            formal=Formal(
                "For a symbol of share p in the data no model q has a smaller focal loss than p itself.", FOCAL
            ),
        ),
        Reading(
            says="With label smoothing, too, a loop without real data loses its diversity, each refit taking a share "
            "of it.",
            fails_by=(
                ByClaim(
                    "whatever was drawn, the diversity of two symbols after a refit is e (1 - e/2) or more: smoothing "
                    "by e prevents the collapse",
                    KEPT,
                ),
                ByCounterexample(
                    "all draws alike, smoothed by 1/10: there is diversity where there was none",
                    VANISHES,
                    {x: 0, e: Fraction(1, 10)},
                ),
            ),
            formal=Formal(
                "A symbol has the share x of the draws, and labels are smoothed by e: the refitted law has at most the "
                "part 1 - e of the diversity of the draws.",
                VANISHES,
            ),
        ),
        Reading(
            says="That other losses, such as Wasserstein distances, do not change the essential character.",
            no_statement="The essential character is not defined.",
        ),
    ),
    unstated=("H2", "H3", "H4"),
    nearest_true=(
        ByTheorem(
            "whatever the loss, if the next law is the empirical law of n draws of the last one, diversity falls by "
            "one part in n",
            diversity.theorem.conclusions["expected_diversity"],
        ),
    ),
    met_by=(
        ByClaim(
            "squared error of a symbol with share 1/4: 1/4 is better than 1/2",
            Claim(
                squared(Rational(1, 4)).xreplace({p: Rational(1, 4)}),
                "<",
                squared(Rational(1, 2)).xreplace({p: Rational(1, 4)}),
            ),
        ),
    ),
)
