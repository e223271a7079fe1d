"""Proposition 9: learners that see a distribution only are said to lose information on the mechanism behind it."""

from fractions import Fraction

from sympy import Expr, Rational

from collapse_math.assumptions import FRESH_RANDOMNESS
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import real
from derivations.paper.information import mutual_information
from derivations.paper.information import theorem as information

# Two mechanisms, equally likely: heads have probability p or 1 - p.  X are two tosses, Q is how many of them are heads.
p = real("p", above=Fraction(1, 2), below=1)
q = 1 - p


def of_two_coins(*likelihoods: Expr) -> Expr:
    """The information of what has these likelihoods for one coin, and in reverse order for the other."""
    return mutual_information([[likelihood/2 for likelihood in row] for row in (likelihoods, likelihoods[::-1])])


def of_two_coins_with(one: Expr, other: Expr) -> Expr:
    """The information of a bit that is 1 with these probabilities for either coin."""
    return mutual_information([[one/2, (1 - one)/2], [other/2, (1 - other)/2]])


TOSSES, COUNT = of_two_coins(p**2, p * q, q * p, q**2), of_two_coins(p**2, 2 * p * q, q**2)
FIRST = of_two_coins(p, q)  # of the first toss alone
STRICT = Claim(COUNT, "<", TOSSES)

# Whatever makes one bit of a toss, by rule or with randomness of its own, is: 1 with probability a after heads, and
# with b after tails.
a, b = real("a", above=0, below=1), real("b", above=0, below=1)
MADE = of_two_coins_with(p * a + q * b, q * a + p * b)
TELLS_MORE = Claim(MADE, ">", FIRST)

item = Item(
    key="Proposition 9",
    title="distribution-only learners lose information",
    says="Of a mechanism M, data X of it and a law Q fitted to the empirical law of X, Q tells no more of M than X; it "
    "tells strictly less whenever Q cannot be turned back into X.  Symbolic and causal updates are not bound by this.",
    formula="M -> X -> Q:   I(M; Q) <= I(M; X),   strict if X -> Q is not invertible",
    right="The inequality: it is the data processing inequality.",
    readings=(
        Reading(
            says="A law that is fitted to X, with or without randomness of its own, tells no more of M than X does.",
            stated=(FRESH_RANDOMNESS,),
            shown_by=(ByTheorem("by data processing", information.conclusions["processing"]),),
        ),
        Reading(
            says="It tells strictly less whenever the map from X to Q is not invertible.",
            fails_by=(
                ByClaim(
                    "the number of heads forgets the order of two tosses, and tells as much of the coin as the tosses",
                    Claim(COUNT, "=", TOSSES),
                ),
                ByTheorem(
                    "merging two observations with the same likelihood ratios loses nothing",
                    information.conclusions["lossless"],
                ),
            ),
            formal=Formal(
                "A coin has heads with probability p or with 1 - p: the number of heads in two tosses tells less of "
                "which it is than the tosses.",
                STRICT,
            ),
        ),
        Reading(
            says="Symbolic or causal updates can tell more of M than the data that they are given.",
            fails_by=(
                ByTheorem(
                    "the inequality holds for whatever is made of X with randomness that is independent of M, by "
                    "whatever program",
                    information.conclusions["processing"],
                ),
                ByCounterexample(
                    "a bit that is 1 in three cases of four after heads, in one of four after tails, tells less of the "
                    "coin than the toss",
                    TELLS_MORE,
                    {p: Fraction(3, 4), a: Fraction(3, 4), b: Fraction(1, 4)},
                ),
            ),
            formal=Formal(
                "Such a coin is tossed once, and a bit made of that, in whatever way: it is 1 with probability a after "
                "heads and with b after tails.  It tells more of the coin than the toss.",
                TELLS_MORE,
            ),
        ),
    ),
    unstated=("H8", "H9"),
    nearest_true=(
        ByTheorem(
            "merging two observations loses something unless their likelihood ratios are the same: strictness means "
            "that Q is not sufficient for M",
            information.conclusions["lost"],
        ),
        ByTheorem("where this factor is positive", information.conclusions["factor"]),
        ByCounterexample(
            "the first toss alone, which is not sufficient, tells less than both",
            Claim(FIRST, ">=", TOSSES),
            {p: Fraction(3, 4)},
        ),
    ),
    met_by=(
        ByCounterexample(
            "two tosses of one of two coins tell something of the coin, and less than which coin it is",
            Claim(TOSSES, "<=", Rational(0)),
            {p: Fraction(3, 4)},
        ),
    ),
)
