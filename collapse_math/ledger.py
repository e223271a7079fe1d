"""The records that a derivation refers to: sources, assumptions, axioms and lemmas.

They are frozen and say what they are in one sentence.  An *assumption* is about the process (how data
are drawn, how a model is fitted); an *axiom* is a classical theorem whose content is more than an
equation (Cochran's theorem, the law of large numbers); a *lemma* is a classical fact that is an
equation or inequality between expressions, so that an instance of it can be checked by machine; a *rule*
is a classical theorem whose hypotheses and conclusion are such claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sympy import Expr

from collapse_math.claims import Claim


@dataclass(frozen=True)
class Source:
    """Where a statement can be found: author, year, and the theorem, equation or page."""

    author: str
    year: int
    where: str

    def __str__(self) -> str:
        """The source as it is cited."""
        return f"{self.author} ({self.year}), {self.where}"


@dataclass(frozen=True)
class Assumption:
    """One modelling assumption.

    key        how it is named on the command line
    says       the assumption in one sentence
    broken_by  the settings of a simulated process that violate it and nothing else, as (switch, value)
    set_by     the settings that make a process satisfy it, where they are not the standard ones
    composes   whether it says what a generation sees of those before it, so that generations can be composed
    renews     whether it says that what a generation draws is independent of all that was drawn before
    """

    key: str
    says: str
    broken_by: tuple[tuple[str, str], ...]
    set_by: tuple[tuple[str, str], ...] = ()
    composes: bool = False
    renews: bool = False

    def __str__(self) -> str:
        """The key."""
        return self.key


@dataclass(frozen=True)
class Axiom:
    """A classical theorem taken on trust.

    needs       the assumptions under which it speaks about the process
    hypotheses  what has to be shown, fact by fact, before it may be used
    about       how it is checked that the facts are about what the theorem speaks of, see `steps.hypotheses`
    observable  for an expectation: the observable, in quantities of the axiom
    value       what the value has to be, where only one will do
    compared    hypotheses that compare something with a number: the place, the relation and the number
    claims      hypotheses that are claims, in quantities of the axiom, of which instances are given in this order
    compares    for a perpetuity: how the factor of the moment compares with 1
    """

    name: str
    says: str
    source: Source
    needs: tuple[Assumption, ...] = ()
    hypotheses: tuple[str, ...] = ()
    about: Literal[
        "a value",
        "a random walk",
        "a tail of a walk",
        "a sum of steps",
        "a martingale of finite length",
        "a martingale with a limit",
        "a bounded martingale",
        "a perpetuity",
        "a sum of squares",
        "a moment",
        "an observable",
        "claims",
        "events without end",
        "events that end",
        "an almost supermartingale",
        "a fixed point",
    ] = "a value"
    observable: Expr | None = None
    value: Expr | None = None
    compared: tuple[tuple[int, str, int], ...] = ()
    claims: tuple[Claim, ...] = ()
    compares: Literal["", "=", "<", ">="] = ""

    def __str__(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True)
class Lemma:
    """A classical equation or inequality, stated as a claim with ranges, of which instances are checked."""

    name: str
    claim: Claim
    source: Source

    def __str__(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True)
class Rule:
    """A classical theorem with formal hypotheses and a formal conclusion, mostly about sequences.

    name        as it is known
    premises    what has to be shown of the quantities and sequences that it is applied to, for every value of a counter
    conclusion  what follows
    """

    name: str
    premises: tuple[Claim, ...]
    conclusion: Claim
    source: Source

    def __str__(self) -> str:
        """The name."""
        return self.name
