"""Questions that liken a loop to something known: T8, T14, T15, T16, T17, T18, T20."""

from collections.abc import Mapping

from collapse_math import regimes
from derivations.thread.question import Number, OfLoop, Question, Ruling, Setting
from derivations.thread.regression import RESPONSES, ROWS
from derivations.thread.signal import diversity, long_run

# Two answers, of which one has probability 0.3 in the truth, temperature 0.9, and one sample in 20 real.
MILD: Mapping[str, Setting] = {"alpha": "1/20", "b": "10/9", "o": "3/7"}

# 1000 samples per generation, and the average of 100 of them.
SCORES: Mapping[str, Setting] = {"n": 1000, "k": 100, "v_0": 1}

INBREEDING = Question(
    "T15",
    asked="It is inbreeding.",
    short="Yes, formula by formula: it is genetic drift, and one migrant per generation holds it up.",
    text="""
        The likeness is exact. Population genetics has a model in which each of n gene copies of a generation is
        a copy of one from the generation before, chosen by chance. Put response in place of gene and sample in
        place of copy, and it is the model that gives each response its share of n samples of the last one. So
        the results are the same, and most are older than computers.

        The chance that two copies differ, which breeders call heterozygosity, falls by one part in n per
        generation. With n = 1000, and ten kinds equally common, it is {first} at first, {after_100} after 100
        generations and {after_1000} after 1000. One kind is left in the end, with probability one; a kind that
        makes up a fifth is the one with probability {fifth}. Between two equally common kinds that takes
        {shortest} generations or more, on average; between any number of them at most {longest} after the
        first.

        The breeder's remedy is the same as well: fresh blood. One migrant per generation, that is one real
        sample among the 1000, keeps the chance at {one_real}; ten keep it at {ten_real}. It is the number of
        migrants that counts, not their share, since a larger population also drifts less.

        And so is the other remedy, a larger stock. With 10 kennels of 1000 copies each, that all breed from one
        mixed stock, the chance is {kennels} after 1000 generations: everything takes ten times as long, and
        ends alike.

        Where the likeness ends: inbred animals are ill, because harmful genes that were hidden in single copy
        meet. Nothing here corresponds to it. A response neither gains nor loses on average by being rare, and
        what is left may be as right as what is lost. Loss of variety is the whole effect; loss of quality would
        need a reason of its own.
    """,
    numbers={
        "first": diversity(0),
        "after_100": diversity(100),
        "after_1000": diversity(1000),
        "kennels": Number("selection.ensemble_of_samples", "equal_weights", {**RESPONSES, "K": 10, "t": 1000}),
        "fifth": Number("tokens.fixation", "fixation", {"p_0": "1/5"}),
        "shortest": Number("tokens.absorption_time", "two_tokens_at_least", {"n": 1000, "p_0": "1/2"}, digits=6),
        "longest": Number("tokens.absorption_time", "any_number_at_most", {"n": 1000}, digits=6),
        "one_real": long_run(1),
        "ten_real": long_run(10),
    },
    rests_on=(
        "tokens.diversity",
        "tokens.fixation",
        "tokens.absorption_time",
        "tokens.spectrum",
        "tokens.fresh_data",
        "selection.ensemble_of_samples",
    ),
    rulings=(Ruling("Theorem 8", "holds under more than is stated"),),
    see=(
        "collapse-math token n=50 p=1/5 t=50",
        "collapse-math token n=50 p=1/5 t=50 real_draws=1",
        "collapse-math evaluate selection.ensemble_of_samples equal_weights n=1000 K=10 t=1000 G_0=9/10",
        "collapse-math read tokens.fixation",
    ),
)

