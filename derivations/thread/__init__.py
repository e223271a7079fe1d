"""The public thread: questions that readers asked, answered by theorems of this book.

T1 to T21 in the order in which they were asked.  The answers are grouped by what they are about:

    regression     is it like fitting a regression to its own predictions?
    premises       what is assumed, by the paper and by those who object to it
    loopholes      is there a way out near by?
    shares         is it the share of outside data that counts, and what if there are none?
    forgetting     is forgetting inevitable, and what signal prevents it?
    environment    what of systems that live in an environment?
    improved_text  what if human data were improved by a model before?
    human_data     what are corrections and other human data worth?
    inbreeding     is a loop like a population?
    overtraining   is it like overtraining, or like always saying the likeliest thing?
    machines       what of rounding, pseudo-random numbers, and Goedel?

Each answer names the theorems it rests on, and its numbers are worked out from their conclusions when it is read; see
`question` for what makes an answer unsupported.
"""

from derivations.thread import (
    environment,
    forgetting,
    human_data,
    improved_text,
    inbreeding,
    loopholes,
    machines,
    overtraining,
    premises,
    regression,
    shares,
)
from derivations.thread.question import Question

GROUPS = (
    regression,
    premises,
    loopholes,
    shares,
    forgetting,
    environment,
    improved_text,
    human_data,
    inbreeding,
    overtraining,
    machines,
)
QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in sorted(
        (value for group in GROUPS for value in vars(group).values() if isinstance(value, Question)),
        key=lambda question: int(question.key.removeprefix("T")),
    )
}
