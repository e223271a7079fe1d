"""Theorems as lists of checked steps.

A derivation module builds one `Theorem`: each method below adds a step and returns a `Fact`, which later
steps use.  Nothing is decided while the module is read; `Theorem.check()` decides every step, in a
process of its own and each with a time limit, and reports what the theorem rests on.  A theorem is *established*
only if every step is, and if the assumptions it declares are exactly those its steps used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sympy import Basic, Expr, sympify

from collapse_math.checker import SECONDS
from collapse_math.claims import ByInequality, ByLemma, Claim, Computed, Induction, Justification, Ring, Telescope
from collapse_math.deciding import decided, reported
from collapse_math.ledger import Assumption, Axiom, Lemma, Rule, Source
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity
from collapse_math.refuter import Point, admissible_points, quantities_of
from collapse_math.report.notebook import Page
from collapse_math.results import Conclusion, Fact, Report
from collapse_math.sequences import replaced
from collapse_math.steps import (
    Algebraic,
    AxiomStep,
    Backwards,
    Bounds,
    Citation,
    Differentiation,
    Enclosed,
    ExpectationStep,
    Family,
    Generations,
    LimitStep,
    Linearity,
    Loosened,
    Outcomes,
    RuleStep,
    Squeeze,
    Step,
    SumOverOutcomes,
    Supposition,
)


@dataclass(eq=False, repr=False)
class Theorem(Page):
    """A result, the assumptions it declares, and its derivation.

    key         the name of its module, such as gaussian.variance_decay
    says        the statement in words or on one line
    assumes     the modelling assumptions
    symbols     its quantities in the order in which they are listed
    conditions  relations between quantities that hold throughout
    catalogue   ids of the results it covers, such as B1
    sources     where it can be found in print; empty if it was derived here
    outside     for a condition what is the case where it does not hold, said to whoever asks for a value there
    """

    key: str
    says: str
    assumes: tuple[Assumption, ...]
    symbols: tuple[Quantity, ...]
    conditions: tuple[Basic, ...] = ()
    catalogue: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    outside: Mapping[Basic, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    conclusions: dict[str, Conclusion] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Its key; what it cites would fill pages."""
        return f"<Theorem {self.key}>"

    # Building ---------------------------------------------------------------------------------------

    def expectation(
        self, title: str, observable: Expr, *, after: Refit, equals: Expr, given: Sequence[Fact] = ()
    ) -> Fact:
        """The expectation of an observable of the next fit, given the present one, from the definition, or a bound.

        `given` are facts by which the next fit is defined and made as it is.
        """
        step = ExpectationStep(title, observable, after, equals, self.conditions, tuple(given))
        random = frozenset(after.parameters)
        return self.add(step, equals, step.relation, observable=observable, refit=after, random=random, refits=(after,))

    def sum_over_outcomes(self, title: str, observable: Expr, *, after: Refit, equals: Expr) -> Fact:
        """The expectation, given the present fit, of any function of one count, as the sum over what it can be."""
        step = SumOverOutcomes(title, observable, after, equals, self.conditions)
        random = frozenset(after.parameters)
        return self.add(step, equals, observable=observable, refit=after, random=random, refits=(after,))

    def over_generations(
        self,
        over: Quantity,
        claims: Mapping[Fact, Expr],
        *,
        start: Mapping[Quantity, Expr],
        uses: tuple[Assumption, ...],
        first: Sequence[Fact] = (),
    ) -> tuple[Fact, ...]:
        """Closed forms of several expectations jointly, by induction over generations.

        claims  for each one-refit expectation the claimed expectation after `over` fits
        start   the parameters before the first fit
        uses    the assumptions that let generations be composed
        first   if the first fit is made otherwise, the same expectations after it; `over` then counts from 1
        """
        facts, first = tuple(claims), tuple(first)
        step = Generations(over, facts, tuple(claims.values()), dict(start), uses, self.conditions, first)
        refits = tuple(refit for fact in facts for refit in fact.refits)
        random = frozenset(p for fact in facts for p in fact.random)
        began, before = frozenset(start.items()), tuple(refit for fact in first[:1] for refit in fact.refits)
        self.steps.append(step)
        return tuple(
            Fact(self, step, claim, "=", None, fact.observable, None, over, random, refits, began, before)
            for fact, claim in claims.items()
        )

    def bounds_over_generations(
        self,
        over: Quantity,
        relation: str,
        claims: Mapping[Fact, tuple[Expr, Expr]],
        *,
        start: Mapping[Quantity, Expr],
        uses: tuple[Assumption, ...],
        given: Sequence[Fact] = (),
    ) -> tuple[Fact, ...]:
        """Bounds on several expectations jointly, by induction over generations.

        relation  "<=" or ">="
        claims    for each one-refit expectation a bound that is linear in the observables with coefficients that are
                  not negative, and the claimed bound on the expectation after `over` fits
        given     facts by which every next fit lies in its range

        Raises ValueError for a claim that is no such pair.
        """
        facts = tuple(claims)
        if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in claims.values()):
            raise ValueError("bounds over generations are claimed in pairs: of one refit, and after all of them")
        drifts, closed = (tuple(bounds) for bounds in zip(*claims.values(), strict=True))
        known, begins = tuple(given), dict(start)
        step = Bounds(over, facts, closed, begins, uses, self.conditions, given=known, relation=relation, drifts=drifts)
        refits = tuple(refit for fact in facts for refit in fact.refits)
        random = frozenset(p for fact in facts for p in fact.random)
        began = frozenset(start.items())
        self.steps.append(step)
        return tuple(
            Fact(self, step, claim, relation, None, fact.observable, None, over, random, refits, began)
            for fact, claim in zip(facts, closed, strict=True)
        )

    def by_linearity(
        self, title: str, observable: Expr, parts: Mapping[Fact, Expr], *, equals: Expr, rest: Expr
    ) -> Fact:
        """The expectation of a linear combination: observable = sum of coefficient * part + rest."""
        step = Linearity(title, observable, dict(parts), rest, equals, self.conditions)
        first = next(iter(parts), None)
        if first is None:
            raise ValueError(f"'{title}' names no expectation to combine")
        return self.add(
            step,
            equals,
            observable=observable,
            refit=first.refit,
            over=first.over,
            random=first.random,
            refits=tuple(refit for fact in parts for refit in fact.refits),
            start=first.start,
            before=first.first,
        )

    def over_family(
        self, title: str, fact: Fact, *, members: tuple[Quantity, ...], totals: Mapping[Expr, Expr], equals: Expr
    ) -> Fact:
        """The sum of an expectation, or of a bound, after all refits over a family, to each member of which it applies.

        members  the quantities that differ from member to member
        totals   for each expression in them that the expectation is linear in, its sum over the family
        """
        step = Family(title, fact, members, dict(totals), equals, self.conditions)
        return self.add(step, equals, fact.relation)

    def for_every_outcome(
        self,
        title: str,
        observable: Expr,
        relation: str,
        than: Fact,
        *,
        after: Refit,
        inside: Quantity,
        given: Sequence[Fact] = (),
    ) -> Fact:
        """E[observable] relation E[other], as observable relation other for every count of draws; see `Outcomes`."""
        step = Outcomes(title, observable, after, relation, than, inside, tuple(given), self.conditions)
        random = frozenset(after.parameters)
        return self.add(step, than.right, relation, None, observable, after, random=random, refits=(after,))

    def loosened(self, title: str, fact: Fact, bound: Fact) -> Fact:
        """E[observable] relation the right side of an inequality whose left side is the expectation or its bound."""
        step = Loosened(title, fact, bound)
        return self.add(
            step,
            bound.right,
            step.relation,
            observable=fact.observable,
            refit=fact.refit,
            over=fact.over,
            random=fact.random,
            refits=fact.refits,
            start=fact.start,
        )

    def backwards(
        self,
        title: str,
        over: Quantity,
        first: Fact,
        carry: Fact,
        *,
        start: Mapping[Quantity, Expr],
        uses: tuple[Assumption, ...],
    ) -> Fact:
        """A bound after `over` >= 1 refits, from that after one and how a refit carries it on; see `Backwards`."""
        step = Backwards(title, over, first, carry, dict(start), uses, self.conditions)
        return self.add(
            step,
            (carry.observable or carry.right).xreplace(dict(start)),
            step.relation,
            observable=first.observable,
            over=over,
            random=first.random | carry.random,
            refits=(*first.refits, *carry.refits),
            start=frozenset(start.items()),
        )

    def enclosed(self, title: str, equals: Expr, *, above: Fact, below: Fact, limits: Sequence[Fact]) -> Fact:
        """The limit of an expectation over generations between two bounds that have this limit."""
        return self.add(Enclosed(title, below, above, tuple(limits), equals, self.conditions), equals)

    def equation(
        self, title: str, left: Expr, right: Expr, *, how: Justification | None = None, given: Sequence[Fact] = ()
    ) -> Fact:
        """left = right, by `how` (by default: the same normal form)."""
        return self.claims(title, Claim(left, "=", right, self.conditions), how or Ring(), given)

    def inequality(
        self,
        title: str,
        left: Expr,
        relation: str,
        right: Expr,
        *,
        how: Justification | None = None,
        given: Sequence[Fact] = (),
    ) -> Fact:
        """left relation right, by `how` (by default: sign rule or solver)."""
        return self.claims(title, Claim(left, relation, right, self.conditions), how or ByInequality(), given)

    def claims(self, title: str, claim: Claim, how: Justification, given: Sequence[Fact]) -> Fact:
        """Any claim with any justification."""
        return self.add(Algebraic(title, claim, how, tuple(given)), claim.right, claim.relation, claim.left)

    def derivative(self, title: str, of: Expr, by: Quantity, equals: Expr) -> Fact:
        """d of / d by = equals, by the rules of differentiation."""
        return self.add(Differentiation(title, of, by, equals, self.conditions), equals)

    def limit(
        self,
        title: str,
        of: Expr,
        over: Quantity,
        equals: Expr,
        parts: Mapping[Expr, Fact | tuple[Expr, Lemma, Mapping[Quantity, Expr]]],
        form: Expr | None = None,
        given: Sequence[Fact] = (),
    ) -> Fact:
        """The limit of an expression as `over` grows, from limits of its parts.

        parts  for each part of the expression a fact about its limit, or: its limit, the lemma of which that is an
               instance, and what the lemma's quantities stand for
        form   the expression written so that `over` occurs in these parts only, if `of` is not; or a `Lambda` of the
               parts, where they are not to be found in an expression since SymPy has multiplied them out
        """
        form, equals = of if form is None else form, sympify(equals)
        step = LimitStep(title, of, over, equals, dict(parts), form, tuple(given), self.conditions)
        return self.add(step, equals, left=step.left)

    def squeeze(
        self, title: str, of: Expr, over: Quantity, equals: Expr, *, above: Fact, below: Fact, limits: Sequence[Fact]
    ) -> Fact:
        """The limit of an expression that two inequalities enclose between expressions with that limit."""
        step = Squeeze(title, of, over, equals, below, above, tuple(limits), self.conditions)
        return self.add(step, equals, left=step.left)

    def by_axiom(
        self,
        title: str,
        axiom: Axiom,
        *,
        given: Sequence[Fact],
        equals: Expr,
        at: Mapping[Quantity, Expr] | None = None,
    ) -> Fact:
        """A statement that a classical theorem yields from the given facts; `equals` is the value it is about.

        `at` says what the quantities of an axiom about an observable stand for, if not for themselves.
        """
        step = AxiomStep(title, axiom, tuple(given), equals, dict(at or {}), self.conditions)
        return self.add(step, equals, left=step.left)

    def suppose(self, title: str, left: Expr, relation: str, right: Expr) -> Fact:
        """Something the theorem supposes of its sequences, such as that a sum diverges."""
        claim = Claim(left, relation, right, self.conditions)
        return self.add(Supposition(title, claim), right, relation, left)

    def by_rule(self, title: str, rule: Rule, at: Mapping[Quantity, Expr], *, given: Sequence[Fact] = ()) -> Fact:
        """What a classical theorem with formal hypotheses says; a sequence stands for a `Lambda` of its index.

        The rules of `collapse_math.rules` count in t = integer("t", at_least=0): so must limits given to them.
        """
        step = RuleStep(title, rule, dict(at), tuple(given), self.conditions)
        return self.add(step, step.conclusion.right, step.conclusion.relation, step.conclusion.left)

    def cites(self, fact: Fact, at: Mapping[Quantity, Expr] | None = None, *, given: Sequence[Fact] = ()) -> Fact:
        """A fact with its quantities replaced; `given` are what its theorem supposes, if it is another one."""
        at = {quantity: sympify(value) for quantity, value in (at or {}).items()}
        step = Citation(fact, at, tuple(given), self.conditions)

        def here(expression: Expr | None) -> Expr | None:
            return None if expression is None else replaced(expression, at)

        return self.add(
            step,
            replaced(fact.right, at),
            fact.relation,
            here(fact.left),
            observable=here(fact.observable),
            refit=None if fact.refit is None else fact.refit.at(at),
            over=here(fact.over),
            random=fact.random,
            refits=tuple(refit.at(at) for refit in fact.refits),
            start=frozenset((parameter, replaced(value, at)) for parameter, value in fact.start),
            before=tuple(refit.at(at) for refit in fact.first),
        )

    def concludes(self, name: str, shown: str, fact: Fact, *observed: Observed) -> Conclusion:
        """Name a fact as a conclusion."""
        if name in self.conclusions:
            raise ValueError(f"{self.key} already has a conclusion called {name}")
        if fact.theorem is not self:
            raise ValueError(f"the conclusion {name} is a fact of {fact.theorem.key}: cite it first")
        self.conclusions[name] = Conclusion(name, shown, fact, observed)
        return self.conclusions[name]

    def add(
        self,
        step: Step,
        right: Expr,
        relation: str = "=",
        left: Expr | None = None,
        observable: Expr | None = None,
        refit: Refit | None = None,
        over: Expr | None = None,
        random: frozenset[Quantity] = frozenset(),
        refits: tuple[Refit, ...] = (),
        start: frozenset[tuple[Quantity, Expr]] = frozenset(),
        before: tuple[Refit, ...] = (),
    ) -> Fact:
        """Append a step and return the fact that it is to establish."""
        self.steps.append(step)
        return Fact(self, step, right, relation, left, observable, refit, over, random, refits, start, before)

    def in_order(self, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
        """Quantities in the order of `symbols`, unlisted ones last."""
        names = [s.name for s in self.symbols]
        return tuple(sorted(quantities, key=lambda q: (names.index(q.name) if q.name in names else 99, q.name)))

    # Reading ----------------------------------------------------------------------------------------

    def main(self) -> None:
        """Check the derivation and print it; exit with status 1 if it is not established."""
        from collapse_math.report.reading import print_page
        from collapse_math.report.terminal import forget_output

        try:
            established = print_page(self)
            sys.stdout.flush()
        except BrokenPipeError:
            forget_output()
            raise SystemExit(1) from None
        if not established:
            raise SystemExit(1)

    # Checking ---------------------------------------------------------------------------------------

    def check(self, seconds: float = SECONDS, known: dict[str, Report] | None = None) -> Report:
        """Decide every step, and those of the theorems it cites.

        `seconds` limits each step; `known` holds reports of theorems already checked in this run.
        """
        known = {} if known is None else known
        if self.key in known:
            return known[self.key]
        for cited in self.cited():
            cited.check(seconds, known)
        answers = list(decided(self, self.steps, seconds, known))
        report = reported(self, answers, known)
        known[self.key] = report
        return report

    def case(self) -> Point | None:
        """Values of its quantities that satisfy all its conditions, exactly; None if a search finds none."""
        quantities = dict.fromkeys((*self.symbols, *quantities_of(*self.conditions)))
        return next(admissible_points(self.conditions, list(quantities)), None)

    def cited(self) -> Iterator[Theorem]:
        """The theorems it cites, each once."""
        seen: dict[str, Theorem] = {}
        for step in self.steps:
            for fact in step.premises:
                if fact.theorem is not self:
                    seen.setdefault(fact.theorem.key, fact.theorem)
        yield from seen.values()


__all__ = [
    "ByInequality",
    "ByLemma",
    "Computed",
    "Conclusion",
    "Fact",
    "Induction",
    "Report",
    "Ring",
    "Telescope",
    "Theorem",
]
