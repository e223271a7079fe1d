"""A question of the public thread with its answer, the numbers in it, and what the answer rests on.

No number of an answer is typed in: each is a conclusion of a theorem at given parameters, or an exact moment of a
described loop, or a probability of the exact law of one token, worked out when the answer is read.  And an answer is
judged like an item of the paper: it is unsupported as soon as a theorem it rests on does not stand, an exact
computation comes out otherwise, or the audit of the paper finds another verdict than the answer speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Literal

from collapse_math.enumeration import TokenLaw
from collapse_math.evidence import POWERS, ByClaim, ByCounterexample, ByLimit, ByLoop, Checked, Moment
from collapse_math.loops import Loop
from collapse_math.results import Report
from collapse_math.schedules import exact_moments, limits_of_moments
from derivations import load

Setting = int | str | Fraction
Rounded = Literal["nearest", "up", "down"]
MODES = {"nearest": ROUND_HALF_EVEN, "up": ROUND_CEILING, "down": ROUND_FLOOR}
GUARD = 12  # digits more than are shown, from which a bound is rounded to its own side
SMALLEST = -6  # the power of ten from which on a number is written out
Computation = ByLoop | ByLimit | ByCounterexample | ByClaim


def in_decimals(value: Decimal | Fraction, digits: int, rounded: Rounded = "nearest") -> str:
    """A number to so many significant digits."""
    context = Context(prec=digits, rounding=MODES[rounded])
    if isinstance(value, Fraction):
        value = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    value = context.plus(value)
    if value and value.adjusted() < SMALLEST:
        return f"{value.normalize():e}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def pairs(at: Mapping[str, Setting]) -> str:
    """Parameters as they are given on a command line."""
    return " ".join(f"{name}={value}" for name, value in at.items())


@dataclass(frozen=True)
class Number:
    """A conclusion of a theorem at given parameters, to so many significant digits.

    rounded  `up` if the answer calls it an upper bound, `down` if a lower one: a rounded bound is to be a bound, too
    """

    key: str
    conclusion: str
    at: Mapping[str, Setting] = field(default_factory=dict)
    digits: int = 3
    rounded: Rounded = "nearest"

    def __str__(self) -> str:
        """The decimals."""
        guard = 0 if self.rounded == "nearest" else GUARD
        value = load(self.key).conclusions[self.conclusion].evaluate(self.digits + guard, **self.at)
        return in_decimals(Decimal(value.decimal), self.digits, self.rounded)

    @property
    def source(self) -> str:
        """How to get it oneself."""
        return f"collapse-math evaluate {self.key} {self.conclusion} {pairs(self.at)}".rstrip()


@dataclass(frozen=True)
class OfLoop:
    """A moment of a described loop, computed exactly without a formula.

    scheme   a description of `collapse_math.regimes`, or a function that makes one
    at       its arguments
    forever  whether what the moment tends to is meant, and not its value after the last generation
    """

    scheme: Callable[..., Loop]
    at: Mapping[str, Setting]
    moment: Moment = "E[V_t]"
    forever: bool = False
    digits: int = 3

    def __str__(self) -> str:
        """The decimals; raises ValueError if there is no limit."""
        loop, power = self.scheme(**self.at), POWERS[self.moment]
        value = limits_of_moments(loop)[power].value if self.forever else exact_moments(loop).joint_moments[power][-1]
        if value is None:
            raise ValueError(f"{self.moment} has no limit: {self.source}")
        return in_decimals(value, self.digits)

    @property
    def source(self) -> str:
        """What was computed."""
        arguments = ", ".join(f"{name}={value}" for name, value in self.at.items())
        return f"{'lim ' * self.forever}{self.moment} of {self.scheme.__name__}({arguments})"


@dataclass(frozen=True)
class OfToken:
    """A probability or a mean of the exact law of one token, among n draws per generation, after t refits.

    what  `lost`, `alone`, the `mean` of its share p, or its `diversity`, the mean of p (1 - p)
    """

    what: Literal["lost", "alone", "mean", "diversity"]
    n: int
    p: Fraction
    t: int
    real_draws: int = 0
    digits: int = 3

    def __str__(self) -> str:
        """The decimals."""
        law = TokenLaw(self.n, truth=self.p, real_draws=self.real_draws).law(self.p, self.t)
        return in_decimals(getattr(law, self.what), self.digits)

    @property
    def at(self) -> Mapping[str, Setting]:
        """The parameters."""
        real = {"real_draws": self.real_draws} if self.real_draws else {}
        return {"n": self.n, "p": self.p, "t": self.t, **real}

    @property
    def source(self) -> str:
        """How to get it oneself."""
        return f"collapse-math token {pairs(self.at)}"


Figure = Number | OfLoop | OfToken


@dataclass(frozen=True)
class Ruling:
    """What the audit of the paper must find for an answer to be right.

    item     an item of the paper such as Theorem 2, or a row of its unstated assumptions such as H6
    verdict  one of the verdicts on its readings, such as fails; or on a cell of its row, such as collapse falls
    """

    item: str
    verdict: str


@dataclass(frozen=True)
class Question:
    """A question and its answer.

    key           such as T1
    asked         the question, in our own words
    short         the answer in one line
    text          the answer for a programmer without statistics; {names} stand for numbers
    numbers       what the names stand for
    rests_on      keys of the theorems that the answer rests on
    see           commands that show it happen
    computations  what else it rests on: exact loops and counterexamples
    rulings       the verdicts on the paper that it speaks of
    """

    key: str
    asked: str
    short: str
    text: str
    numbers: Mapping[str, Figure]
    rests_on: tuple[str, ...]
    see: tuple[str, ...]
    computations: tuple[Computation, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def paragraphs(self) -> tuple[str, ...]:
        """The answer with its numbers, paragraph by paragraph."""
        filled = self.text.format(**{name: str(number) for name, number in self.numbers.items()})
        return tuple(" ".join(paragraph.split()) for paragraph in filled.split("\n\n"))

    def computed(self) -> tuple[tuple[Computation, Checked], ...]:
        """The exact computations, done again."""
        return tuple((piece, piece.check({})) for piece in self.computations)

    def problems(self, known: dict[str, Report], verdicts: Mapping[str, str]) -> Iterator[str]:
        """Why it is unsupported, if it is.

        known     reports of theorems that have been checked; others are checked now
        verdicts  what the audit of the paper found, by item and by row
        """
        for key in self.rests_on:
            report = load(key).check(known=known)
            if not report.established:
                yield f"{key} does not stand: {report.problems[0]}"
        for name, number in self.numbers.items():
            if isinstance(number, Number) and number.key not in self.rests_on:
                yield f"the number {name} is from {number.key}, which is not among what the answer rests on"
            try:
                str(number)
            except (KeyError, ValueError) as problem:
                yield f"the number {name} cannot be worked out: {problem}"
        for piece, found in self.computed():
            if not found.stands:
                yield f"{piece.says}: {found.detail}"
        for ruling in self.rulings:
            verdict = verdicts.get(ruling.item, "not judged")
            # An item has a verdict for each of its readings, a row of assumptions one for each of its cells.
            if ruling.verdict not in {*verdict.split("; "), *verdict.split(", ")}:
                yield f"the answer says of {ruling.item} '{ruling.verdict}', and the audit of the paper '{verdict}'"
