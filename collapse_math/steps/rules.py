"""Classical theorems with formal hypotheses, and what a theorem supposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy
from sympy import Basic, Expr, Lambda

from collapse_math.answers import ESTABLISHED, Answer, NotShown
from collapse_math.checker import decide, read
from collapse_math.claims import ByInequality, Claim, Ring
from collapse_math.exact.polynomials import OutsideLanguage, TooLarge
from collapse_math.ledger import Rule
from collapse_math.proofs.instances import in_range, refuse_capture
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.refuter import quantities_of
from collapse_math.sequences import replaced
from collapse_math.steps.base import Step, merged, undecided

if TYPE_CHECKING:
    from collapse_math.results import Fact


@dataclass(eq=False, repr=False)
class Supposition(Step):
    """A claim that a theorem supposes; nothing is shown, and whoever cites the theorem has to show it."""

    kind = "supposition"
    title: str
    claim: Claim

    def decide(self) -> Answer:
        """It is supposed if it can be read."""
        try:
            read(self.claim)
        except NotShown as problem:
            return undecided(problem)
        return Answer(ESTABLISHED, because="supposed")


@dataclass(eq=False, repr=False)
class RuleStep(Step):
    """The conclusion of a classical theorem whose hypotheses are shown.

    at     what the quantities of the rule stand for; a sequence stands for a `Lambda` of its index
    given  facts that are hypotheses of the rule, or from which one follows
    """

    kind = "rule"
    title: str
    rule: Rule
    at: Mapping[Quantity, Expr]
    given: tuple[Fact, ...]
    conditions: tuple[Basic, ...]

    @property
    def premises(self) -> tuple[Fact, ...]:
        """The facts it uses."""
        return self.given

    @property
    def conclusion(self) -> Claim:
        """What it says here."""
        return self.instance(self.rule.conclusion)

    def instance(self, claim: Claim) -> Claim:
        """A claim of the rule at what its quantities stand for."""
        return Claim(replaced(claim.left, self.at), claim.relation, replaced(claim.right, self.at), self.conditions)

    def decide(self) -> Answer:
        """Everything lies in its range, and each hypothesis is a given fact or follows from given facts."""
        try:
            answers = [self.in_ranges(), *(self.shown(premise) for premise in self.rule.premises)]
        except (NotShown, OutsideLanguage, TooLarge) as problem:
            return undecided(problem)
        answer = merged(answers, rests_on=[self.rule.name])
        return replace(answer, grade="axiom") if answer else answer

    def in_ranges(self) -> Answer:
        """What stands for something lies in its range; counters stay counters, free of all conditions."""
        claims = (*self.rule.premises, self.rule.conclusion)
        sides = [side for claim in claims for side in (claim.left, claim.right)]
        counters = {node.args[1] for side in sides for node in side.atoms(sympy.Limit)}
        own = counters | set(quantities_of(*sides))
        if strange := set(self.at) - own:
            raise NotShown(f"{min(strange, key=str)} is no quantity of {self.rule.name}")
        refuse_capture(sides, self.at, self.rule.name)
        values = [value.expr if isinstance(value, Lambda) else value for value in self.at.values()]
        proof = Proof(self.conditions, *values, *self.conditions)
        for quantity in sorted(own, key=str):
            value = self.at.get(quantity, quantity)
            if quantity in counters:
                self.stays_counter(quantity, value)
            else:
                in_range(proof, quantity, value, self.rule.name)
            if quantity not in counters and value.free_symbols & counters:
                raise NotShown(f"{quantity} in {self.rule.name} may not depend on its counter")
        return proof.settled()

    def stays_counter(self, counter: Quantity, value: Expr) -> None:
        """A counter stands for itself, and no condition holds it back."""
        if value != counter:
            raise NotShown(f"{counter} counts in {self.rule.name}: it can stand for nothing else")
        if any(counter in condition.free_symbols for condition in self.conditions):
            raise NotShown(f"no condition may mention {counter}, which grows without end")

    def shown(self, premise: Claim) -> Answer:
        """A hypothesis is a given fact, or follows by algebra or from given inequalities."""
        wanted = self.instance(premise)
        known = [fact.claim for fact in self.given if fact.left is not None]
        if any(same_claim(wanted, claim) for claim in known):
            return Answer(ESTABLISHED, "proved")
        if has_limit(wanted):
            needed = f"{self.rule.name} needs {wanted.left} {wanted.relation} {wanted.right}, which is not given"
            given = "; ".join(f"{claim.left} {claim.relation} {claim.right}" for claim in known if has_limit(claim))
            raise NotShown(f"{needed}{f', but {given}: limits are in the same counter' if given else ''}")
        how = Ring() if wanted.relation == "=" else ByInequality()
        return decide(wanted, how, [claim for claim in known if not has_limit(claim)])


def same_claim(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, side by side."""
    return one.relation == other.relation and all(
        same_side(a, b, one.conditions) for a, b in ((one.left, other.left), (one.right, other.right))
    )


def same_side(one: Expr, other: Expr, conditions: Sequence[Basic]) -> bool:
    """Whether two expressions, or what two limits at infinity are taken of, have the same normal form."""
    if one == other:
        return True
    if isinstance(one, sympy.Limit) and isinstance(other, sympy.Limit) and one.args[1:] == other.args[1:]:
        one, other = one.args[0], other.args[0]
    if any(side.has(sympy.Limit, sympy.oo) for side in (one, other)):
        return False
    return bool(decide(Claim(one, "=", other, tuple(conditions)), Ring()))


def has_limit(claim: Claim) -> bool:
    """Whether a claim is about a limit, which algebra does not know."""
    return any(side.has(sympy.Limit, sympy.oo) for side in (claim.left, claim.right))


def supposed_by(fact: Fact) -> Iterator[Supposition]:
    """What is supposed on the way to a fact, each once; a citation has shown what it cites to be free to use."""
    pending, seen = [fact], set[int]()
    while pending:
        step = pending.pop().step
        if id(step) in seen:
            continue
        seen.add(id(step))
        if isinstance(step, Supposition):
            yield step
        pending.extend(step.discharging)
