"""Question on human data that a model has improved before: T7."""

from collections.abc import Mapping

from derivations.thread.question import Number, Question, Ruling, Setting

# Two phrases that are equally likely in the truth, and human data of which three quarters are sharpened.
SPLIT: Mapping[str, Setting] = {"alpha": "1/10", "c": "3/4"}

IMPROVED = Question(
    "T7",
    asked="In reverse: people write something and let a model 'improve' it, so that what counts as human data is "
    "already pulled towards the model's taste.",
    short="The improved part sets where it ends; while some is not improved, the truth is not lost.",
    text="""
        This is a worry about the anchor itself, and a sound one. Let a part of the data of each generation
        count as human, and let a part of that have been improved by the last model before it was sent in.
        Samples are to be unlimited, so that chance plays no role. An improved text is to follow the model in
        place of its writer: its phrases are as likely as the model makes them. So it depends on what it makes.

        If it gives back what people write, in the proportions in which the model has learnt them, it does no
        harm. The loop comes to the truth all the same, only later, since less of its data is new.

        If the model has a taste that does not change, the end is biased. Say that in improved text the odds of
        one phrase against another are twice those in the model, and half of the human data are improved. Where
        the loop comes to rest at 0.6 for that phrase, the truth is lower by {bias}; with two thirds improved it
        is lower by {bias_more}. How much human data there is in all does not appear in this sum: more of the
        same kind leads to the same end, only faster. And a bias that each round of training adds by itself
        comes back in the model's own data: with one human example in 10 it ends at {feedback} times its size.

        If the model sharpens, that is, prefers what it already thinks likely, there is a threshold. Take two
        phrases that people use equally often, and a model that squares the odds. While less than half of the
        human data is improved, the loop comes back to equality. Beyond that one of the two takes over, and the
        start decides which. With three quarters improved, the difference of their shares, zero in the truth,
        comes to rest between {split_low} and {split_high}.

        In all these cases a phrase keeps at least the part of its true share that is not improved: at one half,
        and a true share of 0.3, it keeps {least} of all that counts as human. Only if everything is improved
        does the truth drop out; with a taste that does not change the favourite alone is left then.

        So the saying names a real gap in the paper, which takes all outside data for samples of the truth. And
        what counts is the part that nobody has polished, not how much is labelled human.
    """,
    numbers={
        "bias": Number("selection.contaminated_by_taste", "bias", {"c": "1/2", "R": 2, "x": "0.6"}),
        "bias_more": Number("selection.contaminated_by_taste", "bias", {"c": "2/3", "R": 2, "x": "0.6"}),
        "feedback": Number("selection.feedback_bias", "limit", {"r": 10, "s": 90, "delta": 1}),
        "split_low": Number(
            "selection.contaminated_by_sharpening", "one_generation", {**SPLIT, "y": "0.70"}, 3, "down"
        ),
        "split_high": Number("selection.contaminated_by_sharpening", "one_generation", {**SPLIT, "y": "0.71"}, 3, "up"),
        "least": Number("selection.contaminated_anchor", "kept_at_least", {"c": "1/2", "p": "0.3"}),
    },
    rests_on=(
        "selection.contaminated_anchor",
        "selection.contaminated_by_taste",
        "selection.contaminated_by_sharpening",
        "selection.feedback_bias",
    ),
    rulings=(Ruling("Definition 2", "fails"),),
    see=(
        "collapse-math read selection.contaminated_anchor",
        "collapse-math evaluate selection.contaminated_by_taste bias c=1/2 R=2 x=0.6",
        "collapse-math evaluate selection.contaminated_by_sharpening one_generation alpha=1/10 c=3/4 y=0.7",
        "collapse-math assumptions H5",
    ),
)
