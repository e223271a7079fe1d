"""Proposition 10: an update that searches programs is said to escape data processing, and to stay with the truth."""

from fractions import Fraction

from sympy import Integer, Rational

from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.learners import posterior_sampling, two_programs
from derivations.paper.finite_class import LETTERS
from derivations.paper.finite_class import theorem as finite_class
from derivations.paper.information import mutual_information
from derivations.paper.information import theorem as information

# Two mechanisms, equally likely: a bit is 1 with probability p, or with probability 1/2; the program of the first is
# a bit longer.  A single draw, whose likelihood ratio is below 2, never outweighs that bit: the shorter is chosen.
p = real("p", above=Fraction(1, 2), below=1)
SEARCHED = mutual_information([[Rational(1, 2)], [Rational(1, 2)]])  # one and the same program, whatever is drawn
FITTED = mutual_information([[p/2, (1 - p)/2], [Rational(1, 4), Rational(1, 4)]])  # the empirical law of the draw
AT_LEAST = Claim(SEARCHED, ">=", FITTED)

# Whatever is made of that draw by a search of programs: one of two, the first with probability a after a 1, and with b
# after a 0.
a, b = real("a", above=0, below=1), real("b", above=0, below=1)
first, second = p * a + (1 - p) * b, (a + b)/2  # how often it is chosen, for either mechanism
CHOSEN = mutual_information([[first/2, (1 - first)/2], [second/2, (1 - second)/2]])
ESCAPES = Claim(CHOSEN, ">", FITTED)

# Of two programs the truth is longer by g bits, and has this prior probability by 2^-length.
g = integer("g", at_least=1)
IN_LINE = Claim(1/(1 + Integer(2)**g), ">=", Rational(1, 2))

# Four draws of 3 to 1, and a program that is a bit longer: its share among loops that started with it.
t = integer("t", at_least=0)
stay, back = Rational(81, 256), Rational(1, 16)
left = back/(1 - stay + back)
share = left + (1 - left) * (stay - back)**t
HALF_STAYS = Claim(share, ">=", Rational(1, 2))

item = Item(
    key="Proposition 10",
    title="searching programs escapes data processing",
    says="An update that is given Q_t and an enumeration of programs weighted by 2^-length, and picks one that "
    "reproduces the data, brings in outside information (a bias for the simple).  So it can tell more of the mechanism "
    "M, at least as much as a statistical update, and keeps in line with M even if alpha tends to zero, provided that "
    "M is simple.",
    formula="(Q_t, U) -> Q_(t+1):   I(M; Q_alg) >= I(M; Q_stat),   also for alpha(t) -> 0",
    right="A bias for what happens to be true is worth something to a learner, and a choice from finitely many laws "
    "that are far apart is hard to dislodge: many generations go by before many draws mislead it.",
    readings=(
        Reading(
            says="An update that is given Q_t, an enumeration U of programs and randomness can tell more of M than "
            "Q_t does.",
            fails_by=(
                ByTheorem(
                    "U is the same whatever M is, and randomness is independent of M: data processing applies, as it "
                    "does in Proposition 9",
                    information.conclusions["processing"],
                ),
                ByCounterexample(
                    "a search that chooses the first program in nine cases of ten after a 1, and in one of ten after a "
                    "0, tells less than the draw",
                    ESCAPES,
                    {p: Fraction(3, 4), a: Fraction(9, 10), b: Fraction(1, 10)},
                ),
            ),
            formal=Formal(
                "A bit is 1 with probability p or with 1/2; of one draw a search makes one of two programs, the first "
                "with probability a after a 1 and b after a 0.  It tells more of which it is than the draw.",
                ESCAPES,
            ),
        ),
        Reading(
            says="Given the same data, a search for short programs tells at least as much of M as a statistical fit.",
            fails_by=(
                ByCounterexample(
                    "one draw, and two programs that differ by a bit in length: the shorter is always chosen and tells "
                    "nothing, while the draw tells something",
                    AT_LEAST,
                    {p: Fraction(3, 4)},
                ),
            ),
            formal=Formal(
                "The same bit: the program that a search chooses after one draw, which is the shorter one always, "
                "tells as much of which it is as the draw.",
                AT_LEAST,
            ),
        ),
        Reading(
            says="Without real data, and with a penalty of one bit for each bit of length, a loop that started with "
            "the right one of two programs has it still, with probability one half or more.",
            fails_by=(
                ByCounterexample(
                    "four draws of 3 to 1 a generation, and the right program a bit longer: less than a third of all "
                    "loops have it after a single generation",
                    HALF_STAYS,
                    {t: 1},
                ),
                ByTheorem(
                    "with a price w on length, what is left of the truth in the end",
                    two_programs.theorem.conclusions["held_at_most"],
                ),
                ByTheorem(
                    "and how long it takes until it is lost for the first time",
                    two_programs.theorem.conclusions["mean_time"],
                ),
            ),
            formal=Formal(
                "Four draws of 3 to 1 a generation, and the truth a bit longer than its only rival: after t "
                "generations half of all loops have it, or more.",
                HALF_STAYS,
            ),
        ),
        Reading(
            says="The bias enters as a prior, as 2^-length does, and the next model is drawn from the posterior: "
            "without real data the loop keeps in line with M.",
            fails_by=(
                ByTheorem(
                    "it ends at the prior, whatever M is and however many draws a generation has",
                    posterior_sampling.theorem.conclusions["share_in_the_long_run"],
                ),
                ByTheorem(
                    "for every class of models and every prior", posterior_sampling.theorem.conclusions["reversible"]
                ),
                ByCounterexample(
                    "two programs, the truth one bit longer: it ends with a third of all loops", IN_LINE, {g: 1}
                ),
            ),
            formal=Formal(
                "Of two programs the truth is g bits longer; half of all loops, or more, have it in the long run, when "
                "they have each program as often as 2^-length says.",
                IN_LINE,
            ),
        ),
        Reading(
            says="That this holds provided that M is simple.",
            no_statement="Simple compared with what is not said.  If M is the shortest of all programs, a preference "
            "for short ones favours it, with or without data; if it is not, the preference works against it.",
        ),
    ),
    unstated=("H3", "H8", "H9", "H12"),
    nearest_true=(
        ByTheorem(
            "of two laws, the true one is left in a generation with a probability that falls exponentially in the "
            f"number of draws: {LETTERS}",
            finite_class.conclusions["left"],
        ),
        ByTheorem(
            "rho, which is raised to the power n, is below 1 unless both are the same", finite_class.conclusions["gap"]
        ),
        ByTheorem(
            "that needs no penalty on length: it holds for maximum likelihood (w = 1), and nothing is made of M that "
            "the data do not tell",
            information.conclusions["processing"],
        ),
    ),
    met_by=(
        ByClaim(
            "four draws of 3 to 1 against 2 to 2, one bit: four ones are evidence enough for the longer program",
            Claim(Rational(3, 4)**4, ">", 2 * Rational(1, 2)**4),
        ),
        ByClaim("and three are not", Claim(Rational(3, 4)**3 * Rational(1, 4), "<=", 2 * Rational(1, 2)**4)),
    ),
)
