"""What all kinds of steps share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sympy

from collapse_math.answers import ESTABLISHED, Answer
from collapse_math.ledger import Assumption

if TYPE_CHECKING:
    from collapse_math.results import Fact

ZERO = sympy.Integer(0)


class Step:
    """One step: its kind, its title, the facts it uses, and how it is decided."""

    kind: str
    title: str

    def __repr__(self) -> str:
        """Kind and title; its facts would fill pages."""
        return f"<{self.kind} step: {self.title}>"

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return ()

    @property
    def discharging(self) -> tuple[Fact, ...]:
        """The facts whose suppositions are suppositions of this step."""
        return self.premises

    def decide(self) -> Answer:
        """Decide the step in this process."""
        raise NotImplementedError


def merged(answers: Sequence[Answer], uses: Sequence[Assumption] = (), rests_on: Sequence[str] = ()) -> Answer:
    """One answer for several claims that must all be established."""
    for answer in answers:
        if answer.outcome != ESTABLISHED:
            return answer
    certified = any(a.grade == "solver-certified" for a in answers)
    return Answer(
        ESTABLISHED,
        "solver-certified" if certified else "proved",
        rests_on=tuple(sorted({*rests_on, *(r for a in answers for r in a.rests_on)})),
        uses=tuple(uses),
        points=sum(a.points for a in answers),
    )


def undecided(problem: Exception) -> Answer:
    """The answer when a step could not be carried out."""
    return Answer("undecided", because=str(problem))
