"""Questions on the likeness to regression: T1 and T2."""


from derivations.thread.question import Number, Question, Ruling
from derivations.thread.responses import RESPONSES

# The numbers for regression are for this one: 20 rows, 2 coefficients, noise of variance 1.
ROWS = {"n": 20, "d": 2, "sigma2": 1}

SIMPLE_REGRESSION = Question(
    "T1",
    asked="Is any of this different from fitting a simple regression to outcomes that the regression itself has "
    "predicted?  Is the conclusion not obvious from that case, and why expect anything else of a language model?",
    short="Not different in kind; but regression has four fates, and only one of them is a collapse.",
    text="""
        Take a line fitted to 20 points, where the outcomes scatter about the true line with variance 1
        (variance is the mean squared distance). The fit is off by {stale} at the points, on average and
        squared: the price of having 20 points only. Now throw the outcomes away, make new ones with the fitted
        line, fit again, and repeat. What happens depends on three choices: whether noise is drawn for the new
        outcomes, whether its size is fitted again, and whether large coefficients are penalised.

        Stale. If the new outcomes are the predictions themselves, nothing happens. They lie on the line, so the
        next fit finds the same line, and its error is {stale} after any number of refits. The model learns
        nothing and loses nothing; it only believes by now that there is no scatter at all.

        Drift. If fresh noise of the true size is added to each prediction, every refit makes a new error on top
        of the old ones. The error is {drift_10} after 10 refits and {drift_50} after 50, and it grows for ever
        at that pace. The outcomes do not become more alike: about their own line they scatter as they always
        did, and about the true one by {spread_50} in place of 1.

        Collapse. If the size of the noise, too, is taken from each fit, as the mean squared distance of the
        points from it, it shrinks, since a line that may bend towards 20 points leaves less scatter than there
        is. After 50 refits the variance is {noise_50} on average. What is lost as scatter turns up as error of
        the line: {error_50}, and both add up to {total}, the variance of the true noise, after any number of
        refits. So here the error stays bounded, and the diversity goes. (In a single run with normal noise it
        goes faster still: in the long run the logarithm of the variance changes by {fall} per refit.)

        Forgetting. If the fit is penalised for large coefficients, a coefficient keeps a fixed share of itself
        at every refit. One of size 1 is {forgotten} after 50 refits at a mild penalty (1, where the data weigh
        20).

        So the conclusion is not obvious from regression: of its four fates only one is a collapse, and the
        first is no decline at all. As for language models: one that is trained on text it has sampled draws
        noise, and fits the whole law of that text again. That is nearer to the third case than to the first.
        None of these theorems is about language models. They show what the three choices do where nothing else
        can be the cause.
    """,
    numbers={
        "stale": Number("regression.predicted_outcomes", "in_sample_risk", ROWS),
        "drift_10": Number("regression.known_noise", "in_sample_risk", {**ROWS, "t": 10}),
        "drift_50": Number("regression.known_noise", "in_sample_risk", {**ROWS, "t": 50}),
        "spread_50": Number("regression.known_noise", "spread_of_labels", {**ROWS, "t": 50}),
        "noise_50": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 50}),
        "error_50": Number("regression.refitted_noise", "in_sample_risk", {**ROWS, "t": 50}),
        "total": Number("regression.refitted_noise", "conservation", {"sigma2": 1}),
        "fall": Number("regression.typical_refitted_noise", "drift", {"n": 20, "d": 2}),
        "forgotten": Number(
            "regression.ridge_on_predictions", "expected_coefficient", {"t": 50, "s": 20, "penalty": 1, "beta": 1}
        ),
    },
    rests_on=(
        "regression.predicted_outcomes",
        "regression.known_noise",
        "regression.refitted_noise",
        "regression.typical_refitted_noise",
        "regression.ridge_on_predictions",
        "regression.ridge",
        "regression.dictionary",
    ),
    see=(
        "collapse-math read regression.predicted_outcomes",
        "collapse-math evaluate regression.refitted_noise n=20 d=2 sigma2=1 t=50",
        "collapse-math without regression.known_noise known-noise",
    ),
)

