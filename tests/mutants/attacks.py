"""Planted errors that let the theorems of test_attacks stand again; see checker.py."""

from __future__ import annotations

Planted = tuple[str, str, str, str]

ATTACKED: list[Planted] = [
    (
        "        if captured := counters & mentioned:",
        "        if captured := counters & mentioned & set():",
        "limits that capture",
        "attacked a limit in which its counter is put",
    ),
    (
        "            for quantity, value in self.at.items():\n",
        "            for quantity, value in [at for at in self.at.items() if at[0] in quantities_of(*expressions)]:\n",
        "what a cited fact does not show out of range",
        "attacked a start out of range",
    ),
    (
        "        if drawn := symbols_of(self.after.draws[0], *observables):",
        "        if drawn := symbols_of(self.after.draws[0]):",
        "draws taken for the fit",
        "attacked a draw compared",
    ),
    (
        "        if any(self.inside in e.free_symbols for e in",
        "        if any(self.inside == e for e in",
        "a count that formulas share with the outcomes",
        "attacked the count of an outcome in what is compared",
    ),
    (
        "            renewed = renewed_by(proof, self.premises,",
        "            renewed = [] and renewed_by(proof, self.premises,",
        "carried back over draws that repeat",
        "attacked backwards with draws that repeat",
    ),
    (
        "        if not alike or not all(a.agrees(b) for a in low.refits for b in high.refits):",
        "        if not all(a.agrees(b) for a in low.refits for b in high.refits):",
        "bounds of loops that begin otherwise",
        "attacked bounds for different first fits",
    ),
    (
        "    if not one.agrees(other) or one.by == other.by:\n",
        "    if other is not None:\n",
        "formulas that no theorem makes alike",
        "attacked two formulas by two theorems",
    ),
    (
        "            if drawn or coefficient.free_symbols & fact.random or self.rest.free_symbols & fact.random:",
        "            if coefficient.free_symbols & fact.random or self.rest.free_symbols & fact.random:",
        "draws in a combination of expectations",
        "attacked a draw in a combination",
    ),
    (
        '        proof.show(factor, ">=", f"that {observable} does not fall where {draw.name} rises")',
        "        factor.constant()",
        "a bound turned round",
        "attacked a bounded law where the observable falls",
    ),
    (
        "        if len(own) != 1 or own[0][0] not in counts or not apart:",
        "        if len(own) != 1 or not apart:",
        "a bound of a square from that of a count",
        "attacked a bounded law squared",
    ),
    (
        "        if len(own) != 1 or own[0][0] not in counts or not apart:",
        "        if len(own) != 1 or own[0][0] not in counts:",
        "laws behind a law that is only bounded",
        "attacked a bounded law behind another one",
    ),
    (
        '        return "<=" if self.bounding else "="',
        '        return "="',
        "a bound taken for an equation",
        "attacked a bounded law as an equation",
    ),
    (
        "    proof.show_equal(claim.left, followed.right.xreplace({followed.over: later}), "
        '"the bound is one of something else")\n',
        "",
        "martingales bounded by something else",
        "attacked a walk that rests as 0 < 1",
    ),
    (
        "        elif counted & {s.name for s in right.free_symbols}:",
        "        elif right.free_symbols & {moment.over}:",
        "bounds that move under another range",
        "attacked a walk that rests below what moves",
    ),
    (
        "    if step.given[0].over is not None:\n",
        "    if step.given[0] is None:\n",
        "martingales without a limit",
        "attacked a walk that rests without a limit",
    ),
    (
        "    return [proof.settled(), stays_in_range(refit, {}, step.conditions)], Integer(1)",
        "    return [proof.settled()], Integer(1)",
        "shares that leave their range",
        "attacked a share that leaves its range for ever",
    ),
    (
        "    for amount in (first.observable, next_term):",
        "    for amount in (first.observable,):",
        "sums that may tend to minus infinity",
        "attacked a sum of negative terms that is below infinity",
    ),
    (
        "    if any(e.atoms(SequenceQuantity) for e in (move,",
        "    if any(e.atoms(Quantity) & set() for e in (move,",
        "walks whose steps change",
        "attacked a walk whose steps change",
    ),
    (
        "    if any(e.atoms(SequenceQuantity) for e in (*refit.parameters.values(), *squares[0].law)):",
        "    if any(e.atoms(SequenceQuantity) for e in ()):",
        "perpetuities that change",
        "attacked a perpetuity that changes",
    ),
    (
        "        if fact.left is None or not same_claim(here, fact.claim):",
        "        if fact.left is None:",
        "hypotheses that are claims, not read",
        "attacked data processing by anything",
    ),
    (
        "        answers += [self.compares(*wanted) for wanted in self.axiom.compared]\n",
        "",
        "hypotheses that compare, not read",
        "attacked Cauchy-Schwarz by anything",
    ),
    (
        '        return decide(Claim(fact.right, "=", value, self.conditions), Ring())',
        '        return decide(Claim(value, "=", value, self.conditions), Ring())',
        "hypotheses compared with anything",
        "attacked Goldie's constant by another index",
    ),
    (
        "        if any(q != self.by and q.name == self.by.name for q in self.of.free_symbols):",
        "        if any(q == self.by and q.name != self.by.name for q in self.of.free_symbols):",
        "derivatives by a namesake",
        "attacked a derivative by a namesake",
    ),
    (
        "    bounded = one_bound(length, bound, step)\n",
        "    bounded = travelled\n",
        "lengths bounded by something else",
        "attacked a walk of finite length as 0 < 1",
    ),
    (
        "    if not needed <= set(fitted) <= set(here.parameters):",
        "    if not needed <= set(fitted):",
        "paths of steps that shrink by themselves",
        "attacked a walk of finite length as that of another one",
    ),
    (
        "    if not needed <= set(fitted) <= set(here.parameters):",
        "    if not set(fitted) <= set(here.parameters):",
        "paths of steps that do not grow",
        "attacked a martingale that grows, but not in its path",
    ),
    (
        "    if [type(draw) for draw in (*gained, *moved)] != [ChiSquare, StandardNormal]:",
        "    if [type(draw) for draw in gained] + [1] == [ChiSquare]:",
        "lengths that are none",
        "attacked a walk of finite length as something else stays",
    ),
    (
        '    proof.show_equal(size**2, scale**2, "a gain is not the size of a step")\n',
        "",
        "paths of shorter steps",
        "structure a path of half the steps",
    ),
    (
        '    proof.show(proof.algebra.normal(size), ">=", f"that {size} is not negative")\n',
        "",
        "paths of negative length",
        "structure a path of negative steps",
    ),
    (
        '    proof.show_equal(gained[0].law[0], Integer(1), "the number of degrees of freedom is not 1")\n',
        "",
        "other chi-square variables for the square of a normal one",
        "structure a path of steps of three degrees",
    ),
    (
        "    proof.show_equal(gain, size * sympy.sqrt(y), ",
        "    proof.show_equal(gain, gain, ",
        "squares of steps for steps",
        "structure a path of squared steps",
    ),
    (
        "    if start.get(path) != 0 or any(",
        "    if any(",
        "paths that begin below zero",
        "structure a path that begins below zero",
    ),
    (
        "value != began.get(p, value) for p",
        "value != began.get(path, value) for p",
        "paths of another first fit",
        "structure a path that begins with another fit",
    ),
    (
        ' or not refit.agrees(here):\n        raise NotShown(f"the facts speak of different estimators, or',
        ':\n        raise NotShown(f"the facts speak of different estimators, or',
        "paths of another refit",
        "structure a path of faster steps",
    ),
    (
        "    refit, observable = after_one_refit(mean, step)\n    other,",
        "    refit, observable = square.refit, mean.observable or sympy.sqrt(square.observable)\n    other,",
        "steps whose mean is not known",
        "attacked steps that drift, without a mean",
    ),
    (
        "    if refit != other or square.right.free_symbols",
        "    if square.right.free_symbols",
        "steps whose mean is that of others",
        "attacked steps that drift, by the mean of others",
    ),
    (
        "    if refit != other or square.right.free_symbols & square.random:",
        "    if refit != other:",
        "sums of random squares",
        "attacked steps of a random size",
    ),
    (
        '    proof.show_equal(total.left.function, square.right, "the sum is one of something else")\n',
        "",
        "sums of something else",
        "attacked a sum that is of other squares",
    ),
    (
        "    if not isinstance(counter, Quantity) or first != 1 or last",
        "    if not isinstance(counter, Quantity) or last",
        "sums of more steps than there are",
        "attacked a sum of more steps than there are",
    ),
    (
        "        if self.bound.left == self.fact.right:",
        "        if self.bound.left is not None:",
        "bounds of other expectations",
        "bounds loosened from elsewhere",
    ),
]
LAWS: list[Planted] = [
    (
        "        return (*self.shares, *(1 - share for share in self.shares), *together)",
        "        return (*self.shares, *together[1:])",
        "probabilities above one",
        "attacked a probability of two",
    ),
    (
        "        return (*self.shares, *(1 - share for share in self.shares), *together)",
        "        return (*(1 - share for share in self.shares), *together)",
        "probabilities below zero",
        "attacked a probability below zero",
    ),
    (
        "        return (*self.shares, *(1 - share for share in self.shares), *together)",
        "        return (*self.shares, *(1 - share for share in self.shares))",
        "probabilities that add up to more than one",
        "attacked two probabilities of three quarters",
    ),
    ("        return (self.mean,)\n", "        return ()\n", "negative means", "attacked a negative Poisson mean"),
]
SUPPOSED: list[Planted] = [
    (
        "any(True for fact in foreign for _ in supposed_by(fact)):",
        "any(False for fact in foreign for _ in supposed_by(fact)):",
        "suppositions of other theorems forgotten",
        "attacked a supposition of another theorem",
    ),
    (
        "    if isinstance(conclusion.fact.step, Supposition):",
        "    if conclusion.fact.step is None:",
        "what is supposed, concluded",
        "attacked a conclusion that is supposed",
    ),
    (
        "        if one.claim.left == other.claim.left:",
        "        if one.claim == other.claim:",
        "suppositions that contradict each other",
        "attacked two suppositions of one limit",
    ),
]
