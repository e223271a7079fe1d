"""Questions on what machines can and cannot do: T8, T14, T20."""

from collections.abc import Mapping

from collapse_math import regimes
from derivations.thread.question import Number, OfLoop, Question, Ruling, Setting
from derivations.thread.responses import diversity, long_run

# 10 draws per refit of a law of variance 1, stored on a grid.
STORED: Mapping[str, Setting] = {"n": 10, "t": 50, "v_0": 1}

ROUNDING = Question(
    "T8",
    asked="Arithmetic on these machines is not exact.",
    short="It adds a little noise while the spread is wide, and completes the loss once it is narrow.",
    text="""
        True, and one can say what it does. Fit mean and variance (the mean squared distance from the mean) to
        10 draws of a law of variance 1, and again, but store each draw on a grid before it is fitted.

        While the law is wide against the grid, the errors of rounding act like fresh noise. (Exactly so, if a
        random shift is added before rounding and taken off again afterwards; nearly so in practice without.)
        Each one adds a twelfth of the squared spacing. So the variance does not tend to zero, as it does in
        exact arithmetic, but to a floor. On a grid as coarse as 1/10 it is {coarse} after 50 refits, in place
        of {exact}, and settles at {floor}. In single precision, with a spacing of one part in eight million,
        the floor is {single}. Rounding works against the collapse, then, by an amount that nobody will notice.
        And it brings back spread, not truth: the mean, which would come to rest in exact arithmetic, is pushed
        about for ever.

        Once the law is narrow against the grid, rounding without such a shift completes the collapse. Let the
        mean lie on a grid point, the spacing be 1/10 and the variance one millionth. Rounded to the nearest,
        two of 10 stored draws differ, in the next generation or in any later one, with probability {differ} at
        most. If they do not, the variance is zero to the last digit, and every later generation repeats one
        number. In exact arithmetic the loss goes on for ever and never arrives; on a grid it arrives. With
        rounding up or down at random it does so as well, with probability one, however fine the grid is.

        So the remark is right, and is not the point of the matter. The loss itself is no rounding error: the
        results of this book are for exact arithmetic, and many of its numbers are computed with fractions. It
        comes from drawing few samples. And where outputs are words of a vocabulary, there is nothing to round
        in them.
    """,
    numbers={
        "coarse": Number("rounding.dithered", "expected_variance", {**STORED, "D": "1/10"}),
        "exact": Number("gaussian.variance_decay", "expected_variance", STORED),
        "floor": Number("rounding.dithered", "floor", {"n": 10, "D": "1/10"}),
        "single": Number("rounding.dithered", "floor", {"n": 10, "D": "1/8388608"}, digits=1),
        "differ": Number(
            "rounding.one_cell", "points_differ_from_the_middle", {"n": 10, "D": "1/10", "v_0": "1e-6"}, 3, "up"
        ),
    },
    rests_on=(
        "rounding.dithered",
        "rounding.stochastic",
        "rounding.absorbed",
        "rounding.one_cell",
        "gaussian.variance_decay",
        "tokens.diversity",
    ),
    see=(
        "collapse-math evaluate rounding.dithered expected_variance n=10 t=50 v_0=1 D=1/10",
        "collapse-math evaluate rounding.one_cell points_differ_from_the_middle n=10 D=1/10 v_0=1e-6",
        "collapse-math read rounding.absorbed",
    ),
)

