"""The public thread: questions that readers asked, answered by theorems of this book.

T1 to T21 in the order in which they were asked.  The answers are grouped by what they are about:

    regression   is it like fitting a regression to its own predictions?
    premises     what is assumed, by the paper and by those who object to it
    signal       what comes from outside, and how much of it is enough
    likenesses   what a loop is likened to: inbreeding, overtraining, and so on

Each answer names the theorems it rests on, and its numbers are worked out from their conclusions when it is read; see
`question` for what makes an answer unsupported.
"""

from derivations.thread import likenesses, premises, regression, signal
from derivations.thread.question import Question

GROUPS = (regression, premises, signal, likenesses)
QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in sorted(
        (value for group in GROUPS for value in vars(group).values() if isinstance(value, Question)),
        key=lambda question: int(question.key.removeprefix("T")),
    )
}
