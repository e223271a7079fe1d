"""The public thread: questions that readers asked, answered by theorems of this book.

Each answer names the theorems it rests on.  Its numbers are worked out from their conclusions when it is
read, so that an answer cannot say anything else than the theorems do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivations import load


@dataclass(frozen=True)
class Number:
    """A conclusion of a theorem at given parameters, to so many significant digits."""

    key: str
    conclusion: str
    at: Mapping[str, int | str] = field(default_factory=dict)
    digits: int = 3

    def __str__(self) -> str:
        """The decimals."""
        return load(self.key).conclusions[self.conclusion].evaluate(self.digits, **self.at).decimal


@dataclass(frozen=True)
class Question:
    """A question and its answer.

    key       such as T1
    asked     the question, in our own words
    short     the answer in a sentence or two
    text      the answer for a programmer without statistics; {names} stand for numbers
    numbers   what the names stand for
    rests_on  keys of the theorems that the answer rests on
    see       commands that show it happen
    """

    key: str
    asked: str
    short: str
    text: str
    numbers: Mapping[str, Number]
    rests_on: tuple[str, ...]
    see: tuple[str, ...]

    def paragraphs(self) -> tuple[str, ...]:
        """The answer with its numbers, paragraph by paragraph."""
        filled = self.text.format(**{name: str(number) for name, number in self.numbers.items()})
        return tuple(" ".join(paragraph.split()) for paragraph in filled.split("\n\n"))


# The numbers for regression are for this one: 20 rows, 2 coefficients, noise of variance 1.
ROWS = {"n": 20, "d": 2, "sigma2": 1}

REGRESSION = Question(
    "T1",
    asked="Is any of this different from fitting a simple regression to outcomes that the regression itself has "
    "predicted?  Is the conclusion not obvious from that case, and why expect anything else of a language model?",
    short="It is not different in kind, and regression is the right place to look.  But it shows four different "
    "fates, not one.  Which of them comes depends on three choices: whether noise is drawn for the new outcomes, "
    "whether the size of that noise is fitted again, and whether large coefficients are penalised.",
    text="""
        Take a line fitted to 20 points, where the outcomes scatter about the true line with variance 1
        (variance is the mean squared distance). The fit is off by {stale} at the points, on average and
        squared: the price of having 20 points only. Now throw the outcomes away, make new ones with the fitted
        line, fit again, and repeat.

        Stale. If the new outcomes are the predictions themselves, nothing happens. They lie on the line, so the
        next fit finds the same line, and its error is {stale} after any number of refits. The model learns
        nothing and loses nothing; it only believes by now that there is no scatter at all.

        Drift. If fresh noise of the true size is added to each prediction, every refit makes a new error on top
        of the old ones. The error is {drift_10} after 10 refits and {drift_50} after 50, and it grows for ever
        at that pace. The outcomes do not become more alike: about their own line they scatter as they always
        did, and about the true one by {spread_50} in place of 1.

        Collapse. If the size of the noise, too, is taken from each fit (by maximum likelihood), it shrinks,
        since a line that may bend towards 20 points leaves less scatter than there is. After 50 refits the
        variance is {noise_50} on average. What is lost as scatter turns up as error of the line: {error_50},
        and both add up to {total}, the variance of the true noise, exactly and after any number of refits. So
        here the error stays bounded, and the diversity goes. That is an average; in a single run with normal
        noise the logarithm of the variance changes by {fall} per refit in the long run, without end, which is
        faster than the average does.

        Forgetting. If the fit is penalised for large coefficients, a coefficient keeps a fixed share of itself
        at every refit, with or without noise. One of size 1 is {forgotten} after 50 refits at a mild penalty
        (eigenvalue 20, penalty 1).

        So the conclusion is not obvious from regression: of its four fates only one is a collapse, and the
        first is no decline at all. As for language models: one that is trained on text it has sampled draws
        noise, and fits the whole law of that text again. That is nearer to the third case than to the first,
        and so the case to compare with is not the regression on bare predictions. (With a single column of ones
        the third case is the normal law refitted to its own samples, formula by formula.) None of these
        theorems is about language models. They show what the three choices do where nothing else can be the
        cause.
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

# And for these: 1000 responses per generation, of ten that are equally likely in the truth.
RESPONSES: Mapping[str, int | str] = {"n": 1000, "G_0": "9/10"}

