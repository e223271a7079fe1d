"""Whether a theorem is established: its steps decided, and what that makes of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from collapse_math.answers import ESTABLISHED, UNDECIDED, Answer
from collapse_math.ledger import Assumption
from collapse_math.results import Conclusion, Fact, Report
from collapse_math.steps import Citation, Step, Supposition, supposed_by
from collapse_math.workers import Failed, TimeUp, each_within

if TYPE_CHECKING:
    from collapse_math.derivation import Theorem

GRADES = ("proved", "solver-certified", "axiom", "computed")


def decided(whole: Theorem, steps: Sequence[Step], seconds: float, known: Mapping[str, Report]) -> Iterator[Answer]:
    """The answers to some of its steps, each as soon as it is there."""
    reasons = [barred(whole, step, known) for step in steps]
    results = each_within(seconds, [step.decide for step, why in zip(steps, reasons, strict=True) if not why])
    for why in reasons:
        if why:
            yield Answer(UNDECIDED, because=why)
            continue
        match next(results):
            case Failed(TimeUp() as problem):
                yield Answer(UNDECIDED, because=str(problem))
            case Failed(problem):
                yield Answer(UNDECIDED, because=f"{type(problem).__name__}: {problem}")
            case answer:
                yield answer


def barred(whole: Theorem, step: Step, known: Mapping[str, Report]) -> str:
    """Why a step cannot be decided, whatever it says; empty if it can."""
    for theorem in {fact.theorem for fact in step.premises} - {whole}:
        if not known[theorem.key].established:
            return f"{theorem.key} is not established"
        if not isinstance(step, Citation) and not set(theorem.conditions) <= set(whole.conditions):
            return f"{theorem.key} has conditions of its own: cite its fact"
    foreign = [fact for fact in step.premises if fact.theorem is not whole]
    if not isinstance(step, Citation) and any(True for fact in foreign for _ in supposed_by(fact)):
        return f"{foreign[0].theorem.key} supposes something: cite its fact"
    return ""


def reported(whole: Theorem, answers: list[Answer], known: Mapping[str, Report]) -> Report:
    """Put the answers together: problems, what it rests on, the grade, assumptions used."""
    problems = [
        f"step {i}, {step.title}: {answer}"
        for i, (step, answer) in enumerate(zip(whole.steps, answers, strict=True), start=1)
        if answer.outcome != ESTABLISHED
    ]
    if not whole.conclusions:
        problems.append("it concludes nothing")
    if whole.case() is None:
        problems.append("no values of its quantities were found that satisfy its conditions")
    problems += contradictions(whole)
    problems += [problem for conclusion in whole.conclusions.values() for problem in ill_supposed(conclusion)]
    uses = {name: used_by(whole, c.fact, answers, known) for name, c in whole.conclusions.items()}
    used = {a for assumptions in uses.values() for a in assumptions}
    problems += [f"uses '{a}' without declaring it" for a in sorted(used - set(whole.assumes), key=str)]
    if all(answer.outcome == ESTABLISHED for answer in answers):  # a step that fails has used nothing yet
        problems += [f"declares '{a}' but does not use it" for a in whole.assumes if a not in used]
    rests_on = {r for answer in answers for r in answer.rests_on}
    grades = [answer.grade for answer in answers if answer.grade]
    for theorem in whole.cited():
        rests_on |= {theorem.key, *known[theorem.key].rests_on}
        grades += filter(None, [known[theorem.key].grade])
    rests_on |= {f"SymPy alone: {s.title}" for s, a in zip(whole.steps, answers, strict=True) if a.grade == "computed"}
    grade = max(grades, key=GRADES.index) if grades and not problems else ""
    return Report(whole.key, answers, uses, problems, tuple(sorted(rests_on)), grade)


def contradictions(whole: Theorem) -> list[str]:
    """Assumptions that no process can satisfy together, and a key that belongs to another theorem."""
    problems = [
        f"'{one}' and '{other}' contradict each other"
        for one, other in combinations(whole.assumes, 2)
        if any(switch == theirs and value != set_to for switch, value in one.set_by for theirs, set_to in other.set_by)
    ]
    if any(theorem.key == whole.key for theorem in whole.cited()):
        problems.append(f"it cites another theorem with its own key {whole.key}")
    return problems


def ill_supposed(conclusion: Conclusion) -> Iterator[str]:
    """A conclusion that is merely supposed, or under suppositions that cannot both hold."""
    supposed = list(supposed_by(conclusion.fact))
    if isinstance(conclusion.fact.step, Supposition):
        yield f"the conclusion {conclusion.name} is what is supposed"
    for one, other in combinations(supposed, 2):
        if one.claim.left == other.claim.left:
            yield f"the conclusion {conclusion.name} supposes both '{one.title}' and '{other.title}'"


def used_by(whole: Theorem, fact: Fact, answers: list[Answer], known: Mapping[str, Report]) -> tuple[Assumption, ...]:
    """The assumptions behind a fact: those of its step and of all facts given to it, here or elsewhere."""
    pending, seen, used = [fact], set[int](), set[Assumption]()
    while pending:
        here = pending.pop()
        if id(here.step) in seen:
            continue
        seen.add(id(here.step))
        if here.theorem is not whole:
            used |= set(used_by(here.theorem, here, known[here.theorem.key].answers, known))
            continue
        pending.extend(here.step.premises)
        used |= set(answers[index_of(whole.steps, here.step)].uses)
    order = [*whole.assumes, *sorted(used - set(whole.assumes), key=str)]
    return tuple(a for a in order if a in used)


def index_of(steps: Sequence[Step], step: Step) -> int:
    """The place of a step, by identity."""
    return next(i for i, s in enumerate(steps) if s is step)