NO_SINGLE_ITEM = Question(
    "T16",
    asked="No single synthetic item looks wrong, and yet the whole collapses.",
    short="Right: the average item stays as it was; only comparing items, or runs, shows the loss.",
    text="""
        This is exactly what the sums say. Let a model give ten responses equally often, draw 1000 from it, let
        the next model give each response its share of them, and repeat.

        Look at one item, in any way you like: give it a score, for truth, style, length. Drawn at random from
        generation 100 or 1000, over all runs that might have happened, it has the same law as one from the
        first model. A response that came one time in five still comes with probability {fifth}. So every test
        that looks at one item at a time, and does not know the run, finds nothing, in any generation.

        Now look at two items of one run. The chance that they differ is {first} in the truth, {after_1} after
        one generation, {after_100} after 100, {after_1000} after 1000. That is the whole of the collapse, and
        it takes pairs to see it. It is slow, besides: one part in 1000 per step, so that no two neighbouring
        generations look different either.

        Or take the average score of 100 items. If they are real, its squared error is {average_real} of the
        variance (the mean squared distance from the average) of a single score. For 100 items of generation
        1000 it is {average_1000}: they agree so much that they are worth fewer than two.

        Or look at several runs. What goes missing within each of them turns up between them. For the response
        that comes one time in five, the squared differences of its share from run to run are zero at first,
        {between_100} on average after 100 generations, {between_1000} after 1000 and {between_end} in the end,
        where each run gives it always or never. Within and between add up to {total} at all times. Nothing
        vanishes from the ensemble; each run becomes one-sided, in a direction of its own.

        One thing is too much in the saying: that it must happen. One real response in each 1000 keeps the
        chance that two differ at {one_real}. And it is a hint for practice: to see a collapse, measure
        repetition, not quality.
    """,
    numbers={
        "fifth": Number("tokens.diversity", "expected_share", {"p_0": "1/5"}),
        "first": diversity(0),
        "after_1": diversity(1, digits=4),
        "after_100": diversity(100),
        "after_1000": diversity(1000),
        "average_real": Number("learners.linear_scores", "variance_of_average", {**SCORES, "t": 0}),
        "average_1000": Number("learners.linear_scores", "variance_of_average", {**SCORES, "t": 1000}),
        "between_100": Number("tokens.diversity", "variance_of_share", {"n": 1000, "t": 100, "p_0": "1/5"}),
        "between_1000": Number("tokens.diversity", "variance_of_share", {"n": 1000, "t": 1000, "p_0": "1/5"}),
        "between_end": Number("tokens.diversity", "variance_of_share", {"n": 1000, "t": 100_000, "p_0": "1/5"}),
        "total": Number("tokens.diversity", "expected_diversity_of_one", {"n": 1000, "t": 0, "p_0": "1/5"}),
        "one_real": long_run(1),
    },
    rests_on=(
        "learners.linear_scores",
        "tokens.diversity",
        "tokens.fixation",
        "tokens.fresh_data",
        "schedules.any_loop",
    ),
    rulings=(Ruling("Theorem 4", "fails"),),
    see=(
        "collapse-math read learners.linear_scores",
        "collapse-math evaluate tokens.diversity n=1000 t=1000 p_0=1/5 q_0=1/5 G_0=9/10",
        "collapse-math read schedules.any_loop",
    ),
)

OVERTRAINING = Question(
    "T17",
    asked="It is just overtraining, which has been known for thirty years.",
    short="No: to use the same data again does not compound; to draw new data from each fit does.",
    text="""
        There is a common root. Both come from finite samples: a model that is fitted too closely to the points
        it has takes their accidents for the law. But the arithmetic differs.

        Overtraining goes over the same real data again and again. Whatever it takes from them wrongly, it takes
        once. A line fitted to 20 points, with noise of variance 1 (variance is the mean squared distance), is
        off by {once} at these points, squared and on average, and if it is fitted again to its own predictions,
        or to the same outcomes, it stays off by {once} for ever. So it is with responses: a model that gives
        ten of them their shares of 1000 real ones, and sees these again and again, lets two differ with
        probability {fixed}, after any number of trainings. One loss, bounded by what the sample lacks.

        In the loop the data are drawn anew from the last fit. Then every generation adds an accident of its own
        on top of those of its ancestors. With noise of the true size on each prediction the error is {drift_10}
        after 10 refits and {drift_50} after 50, and does not stop. If the size of the noise is refitted too,
        the noise itself goes: {noise_50} is left after 50. Two of 1000 responses that are drawn anew each time
        differ with probability {drawn} after 1000 generations. None of this shows in overtraining. There the
        fit clings to the data; here the data move with the fit.

        The test is to keep the data. If all outcomes ever drawn are kept and fitted together, the error stays
        below {kept} for ever, in place of growing without end. Nothing about capacity or training time has
        changed.

        So the cure is not the same. To stop earlier, to penalise, to take a smaller model helps against
        overtraining. In the loop a smaller model only slows the drift, and a penalty trades one loss for
        another: a coefficient of size 1 is {forgotten} after 50 refits at a mild one (penalty 1 against a
        weight of 20 that the data have), with or without noise. What helps here is to keep data, to bring in
        real ones, or to draw more at each step.
    """,
    numbers={
        "once": Number("regression.predicted_outcomes", "in_sample_risk", ROWS),
        "drift_10": Number("regression.known_noise", "in_sample_risk", {**ROWS, "t": 10}),
        "drift_50": Number("regression.known_noise", "in_sample_risk", {**ROWS, "t": 50}),
        "noise_50": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 50}),
        "fixed": Number("learners.fixed_data", "expected_diversity", RESPONSES),
        "drawn": diversity(1000),
        "kept": Number("regression_loops.kept_rows", "limit_of_in_sample_risk", ROWS),
        "forgotten": Number(
            "regression.ridge_on_predictions", "expected_coefficient", {"t": 50, "s": 20, "penalty": 1, "beta": 1}
        ),
    },
    rests_on=(
        "learners.fixed_data",
        "tokens.diversity",
        "regression.predicted_outcomes",
        "regression.known_noise",
        "regression.refitted_noise",
        "regression.ridge_on_predictions",
        "regression.ridge",
        "regression_loops.kept_rows",
    ),
    see=(
        "collapse-math read learners.fixed_data",
        "collapse-math evaluate regression.known_noise in_sample_risk n=20 d=2 sigma2=1 t=50",
        "collapse-math evaluate regression_loops.kept_rows limit_of_in_sample_risk n=20 d=2 sigma2=1",
    ),
)