SOMETHING_FROM_NOTHING = Question(
    "T2",
    asked="Is it not the same problem on a larger scale: nobody gets something from nothing, only that a regression "
    "merely goes stale, while a language model removes the diversity of its own output until a single acceptable "
    "response is left?",
    short="Neither half holds as it is said.  A regression can lose all of its diversity, and a model that samples "
    "need not lose any: it depends on what is drawn and what is refitted, not on the kind of model.  A model that is "
    "refitted to its own samples and to nothing else does end with a single response, but a random one, after about as "
    "many generations as each has samples, and one real sample per generation is enough to prevent it.",
    text="""
        A regression goes stale only if it is fitted to its bare predictions. Let its outcomes be drawn with
        noise, and fit the size of the noise as well, and a regression on 20 points with 2 coefficients keeps
        {noise_10} of its noise variance after 10 refits and {noise_50} after 50, on average. With normal noise
        it tends to zero in every single run, with probability one. That is the loss of diversity which the
        answer reserves for language models.

        Conversely, drawing does not take diversity away by itself. If the size of the noise is not refitted,
        the outcomes scatter more and more about the truth: {spread_50} after 50 refits in place of 1. If it is
        refitted by the unbiased formula, which divides by n - d, the average variance stays at {unbiased} for
        ever, although a typical run still collapses.

        As for something from nothing, the sums can be done. With drawn outcomes and plain least squares the
        average fit stays right for ever; no refit adds or takes away anything on average. What is lost is of
        second order: scatter within a model becomes difference between models. With maximum likelihood the two
        add up to {total} after 50 refits as at the beginning, {noise_50} of it within and {error_50} between.
        So many runs, taken together, are as diverse as ever; each one alone has become sure of its own answer,
        and they do not agree on it.

        What happens to the responses of a model that samples can be worked out to the end. Let each generation be
        n responses drawn from the last model, and let the next model give each response its share of them. If
        nothing is added, a single response is left in the end, with probability one. Which one is a draw from
        the first model: a response that it gives one time in five is the one that is left with probability
        {fifth}, acceptable or not. No response gains or loses on average at any time; so nothing is selected.

        Nor is it soon. The probability that two responses differ falls by the factor 1 - 1/n per generation.
        Of ten equally likely responses it is {diverse_first} at first; with 1000 responses per generation it is
        {diverse_50} after 50 generations, on average, and {diverse_1000} after 1000. The time until a single one is
        left is about as long: with n = 1000, at most {longest} generations after the first on average, however many
        responses there were, and {shortest} at least for two that are equally likely. After 10000 generations a
        single one is left with probability {settled} or more.

        And it can be prevented. Let one response of each generation be a real one, a draw from the truth: then
        the probability that two differ stays at {one_real} of what it was in the long run, on average, for
        n = 1000, and at one half or more for every n. Keep all responses ever drawn, and it stays at {kept} of it
        without any further real ones. Let the generations grow fast enough, so that the sum of 1/n over all of
        them is finite, and something of it stays as well. It is the size of each generation, the real data and
        the memory that decide, and not the kind of model.
    """,
    numbers={
        "noise_10": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 10}),
        "noise_50": Number("regression.refitted_noise", "expected_noise_variance", {**ROWS, "t": 50}),
        "error_50": Number("regression.refitted_noise", "in_sample_risk", {**ROWS, "t": 50}),
        "total": Number("regression.refitted_noise", "conservation", {"sigma2": 1}),
        "spread_50": Number("regression.known_noise", "spread_of_labels", {**ROWS, "t": 50}),
        "unbiased": Number("regression.unbiased_noise", "expected_noise_variance", {"sigma2": 1}),
        "fifth": Number("tokens.fixation", "fixation", {"p_0": "1/5"}),
        "diverse_first": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 0}),
        "diverse_50": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 50}),
        "diverse_1000": Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": 1000}),
        "longest": Number("tokens.absorption_time", "any_number_at_most", {"n": 1000}, digits=6),
        "shortest": Number("tokens.absorption_time", "two_tokens_at_least", {"n": 1000, "p_0": "1/2"}, digits=6),
        "settled": Number("tokens.fixation", "one_left_at_least", {**RESPONSES, "t": 10_000}),
        "one_real": Number("tokens.fresh_data", "one_real_token", {"s": 999}),
        "kept": Number("tokens.accumulate", "share_in_the_end", {"n": 1000}, digits=4),
    },
    rests_on=(
        "regression.refitted_noise",
        "regression.typical_refitted_noise",
        "regression.known_noise",
        "regression.unbiased_noise",
        "regression.predicted_outcomes",
        "tokens.diversity",
        "tokens.fixation",
        "tokens.absorption_time",
        "tokens.fresh_data",
        "tokens.accumulate",
        "tokens.sizes",
    ),
    see=(
        "collapse-math evaluate regression.refitted_noise n=10000 d=2 sigma2=1 t=50",
        "collapse-math token n=100 p=1/5 t=50",
        "collapse-math token n=100 p=1/5 t=50 real_draws=1",
        "collapse-math without tokens.diversity replace",
    ),
)

QUESTIONS = {question.key: question for question in (REGRESSION, SOMETHING_FROM_NOTHING)}