SOMETHING_FROM_NOTHING = Question(
    "T2",
    asked="Is it not the same problem on a larger scale: nobody gets something from nothing, only that a regression "
    "merely goes stale, while a language model removes the diversity of its own output until a single acceptable "
    "response is left?",
    short="Neither half holds: what is drawn and what is refitted decides, not the kind of model.",
    text="""
        A regression goes stale only if it is fitted to its bare predictions. Let its outcomes be drawn with
        noise, and take the size of the noise from each fit as well, and a regression on 20 points with 2
        coefficients keeps {noise_10} of its noise variance (the mean squared scatter) after 10 refits and
        {noise_50} after 50, on average. With normal noise it tends to zero in every single run, with
        probability one. That is the loss of diversity which the answer reserves for language models.
        Conversely, drawing does not take diversity away by itself. If the size of the noise is not refitted,
        the outcomes scatter more and more about the truth: {spread_50} after 50 refits in place of 1.

        As for something from nothing, the sums can be done. With drawn outcomes and plain least squares the
        average fit stays right for ever. What is lost as scatter within a model becomes difference between
        models: with the noise refitted, {noise_50} is within after 50 refits and {error_50} between, {total} in
        all, as at the beginning. Many runs, taken together, are as diverse as ever; each one alone has become
        sure of its own answer, and they do not agree on it.

        A model that samples can be worked out to the end. Let each generation be n responses drawn from the
        last model, and let the next model give each response its share of them. If nothing is added, a single
        response is left in the end, with probability one. Which one is a draw from the first model: a response
        that it gives one time in five is the one with probability {fifth}, acceptable or not. Nothing is
        selected. Nor is it soon. The probability that two responses differ falls by the factor 1 - 1/n per
        generation. Of ten equally likely responses it is {diverse_first} at first; with n = 1000 it is
        {diverse_50} after 50 generations, on average, and {diverse_1000} after 1000. The time until one is left
        is at most {longest} generations after the first, on average, and at least {shortest} for two that are
        equally likely.

        And it can be prevented. Let one response of each generation be a real one, a draw from the truth: then
        the probability that two differ stays at {one_real} of what it was in the long run, on average, for n =
        1000, and at one half or more for every n above 1. Keep all responses ever drawn, and it stays at {kept}
        of it without any further real ones. The size of each generation, the real data and the memory decide,
        and not the kind of model.
    """,
    numbers={
        "noise_10": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 10}),
        "noise_50": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 50}),
        "error_50": Number("regression.refitted_noise", "in_sample_risk", {**ROWS, "t": 50}),
        "total": Number("regression.refitted_noise", "conservation", {"sigma2": 1}),
        "spread_50": Number("regression.known_noise", "spread_of_labels", {**ROWS, "t": 50}),
        "fifth": Number("tokens.fixation", "fixation", {"p_0": "1/5"}),
        "diverse_first": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 0}),
        "diverse_50": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 50}),
        "diverse_1000": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 1000}),
        "longest": Number("tokens.absorption_time", "any_number_at_most", {"n": 1000}, 6, "up"),
        "shortest": Number("tokens.absorption_time", "two_tokens_at_least", {"n": 1000, "p_0": "1/2"}, 6, "down"),
        "one_real": Number("tokens.fresh_data", "one_real_token", {"s": 999}),
        "kept": Number("tokens.accumulate", "share_in_the_end", {"n": 1000}, digits=4),
    },
    rests_on=(
        "regression.refitted_noise",
        "regression.typical_refitted_noise",
        "regression.known_noise",
        "regression.predicted_outcomes",
        "tokens.diversity",
        "tokens.fixation",
        "tokens.absorption_time",
        "tokens.fresh_data",
        "tokens.accumulate",
    ),
    rulings=(Ruling("Theorem 2", "follows, but says less than is claimed"),),
    see=(
        "collapse-math evaluate regression.refitted_noise n=10000 d=2 sigma2=1 t=50",
        "collapse-math token n=50 p=1/5 t=50",
        "collapse-math token n=50 p=1/5 t=50 real_draws=1",
        "collapse-math without tokens.diversity replace",
    ),
)
