"""Questions that liken a loop to a population: T15, T16."""

from collections.abc import Mapping

from derivations.thread.question import Number, Question, Ruling, Setting
from derivations.thread.responses import RESPONSES, diversity, long_run

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
        "shortest": Number("tokens.absorption_time", "two_tokens_at_least", {"n": 1000, "p_0": "1/2"}, 6, "down"),
        "longest": Number("tokens.absorption_time", "any_number_at_most", {"n": 1000}, 6, "up"),
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
