"""Planted errors in what classical theorems are shown, and in what makes draws independent of the past.

As in checker.py: (text, what replaces it, what is wrong then, the probe that notices).
"""

from __future__ import annotations

Planted = tuple[str, str, str, str]

CLASSICAL: list[Planted] = [
    (
        "if not fewest <= len(self.given) <= len(self.axiom.hypotheses):",
        "if not fewest <= len(self.given):",
        "facts too many for an axiom",
        "refused axiom with a fact too many",
    ),
    (
        "fewest = 2 if self.axiom.about",
        "fewest = 1 if self.axiom.about",
        "a logarithm without a derivative",
        "refused logarithm without a derivative",
    ),
    (
        "values = [value] if self.axiom.value is None else [value, self.axiom.value]",
        "values = []",
        "an axiom about another value",
        "refused axiom with another value",
    ),
    (
        "values = [value] if self.axiom.value is None else [value, self.axiom.value]",
        "values = [value]",
        "a recurrent walk with a drift",
        "refused recurrent walk with a drift",
    ),
    (
        "answer = merged(answers, self.axiom.needs, [self.axiom.name])",
        "answer = merged(answers, (), [self.axiom.name])",
        "an axiom for nothing",
        "refused assumptions of an axiom not declared",
    ),
    (
        "answer = merged(answers, self.axiom.needs, [self.axiom.name])",
        "answer = merged(answers[-1:], self.axiom.needs, [self.axiom.name])",
        "what an axiom needs is found and forgotten",
        "refused derivative of another moment",
    ),
    (
        "    if set(refit.parameters) & set().union(*laws, *(atom.free_symbols for atom in shown)):",
        "    if set(refit.parameters) & set().union(*laws):",
        "a walk whose steps are unlike",
        "refused walk whose step depends on the fit",
    ),
    (
        "    if set(refit.parameters) & set().union(*laws, *(atom.free_symbols for atom in shown)):",
        "    if set(refit.parameters) & set().union(*(atom.free_symbols for atom in shown)):",
        "a walk whose steps have unlike laws",
        "refused walk whose law depends on the fit",
    ),
    (
        '        if claim.relation != ">" or not proof.algebra.vanishes(gap):',
        '        if claim.relation != ">":',
        "the variance of something else",
        "refused recurrent walk with the variance of another",
    ),
    (
        "    return [steps_alike(step, first, others)], first.right - (first.observable or 0)",
        "    return [steps_alike(step, first, others)], first.right",
        "the mean of a walk taken for that of its step",
        "honest strong law",
    ),
    (
        "{sample.sum_of_squares: sample.size - 1,",
        "{sample.sum_of_squares: sample.size,",
        "no degree of freedom lost",
        "refused sum of squares with a degree too many",
    ),
    (
        "(sample.average - sample.mean) ** 2: Integer(1)}",
        "(sample.average - sample.mean) ** 2: sample.size}",
        "degrees of freedom of an average",
        "honest squared error",
    ),
    (
        "            if not any(symbols_of(sample, proof.algebra.atoms[i].shown) for i in factor.atoms()):",
        "            if factor is not None:",
        "anything taken for a sum of squares",
        "refused sum of squares about something else",
    ),
    (
        "    if len(drawn) == 1 and isinstance(sample := drawn[0], Sample):",
        "    if isinstance(sample := drawn[0], Sample):",
        "two sums of squares taken for one",
        "test test_hypotheses test_the_squares_of_another_sample_are_no_factor",
    ),
    (
        "    if not around_zero or any(order in condition.free_symbols for condition in step.conditions):",
        "    if not around_zero:",
        "the order of a moment bound by a condition",
        "refused moment under a condition on its order",
    ),
    (
        "    if not around_zero or any(order",
        "    if any(order",
        "moments on one side of 0",
        "refused moment on one side of 0 only",
    ),
    (
        "        if not isinstance(taken, Differentiation) or taken.by != order:",
        "        if not isinstance(taken, Differentiation):",
        "a derivative by something else",
        "refused derivative by another quantity",
    ),
    (
        '        answers.append(decide(Claim(taken.of, "=", here, step.conditions), Ring()))\n',
        "",
        "a derivative of something else",
        "refused derivative of another moment",
    ),
    (
        "    return answers, here.xreplace({order: Integer(0)})",
        "    return answers, here",
        "a derivative not at 0",
        "honest mean of a logarithm",
    ),
    (
        "if proof.algebra.vanishes(proof.difference(integral.function, variable**order * at_zero)):",
        "if at_zero:",
        "any integral taken for a moment",
        "refused no moment",
    ),
    (
        "    return Integral(sympy.log(variable) ** (len(step.given) - 1) * density, *integral.limits)",
        "    return Integral(sympy.log(variable) ** len(step.given) * density, *integral.limits)",
        "another power of the logarithm",
        "test test_hypotheses test_a_moment_of_a_logarithm_says_which",
    ),
    (
        "    proof.show_equal(first.observable, named.xreplace(full), f",
        "    str(",
        "a theorem about another observable",
        "refused distance of another observable",
    ),
    (
        "        in_range(proof, quantity, value, step.axiom.name)\n",
        "        pass\n",
        "quantities of an axiom out of range",
        "refused distance from a law of negative variance",
    ),
    (
        "    if fact.refit is None or fact.observable is None or fact.relation",
        "    if fact.observable is None or fact.relation",
        "any expectation taken for one after one refit",
        "test test_hypotheses test_an_expectation_after_many_refits_is_no_step",
    ),
    (
        "        if not said and not otherwise:",
        "        if not said and otherwise is None:",
        "draws that repeat",
        "refused draws that may repeat",
    ),
    (
        "for each in known for assumption in each) if all(known) else ()",
        "for each in known for assumption in each)",
        "draws that repeat beside new ones",
        "refused renewed draws beside others",
    ),
    (
        "    alike = steps_alike(step, walk)\n",
        "    alike = Answer('established', 'proved')\n",
        "tails of what is no walk",
        "refused tail of what is no walk",
    ),
    (
        "        proof.show_equal(one, another, what)\n",
        "        pass\n",
        "moments, logarithms, derivatives of something else",
        "refused tail by the moments of a square",
    ),
    (
        "or order.domain.lower < 0:",
        "or order.domain.lower >= 0:",
        "no tail at all",
        "honest tail of a walk",
    ),
    (
        "logarithm.right - order * taken.equals",
        "logarithm.right",
        "the tail at another height",
        "refused tail at another height",
    ),
    (
        "    if said and not met:",
        "    if said and met is None:",
        "freshness for nothing",
        "refused freshness that nothing needs",
    ),
    (
        "return set() if said else {assumption for _, otherwise in met for assumption in otherwise}",
        "return set()",
        "centred noise for nothing",
        "test test_hypotheses test_what_makes_up_for_repeated_draws_is_used",
    ),
    (
        "        if met and (fitted & set(present) or any(depends_on(draw, draws) & parameters for draw in met)):",
        "        if met and fitted & set(present):",
        "laws that depend on the fit",
        "refused a law that depends on the fit, and draws that may repeat",
    ),
    (
        "        if met and (fitted & set(present) or any(depends_on(draw, draws) & parameters for draw in met)):",
        "        if met and any(depends_on(draw, draws) & parameters for draw in met):",
        "draws times something of the fit",
        "refused normal draws that may repeat",
    ),
    (
        "    if not isinstance(draw, Sample) or draw.mean != 0:",
        "    if not isinstance(draw, Sample):",
        "centred draws with a mean",
        "refused centred noise with a mean",
    ),
    (
        "    return draw.centred if powers == {draw.power_sum(1): 1} else ()",
        "    return draw.centred",
        "centred draws squared",
        "refused centred noise squared",
    ),
    (
        "            exponents[i] = exponents.get(i, 0) - times\n        present =",
        "            exponents[i] = exponents.get(i, 0) + times\n        present =",
        "denominators taken for numerators",
        "test test_hypotheses test_a_common_denominator_is_in_no_term_from_which_it_cancels",
    ),
    (
        "            for quantity, value in self.at.items():\n",
        "            for quantity, value in [at for at in self.at.items() if at[0] in quantities_of(*expressions)]:\n",
        "what only the refit contains out of range",
        "test test_hypotheses test_the_refit_of_a_cited_expectation_stays_in_range",
    ),
]

COCHRAN: list[Planted] = [
    (
        "ChiSquare(squares, size - 1)",
        "ChiSquare(squares, size)",
        "n for n - 1 degrees of freedom",
        "test test_cochran test_moments_are_those_of_the_sample",
    ),
    (
        "        square = ChiSquare(squares, size)\n",
        "        square = ChiSquare(squares, size - 1)\n",
        "a degree of freedom for a mean that is known",
        "test test_cochran test_moments_about_a_known_mean",
    ),
    (
        "sqrt(variance / size)",
        "sqrt(variance)",
        "the error of one draw for that of the average",
        "test test_cochran test_moments_are_those_of_the_sample",
    ),
    (
        "second: variance * square.value + total**2 / size}",
        "second: sqrt(variance) * square.value + total**2 / size}",
        "a standard deviation called a variance",
        "test test_cochran test_moments_are_those_of_the_sample",
    ),
    (
        "    elif sample.mean == 0:",
        "    elif sample.mean != 1:",
        "squares about zero of draws that lie elsewhere",
        "test test_cochran test_squares_about_something_that_is_not_the_mean_are_refused",
    ),
]
