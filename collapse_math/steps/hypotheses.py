"""Whether the facts given to a classical theorem are about what it speaks of, and the value that it then yields.

What they are about, and the value:

a value           an equation                                             its right side
a random walk     an observable that each refit moves by a step which     the mean of the step
                  depends on the draws alone
a tail of a walk  a random walk f, E[exp(s f)], which each refit          log m(s) - s d log m(s)/ds
                  multiplies by m(s), log m(s) and its derivative
a sum of steps    the sum of the mean squares of what has mean zero       the sum
                  after one refit
a martingale      an observable that a refit keeps on average
  with a limit    and what is followed has a limit                        the limit
  of finite       and the steps of which, added up on the way, stay       what is followed
  length          below one bound on average
  bounded         the same, and what is followed is below one bound       what is followed
a perpetuity      a place moved in proportion to a deviation              the order of the moment
a sum of squares  a multiple of the sum of squares of one sample, or of   the degrees of freedom
                  the squared error of its average
a moment          an integral of x^s f(x), and its derivatives by s       the last one at s = 0
an observable     the expectation of what the theorem names               the expectation
claims            instances of the claims that the theorem names          that of the first
events without    the mean of what lies between 0 and 1, a bound of it     1
end               from below, and that the bounds have no finite sum
events that end   a bound c + d S(t) of a mean, S(t) with a finite limit    0
an almost super-  what is not negative, with the mean (1 - b) V + c at      0
martingale        most, the sums of all b(t) and of all c(t)
a fixed point     the next value of what is fitted, a function of the      0
                  present one, above it at one place and below at another
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import sympy
from sympy import Expr, Integer, Integral

from collapse_math.answers import Answer, NotShown
from collapse_math.checker import decide
from collapse_math.claims import Claim, Ring
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.polynomials import Frac
from collapse_math.moments import Refit, Sample, expectation
from collapse_math.moments.expectations import depends_on, symbols_of
from collapse_math.proofs.instances import in_range, refuse_capture
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import Quantity
from collapse_math.refuter import quantities_of
from collapse_math.sequences import SequenceQuantity
from collapse_math.steps.algebraic import Differentiation, differentiated
from collapse_math.steps.limits import grows
from collapse_math.steps.ranges import stays_in_range
from collapse_math.steps.rules import same_claim
from collapse_math.steps.structures import is_length_of_path, is_martingale, is_perpetuity

if TYPE_CHECKING:
    from collapse_math.results import Fact
    from collapse_math.steps.classical import AxiomStep

Met = tuple[list[Answer], Expr]


def a_value(step: AxiomStep) -> Met:
    """Any equation."""
    return [], step.given[0].right


def a_random_walk(step: AxiomStep) -> Met:
    """The first fact follows an observable whose steps are alike; a second one says that their variance is positive."""
    first, *others = step.given
    return [steps_alike(step, first, others)], first.right - (first.observable or 0)


def steps_alike(step: AxiomStep, first: Fact, others: Sequence[Fact] = ()) -> Answer:
    """The steps of an observable are alike, and others say that their variance is positive; or NotShown."""
    refit, observable = after_one_refit(first, step)
    move = refit.after(observable) - observable
    proof = Proof(step.conditions, move, *(f.claim.left for f in others), *step.conditions)
    shown = [proof.algebra.atoms[i].shown for i in proof.algebra.normal(move).atoms()]
    laws = [depends_on(draw, refit.draws) for draw in refit.draws if any(symbols_of(draw, atom) for atom in shown)]
    if set(refit.parameters) & set().union(*laws, *(atom.free_symbols for atom in shown)):
        raise NotShown(f"the step of {observable} depends on the present fit, so it is no random walk")
    if any(e.atoms(SequenceQuantity) for e in (move, *(e for draw in refit.draws for e in draw.law))):
        raise NotShown(f"the step of {observable} is another one at each refit, so it is no random walk")
    for known in others:
        claim = known.claim
        gap = variance(proof.algebra, move, refit) - proof.difference(claim.left, claim.right)
        if claim.relation != ">" or not proof.algebra.vanishes(gap):
            raise NotShown(f"'{known.step.title}' does not say that the variance of the step is positive")
    return proof.settled()


def a_tail_of_a_walk(step: AxiomStep) -> Met:
    """A random walk, and the logarithm of the moments of its step with its derivative."""
    walk, moment, logarithm, slope = step.given
    alike = steps_alike(step, walk)
    refit, observable = after_one_refit(walk, step)
    other, power = after_one_refit(moment, step)
    taken = slope.step
    if not isinstance(taken, Differentiation) or logarithm.left is None:
        raise NotShown(f"'{taken.title}' is no derivative of a logarithm")
    order = taken.by
    if not refit.agrees(other) or order.domain.lower is None or order.domain.lower < 0:
        raise NotShown(f"the moments must be of order {order} > 0, of what the same refit does")
    growth = moment.right / power
    pairs = [
        (power, exponential(order, observable), "the moment is not that of the walk"),
        (logarithm.left, sympy.log(growth), "the logarithm is not that of the moment"),
        (taken.of, logarithm.right, "the derivative is that of something else"),
    ]
    proof = Proof(step.conditions, *(side for one, other, _ in pairs for side in (one, other)), *step.conditions)
    for one, another, what in pairs:
        proof.show_equal(one, another, what)
    if any(proof.algebra.atoms[i].shown.free_symbols & moment.random for i in proof.algebra.normal(growth).atoms()):
        raise NotShown(f"a refit does not multiply {power} by a number on average")
    return [alike, proof.settled()], logarithm.right - order * taken.equals


def exponential(order: Expr, observable: Expr) -> Expr:
    """exp(s f), which is g^s for f = log g."""
    return observable.args[0] ** order if isinstance(observable, sympy.log) else sympy.exp(order * observable)


def variance(algebra: Algebra, move: Expr, refit: Refit) -> Frac:
    """The variance of what is drawn."""
    mean, _ = expectation(algebra, move, refit.draws)
    square, _ = expectation(algebra, move**2, refit.draws)
    return square - mean * mean


def a_martingale(step: AxiomStep) -> Met:
    """See `is_martingale`."""
    return [is_martingale(step.given, step.conditions)], step.given[0].right


def a_sum_of_steps(step: AxiomStep) -> Met:
    """A sum over refits 1, ..., t of the mean square of an observable, whatever the fit is, and its mean, alike."""
    total, square, mean = step.given
    refit, observable = after_one_refit(mean, step)
    other, squared = after_one_refit(square, step)
    if not isinstance(total.left, sympy.Sum) or len(total.left.limits) != 1:
        raise NotShown(f"'{total.step.title}' is about no sum")
    counter, first, last = total.left.limits[0]
    if not isinstance(counter, Quantity) or first != 1 or last not in quantities_of(total.left):
        raise NotShown(f"{step.axiom.name} needs the sum over refits 1, ..., t")
    grows(counter, step.conditions)
    if refit != other or square.right.free_symbols & square.random:
        raise NotShown("a step has its mean and its mean square by one refit, and the latter whatever the fit is")
    proof = Proof(step.conditions, observable, squared, total.left.function, square.right, *step.conditions)
    in_range(proof, counter, Integer(1), step.axiom.name)
    proof.show_equal(squared, observable**2, "the mean square is that of something else")
    proof.show_equal(total.left.function, square.right, "the sum is one of something else")
    return [proof.settled()], total.right


def a_martingale_with_a_limit(step: AxiomStep) -> Met:
    """What is followed over generations has a limit, which comes first."""
    if step.given[0].over is not None:
        raise NotShown(f"'{step.given[0].step.title}' is no limit, and {step.axiom.name} needs one")
    return a_martingale(step)


def a_martingale_of_finite_length(step: AxiomStep) -> Met:
    """The mean length of its path is followed as well, and has one bound."""
    moment, kept, length, bound = step.given
    travelled = is_length_of_path(length, moment, kept, step.conditions)
    bounded = one_bound(length, bound, step)
    return [travelled, bounded, is_martingale((moment, kept, bound), step.conditions)], moment.right


def a_bounded_martingale(step: AxiomStep) -> Met:
    """One bound, which comes last, holds for what is followed."""
    bounded = one_bound(step.given[0], step.given[-1], step)
    answers, value = a_martingale(step)
    return [bounded, *answers], value


def one_bound(followed: Fact, bound: Fact, step: AxiomStep) -> Answer:
    """An upper bound of what is followed holds at every time, or at every time from some one on."""
    if not isinstance(followed.over, Quantity) or bound.left is None or bound.relation not in ("<", "<="):
        raise NotShown(f"{step.axiom.name} needs what is followed over generations, and an upper bound of it")
    claim = bound.claim
    later = next((q for q in quantities_of(claim.left) if q.name == followed.over.name), followed.over)
    grows(later, step.conditions)
    proof = Proof(step.conditions, followed.right, claim.left, claim.right, *step.conditions)
    in_range(proof, followed.over, later, step.axiom.name)
    proof.show_equal(claim.left, followed.right.xreplace({followed.over: later}), "the bound is one of something else")
    return proof.settled()


def a_perpetuity(step: AxiomStep) -> Met:
    """See `is_perpetuity`."""
    return [is_perpetuity(step.given, step.equals, step.axiom.compares, step.conditions)], step.equals


def a_sum_of_squares(step: AxiomStep) -> Met:
    """What is fitted is a factor times SS of one sample, or times the squared error of its average."""
    refit, observable = after_one_refit(step.given[0], step)
    fitted = refit.after(observable)
    drawn = [draw for draw in refit.draws if symbols_of(draw, fitted)]
    if len(drawn) == 1 and isinstance(sample := drawn[0], Sample):
        forms = {sample.sum_of_squares: sample.size - 1, (sample.average - sample.mean) ** 2: Integer(1)}
        proof = Proof(step.conditions, fitted, *forms, *step.conditions)
        for form, degrees in forms.items():
            factor = proof.algebra.normal(fitted) * proof.algebra.normal(form).inverse()
            if not any(symbols_of(sample, proof.algebra.atoms[i].shown) for i in factor.atoms()):
                return [proof.settled()], degrees
    raise NotShown(f"{observable} is no multiple of the sum of squares of one sample, nor of the error of its average")


def a_moment(step: AxiomStep) -> Met:
    """The facts are an integral of x^s f(x) for s around 0, then its derivatives by s, one after the other."""
    moment, *derivatives = step.given
    order = moment_order(moment)
    power = order.domain
    around_zero = (power.lower is None or power.lower < 0) and (power.upper is None or power.upper > 0)
    if not around_zero or any(order in condition.free_symbols for condition in step.conditions):
        raise NotShown(f"{order} must be free to take all values around 0")
    answers, here = [], moment.right
    for fact in derivatives:
        taken = fact.step
        if not isinstance(taken, Differentiation) or taken.by != order:
            raise NotShown(f"'{taken.title}' is no derivative by {order}")
        answers.append(decide(Claim(taken.of, "=", here, step.conditions), Ring()))
        here = taken.equals
    return answers, here.xreplace({order: Integer(0)})


def moment_order(fact: Fact) -> Quantity:
    """The s of an integral of x^s f(x) over x > 0; NotShown for anything else."""
    integral = fact.left
    if isinstance(integral, Integral) and fact.relation == "=" and len(integral.limits) == 1:
        variable, *ends = integral.limits[0]
        if ends == [Integer(0), sympy.oo]:
            for order in quantities_of(integral.function):
                proof = Proof((), integral.function, variable**order)
                at_zero = integral.function.xreplace({order: Integer(0)})
                if proof.algebra.vanishes(proof.difference(integral.function, variable**order * at_zero)):
                    return order
    raise NotShown(f"'{fact.step.title}' is no integral of x^s f(x) over x > 0")


def moment_of_logarithm(step: AxiomStep) -> Expr | None:
    """The integral of (log x)^k f(x), if the given facts are of the right kind."""
    integral = step.given[0].left
    if not isinstance(integral, Integral):
        return None
    try:
        order = moment_order(step.given[0])
    except NotShown:
        return None
    variable = integral.limits[0][0]
    density = integral.function.xreplace({order: Integer(0)})
    return Integral(sympy.log(variable) ** (len(step.given) - 1) * density, *integral.limits)


def an_observable(step: AxiomStep) -> Met:
    """The first fact is the expectation of what the axiom names, whose quantities lie in their ranges."""
    first, named = step.given[0], step.axiom.observable
    if first.observable is None or named is None:
        raise NotShown(f"{step.axiom.name} needs the expectation of {named}")
    full, proof = standing_for(step, (named,), first.observable)
    proof.show_equal(first.observable, named.xreplace(full), f"{step.axiom.name} is about another observable")
    return [proof.settled()], first.right


def standing_for(step: AxiomStep, sides: Sequence[Expr], *others: Expr) -> tuple[Mapping[Quantity, Expr], Proof]:
    """What the quantities of a statement of the axiom stand for, and a proof in which they lie in their ranges."""
    full: Mapping[Quantity, Expr] = {q: step.at.get(q, q) for q in quantities_of(*sides)}
    if strange := set(step.at) - set(full):
        raise NotShown(f"{min(strange, key=str)} is no quantity of {step.axiom.name}")
    refuse_capture(sides, full, step.axiom.name)
    proof = Proof(step.conditions, *others, *(side.xreplace(full) for side in sides), *full.values(), *step.conditions)
    for quantity, value in full.items():
        in_range(proof, quantity, value, step.axiom.name)
    return full, proof


def claims(step: AxiomStep) -> Met:
    """Each claim that the theorem names is given, for what its quantities stand for."""
    named = step.axiom.claims
    sides = [side for claim in named for side in (claim.left, claim.right)]
    full, proof = standing_for(step, sides)
    for wanted, fact in zip(named, step.given, strict=True):
        here = Claim(wanted.left.xreplace(full), wanted.relation, wanted.right.xreplace(full), step.conditions)
        if fact.left is None or not same_claim(here, fact.claim):
            raise NotShown(f"'{fact.step.title}' does not say that {here}, which {step.axiom.name} needs")
    return [proof.settled()], step.given[0].right


def events_without_end(step: AxiomStep) -> Met:
    """The mean of F in [0, 1] after one refit is at least b(t + 1), whatever the fit is, and sum b(j) diverges."""
    first, bound, total = step.given
    refit, observable = after_one_refit(first, step)
    claim, summed = bound.claim, total.left
    if claim.relation not in (">", ">=") or claim.right.free_symbols & first.random:
        raise NotShown(f"'{bound.step.title}' does not bound the mean from below, whatever the fit is")
    if total.relation != "=" or total.right != sympy.oo or not isinstance(summed, sympy.Limit):
        raise NotShown(f"'{total.step.title}' does not say that a sum diverges")
    term, counter = last_term(summed, step)
    proof = Proof(step.conditions, observable, first.right, claim.left, claim.right, term, *step.conditions)
    proof.show_equal(claim.left, first.right, "the bound is one of another mean")
    proof.show_equal(claim.right, term.xreplace({counter: counter + 1}), "the sum is one of other bounds")
    for amount in (observable, 1 - observable):
        proof.show(proof.algebra.normal(amount), ">=", f"that {observable} lies between 0 and 1")
    return [proof.settled(), stays_in_range(refit, {}, step.conditions)], Integer(1)


def events_that_end(step: AxiomStep) -> Met:
    """E[f] after t refits, f >= 0, is c + d S(t) at most, where S(t) is a sum with a finite limit."""
    first, total = step.given
    summed = total.left
    if first.observable is None or first.over is None:
        raise NotShown(f"{step.axiom.name} needs a mean, or a bound of it, after all refits")
    if total.relation != "<" or total.right != sympy.oo or not isinstance(summed, sympy.Limit):
        raise NotShown(f"'{total.step.title}' does not say that a sum is finite")
    term, counter = last_term(summed, step)
    whole = sympy.expand(first.right)
    part = whole.coeff(summed.args[0])
    rest = sympy.expand(whole - part * summed.args[0])
    if counter != first.over or (part.free_symbols | rest.free_symbols) & {first.over}:
        raise NotShown(f"{first.right} may move with {first.over} in that sum only")
    next_term = term.xreplace({counter: counter + 1})
    proof = Proof(step.conditions, first.observable, next_term, *step.conditions)
    for amount in (first.observable, next_term):
        proof.show(proof.algebra.normal(amount), ">=", f"that {amount} is not negative")
    return [proof.settled()], Integer(0)


def an_almost_supermartingale(step: AxiomStep) -> Met:
    """E[next V] <= (1 - b(t + 1)) V + c(t + 1) whatever the fit is, sum b(j) diverges and sum c(j) does not."""
    first, endless, finite = step.given
    refit, observable = after_one_refit(first, step)
    if not any(assumption.composes for made in refit.estimators.values() for assumption in made):
        raise NotShown(f"{step.axiom.name} is about all of the past: say what a generation sees of it")
    terms, counters = [], set[Quantity]()
    for fact, relation in ((endless, "="), (finite, "<")):
        if fact.relation != relation or fact.right != sympy.oo or not isinstance(fact.left, sympy.Limit):
            wanted = "a sum diverges" if relation == "=" else "a sum is finite"
            raise NotShown(f"'{fact.step.title}' does not say that {wanted}")
        term, counter = last_term(fact.left, step)
        grows(counter, step.conditions)
        terms.append(term.xreplace({counter: counter + 1}))
        counters.add(counter)
    b, c = terms
    if len(counters) > 1 or (b.free_symbols | c.free_symbols) & first.random:
        raise NotShown(f"both sums of {step.axiom.name} have one counter, and terms that are not random")
    proof = Proof(step.conditions, observable, first.right, b, c, *step.conditions)
    least = proof.difference((1 - b) * observable + c, first.right)
    proof.show(least, ">=", f"that {first.right} is no more than (1 - {b}) ({observable}) + {c}")
    for amount in (observable, b, 1 - b, c):
        proof.show(proof.algebra.normal(amount), ">=", f"that {amount} is not negative")
    return [proof.settled(), stays_in_range(refit, {}, step.conditions)], Integer(0)


def a_fixed_point(step: AxiomStep) -> Met:
    """The next x is f(x), with a derivative at every x in its range; f(x) > x at one place, f(x) < x at another.

    That f has a derivative wherever it is defined is seen from the rules that differentiate it.
    """
    first, above, below = step.given
    refit, x = after_one_refit(first, step)
    if not isinstance(x, Quantity) or set(refit.parameters) != {x} or refit.draws or x.domain.integer:
        raise NotShown(f"{step.axiom.name} needs the next value of one real quantity, by which nothing is drawn")
    if any(x in condition.free_symbols for condition in step.conditions):
        raise NotShown(f"no condition may hold {x} back, which moves from one place to the other")
    differentiated(first.right, x)
    defined = decide(Claim(first.right, "=", first.right, step.conditions), Ring())
    proof = Proof(step.conditions, first.right, *(s for f in (above, below) for s in (f.claim.left, f.claim.right)))
    for fact, relation in ((above, ">"), (below, "<")):
        place = fact.claim.right
        if fact.claim.relation != relation:
            raise NotShown(f"'{fact.step.title}' does not say that something is {relation} a place")
        in_range(proof, x, place, step.axiom.name)
        proof.show_equal(fact.claim.left, first.right.xreplace({x: place}), "a sign is that of something else")
    return [defined, proof.settled()], Integer(0)


def last_term(summed: sympy.Limit, step: AxiomStep) -> tuple[Expr, Quantity]:
    """The last term of a sum from 1 on of which a limit is taken, and the counter that grows in it."""
    inside, counter, end = summed.args[:3]
    if not isinstance(inside, sympy.Sum) or end != sympy.oo or inside.limits[0][1:] != (Integer(1), counter):
        raise NotShown(f"{step.axiom.name} needs the limit of a sum of the first terms")
    return inside.function.xreplace({inside.limits[0][0]: counter}), counter


def after_one_refit(fact: Fact, step: AxiomStep) -> tuple[Refit, Expr]:
    """The refit and the observable of an expectation after one refit; NotShown for any other fact."""
    if fact.refit is None or fact.observable is None or fact.relation != "=":
        raise NotShown(f"{step.axiom.name} needs an observable that is followed from one refit to the next")
    return fact.refit, fact.observable


MET: Mapping[str, Callable[[AxiomStep], Met]] = {
    "a value": a_value,
    "a random walk": a_random_walk,
    "a tail of a walk": a_tail_of_a_walk,
    "a sum of steps": a_sum_of_steps,
    "a martingale with a limit": a_martingale_with_a_limit,
    "a martingale of finite length": a_martingale_of_finite_length,
    "a bounded martingale": a_bounded_martingale,
    "a perpetuity": a_perpetuity,
    "a sum of squares": a_sum_of_squares,
    "a moment": a_moment,
    "an observable": an_observable,
    "claims": claims,
    "events without end": events_without_end,
    "events that end": events_that_end,
    "an almost supermartingale": an_almost_supermartingale,
    "a fixed point": a_fixed_point,
}