GENERATORS = Question(
    "T14",
    asked="Pseudo-random generators too must be fed entropy.",
    short="Right on information, which cannot grow without input; but output need not get worse.",
    text="""
        Entropy measures surprise: how many yes-or-no questions it takes, on average, to find out which outcome
        came. What a program computes from a seed never has more of it than the seed, and has as much only if
        different seeds lead to different outputs: where it takes two possible outcomes for one, some is lost.
        So a generator that is to stay unpredictable, even for someone with unlimited time, must be fed; and a
        model that is only computed from its own output tells no more of the truth than it did before. In that
        sense the likeness is exact, and the paper is right to use it where no data come in.

        It does not carry the conclusion. A good generator with a seed of a few hundred bits is never fed again,
        and no test in use sees its output change. Information is at an end there, and nothing degrades. That
        there is nothing new does not mean that what there is decays.

        What decays in the loop is not the supply of chance, either. A model that samples throws fresh dice at
        every step. Ten equally likely responses, 1000 draws per generation: two responses differ with
        probability {first} at first and {after_1000} after 1000 generations, with perfect dice. The loss is
        that 1000 draws stand for a law, and it is stopped by real draws: one in 1000, and the probability stays
        at {one_real}. More dice do nothing.

        And even what gets nothing new may get better. Let a truth in 10 dimensions be seen once with errors of
        size 1, and a model be centred there. Its log-loss is {before} above the least possible, on average.
        Drawn towards zero by a formula that uses the model alone, it has {after} or less above it, if the
        squared distance of the truth from zero is 9, and is better for every truth. It knows no more; it makes
        better use of it.
    """,
    numbers={
        "first": diversity(0),
        "after_1000": diversity(1000),
        "one_real": long_run(1),
        "before": Number("learners.shrinkage", "first_divergence", {"d": 10}),
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}, rounded="up"),
    },
    rests_on=("learners.coarse_graining", "learners.shrinkage", "tokens.diversity", "tokens.fresh_data"),
    rulings=(Ruling("Corollary 3", "follows, but says less than is claimed"), Ruling("Proposition 9", "fails")),
    see=(
        "collapse-math read learners.coarse_graining",
        'collapse-math paper "Corollary 3"',
        "collapse-math evaluate learners.shrinkage divergence_at_most d=10 theta2=9",
    ),
)

GOEDEL = Question(
    "T20",
    asked="Does Goedel play a role?",
    short="No: these are statements about averages and chance, none about what can be proved.",
    text="""
        Goedel's theorem says that a consistent system of axioms that a program can list, and that is strong
        enough for arithmetic, leaves some true statement about numbers unproved. To use it, one needs a formal
        system, a statement that speaks of its own provability, and a claim about what the system can derive.
        Nothing of the kind occurs here, nor in the proofs of the paper.

        What occurs is this: numbers are drawn, an average is taken, and it is asked how far the average is off.
        After 50 refits to 10 draws each, {left} of the expected variance (the mean squared distance from the
        average) is left and {moved} has become distance of the mean. That is a calculation, and it comes to an
        end. Even the long run is decided: for a loop that does the same at every step a program finds, from its
        description, whether averages settle, and where. With one real draw in 10 it says {one_real}. No step is
        undecidable, and no loop refers to itself in the sense of the proof: a model that is trained on its
        output does not state anything about its output.

        There is one neighbour of Goedel's theorem in the paper. It measures simplicity by the length of the
        shortest program, and that length cannot be computed in general, for reasons related to his. But it
        replaces it by approximations that can be computed, and nothing that it concludes about collapse turns
        on the difference. What it concludes from short programs about a way out fails for a plain reason. Let
        one program toss a coin that shows heads three times in ten, and a shorter one a fair coin; let the
        first be the truth, and each generation two hundred tosses of the last program, explained by likelihood
        with a charge for length of six (likelihoods are compared by their natural logarithms). The truth is
        lost after {lost} generations on average, and holds {held} of the time in the long run.

        Two wrong roads are worth naming. A limit that holds for every loop with the premises of the claim is
        not a limit of what can be known: change a premise, and it is gone ({kept} is left if all draws are
        kept). And that a system cannot prove its own soundness does not say that it cannot get better at a
        task, by trial, by data, or by looking longer.
    """,
    numbers={
        "left": Number("gaussian.variance_decay", "expected_variance", {"n": 10, "t": 50, "v_0": 1}),
        "moved": Number("gaussian.variance_decay", "variance_of_mean", {"n": 10, "t": 50, "v_0": 1}),
        "one_real": OfLoop(regimes.fresh_data, {"real": 1, "synthetic": 9, "generations": 4}, forever=True),
        "lost": Number("learners.two_programs", "time_at_6_nats", digits=2),
        "held": Number("learners.two_programs", "in_the_long_run_at_6_nats", digits=2),
        "kept": Number("memory.accumulate", "expected_variance", {"n": 10, "t": 50, "v_0": 1}),
    },
    rests_on=(
        "gaussian.variance_decay",
        "fresh_data.pooled_fit",
        "memory.accumulate",
        "learners.two_programs",
    ),
    rulings=(Ruling("Proposition 10", "fails"),),
    see=(
        "collapse-math rests-on schedules.diversity",
        "collapse-math rests-on gaussian.variance_decay",
        "collapse-math paper",
    ),
)