LIKELIEST = Question(
    "T18",
    asked="If you always output the likeliest thing, diversity goes.",
    short="Right, but for another reason: it needs no chance, and larger samples do not help against it.",
    text="""
        Sampling below temperature one favours what is likely. Trained on such output, the next model gives the
        likely things more weight, and its own output is sharpened again. That compounds, and it has nothing to
        do with sampling noise: with unlimited samples, where nothing is lost at temperature one, the likeliest
        output alone is left in the end. For a normal law at temperature 0.9 the variance (the mean squared
        distance from the average) is {alone_10} of what it was after 10 generations and {alone_50} after 50.

        The difference shows in what helps. Real data do, but at temperature one a fixed share of them restores
        the truth if samples are large, and below one it does not. An answer that should come three times in
        ten, beside another one, settles between {settled_low} and {settled_high} if one sample in 20 is real,
        at temperature 0.9, however large the samples are. For a normal law whose draws are 9/10 as wide as the
        law, again with one real sample in 20, {mild} of the variance is left, in place of {none} without the
        sharpening; if they are half as wide, {strong}.

        And where chance is what takes variety away it is the number of real samples that counts, and their
        share may vanish. Here it is the share. Of 20 samples with one real one {small} of the variance is left,
        at 9/10 of the width; of a million with fifty thousand real ones, {large}.

        The claim of the paper is about the other case. Its formulas draw from the model as it is, so that this
        kind of loss is not covered. And what it promises for a share of real data that stays away from zero,
        that the loop comes to the truth, does not hold below temperature one, however many samples there are.

        So the saying is right, and stronger than it seems: one need not output only the likeliest thing, it is
        enough to prefer it a little, again and again. The reverse is true as well: a temperature above one, or
        a fit that is a little too wide, works against the loss, and may overshoot.
    """,
    numbers={
        "mild": Number("fresh_data.temperature", "many_points", {"r": 1, "s": 19, "theta": "9/10", "v_0": 1}),
        "none": Number("fresh_data.temperature", "many_points", {"r": 1, "s": 19, "theta": 1, "v_0": 1}),
        "alone_10": Number("selection.temperature", "variance", {"T": "0.9", "t": 10, "v_0": 1}),
        "alone_50": Number("selection.temperature", "variance", {"T": "0.9", "t": 50, "v_0": 1}),
        "settled_low": Number("selection.temperature_with_real_data", "one_generation", {**MILD, "q": "0.04875"}, 4),
        "settled_high": Number("selection.temperature_with_real_data", "one_generation", {**MILD, "q": "0.04885"}, 4),
        "strong": Number("fresh_data.temperature", "many_points", {"r": 1, "s": 19, "theta": "1/2", "v_0": 1}),
        "small": Number(
            "fresh_data.temperature", "limit", {"r": 1, "s": 19, "c": 20, "tau": "9/10", "v_0": 1}
        ),
        "large": Number(
            "fresh_data.temperature",
            "limit",
            {"r": 50_000, "s": 950_000, "c": 1_000_000, "tau": "9/10", "v_0": 1},
        ),

    },
    rests_on=(
        "selection.temperature",
        "selection.temperature_with_real_data",
        "fresh_data.temperature",
        "fresh_data.pooled_fit",
        "schedules.diversity",
        "learners.self_fit",
    ),
    rulings=(Ruling("H4", "collapse falls"),),
    see=(
        "collapse-math evaluate fresh_data.temperature many_points r=1 s=19 theta=9/10 v_0=1",
        "collapse-math evaluate selection.temperature variance T=0.9 t=50 v_0=1",
        "collapse-math read selection.temperature_with_real_data",
        "collapse-math assumptions H4",
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
        with a charge of six units for length. The truth is lost after {lost} generations on average, and holds
        {held} of the time in the long run.

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
        "differ": Number("rounding.one_cell", "points_differ_from_the_middle", {"n": 10, "D": "1/10", "v_0": "1e-6"}),
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
        different seeds lead to different outputs. Two outcomes of probability 1/4 each that are taken for one
        cost {merged} or more, in the unit in which a fair coin has log 2. So a generator that is to stay
        unpredictable, even for someone with unlimited time, must be fed; and a model that is only computed from
        its own output tells no more of the truth than it did before. In that sense the likeness is exact, and
        the paper is right to use it where no data come in.

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
        "merged": Number("learners.coarse_graining", "two_outcomes", {"a": "1/4", "b": "1/4"}),
        "first": diversity(0),
        "after_1000": diversity(1000),
        "one_real": long_run(1),
        "before": Number("learners.shrinkage", "first_divergence", {"d": 10}),
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}),
    },
    rests_on=("learners.coarse_graining", "learners.shrinkage", "tokens.diversity", "tokens.fresh_data"),
    rulings=(Ruling("Corollary 3", "follows, but says less than is claimed"), Ruling("Proposition 9", "fails")),
    see=(
        "collapse-math read learners.coarse_graining",
        'collapse-math paper "Corollary 3"',
        "collapse-math evaluate learners.shrinkage divergence_at_most d=10 theta2=9",
    ),
)
