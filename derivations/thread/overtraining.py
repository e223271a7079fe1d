"""Questions that liken a loop to other ways of losing diversity: T17, T18."""

from collections.abc import Mapping

from derivations.thread.question import Number, Question, Ruling, Setting
from derivations.thread.regression import ROWS
from derivations.thread.responses import RESPONSES, diversity

# Two answers, of which one has probability 0.3 in the truth, temperature 0.9, and one sample in 20 real.
MILD: Mapping[str, Setting] = {"alpha": "1/20", "b": "10/9", "o": "3/7"}

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
        "kept": Number("regression_loops.kept_rows", "limit_of_in_sample_risk", ROWS, rounded="up"),
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
        "settled_low": Number(
            "selection.temperature_with_real_data", "one_generation", {**MILD, "q": "0.04875"}, 4, "down"
        ),
        "settled_high": Number(
            "selection.temperature_with_real_data", "one_generation", {**MILD, "q": "0.04885"}, 4, "up"
        ),
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
