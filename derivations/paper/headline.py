"""The headline: a share of real data that tends to zero is said to make a self-training loop degenerate."""

from fractions import Fraction

from collapse_math import regimes
from collapse_math.evidence import ByLoop, ByTheorem
from collapse_math.items import Item
from derivations.paper import headline_idealised, headline_samples
from derivations.paper.headline_samples import growing
from derivations.schedules import diversity, each_side, necessity

item = Item(
    key="Headline",
    title="a vanishing share of real data means collapse",
    says="If the share alpha(t) of fresh outside data tends to zero, the sequence of models tends to a degenerate law "
    "that differs from the truth and has less entropy.",
    formula="alpha(t) -> 0  =>  Q_t -> Q*,  D(P || Q*) > 0,  H(Q*) < H(P)",
    right="Without any real data, with samples of a constant size and nothing kept, diversity does vanish; and a loop "
    "that loses all diversity must let the share of real data vanish.",
    readings=(*headline_samples.WITH_REAL_DATA, *headline_idealised.READINGS, *headline_samples.WITHOUT),
    unstated=("H1", "H2", "H3", "H4", "H5", "H6", "H10"),
    nearest_true=(
        ByTheorem(
            "if the sum of 1/n + alpha diverges and the number of real points settles, twice that number being near R, "
            "R/(1 + R) of the variance is kept: collapse is the case R = 0",
            diversity.theorem.conclusions["variance_kept"],
        ),
        ByTheorem("and collapse needs a vanishing share", necessity.theorem.conclusions["half_of_share"]),
        ByTheorem(
            "on one side, for instance: 1/(t + 1) of n_1 draws, where the share vanishes and so do the real points",
            each_side.theorem.conclusions["few_of_constant"],
        ),
        ByTheorem(
            "on the boundary: r of t + r, where the share vanishes and r real points stay",
            each_side.theorem.conclusions["r_real_points"],
        ),
        ByTheorem(
            "on the other side: t + 1 of (t + 1)^2, where the share vanishes and the real points grow",
            each_side.theorem.conclusions["growing_real_points"],
        ),
    ),
    met_by=(
        ByLoop(
            "ten points each of which is real with probability 2^-t: the share vanishes, and so does diversity here",
            regimes.random_split([Fraction(1, 2**t) for t in range(1, 31)], 10, 30),
            "E[V_t]",
            "<",
            Fraction(1, 10),
        ),
        ByLoop("alpha(t) near 1/sqrt(t), where it does not", growing(200), "E[V_t]", ">", Fraction(9, 10)),
    ),
)
