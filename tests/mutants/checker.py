"""Planted errors in the checking engine: (text, what replaces it, what is wrong then, the probe that notices).

A text occurs exactly once in its module.  The probes are explained in test_checker_mutants.py.
"""

from __future__ import annotations

from mutants.attacks import ATTACKED, LAWS, SUPPOSED
from mutants.classical import CLASSICAL, COCHRAN
from mutants.outcomes import ALMOST, BOLZANO, COUNTS, GIVEN_TO_STEPS, ITERATES, OUTCOMES, RANGES, SUMS

Planted = tuple[str, str, str, str]

CHECKER: list[Planted] = [
    ("        if points == 0:", "        if points < 0:", "vacuous conditions accepted", "sighted negative-square"),
    (
        "        if refutation is not None:",
        "        if refutation is not None and points < 0:",
        "a refutation swallowed",
        "refuted strict-decay",
    ),
    (
        "    proof.settled()\n    agreeing = 0",
        "    agreeing = 0",
        "SymPy alone where nothing is defined",
        "sighted far-cancelled",
    ),
    (
        "        if names.count(name) > 1:",
        "        if names.count(name) > 2:",
        "two quantities of one name",
        "attack two quantities of one name",
    ),
    (
        "    except Exception as problem:\n",
        "    except ArithmeticError as problem:\n",
        "errors of libraries let through",
        "test test_checker test_whatever_is_raised_is_undecided",
    ),
]

PROOFS: list[Planted] = [
    ("in self.algebra.signs.unsettled:", "in ():", "definedness forgotten", "corpus cancelled-sample-size"),
    (
        'if atom.kind == "integral" and atom.index not in self.integrals_allowed:',
        'if atom.kind == "integral" and atom.index < 0:',
        "integrals that may diverge",
        "attack integral without a lemma",
    ),
    (
        '        proof.show(first, claim.relation, f"the base case',
        '        isinstance(first, str) and proof.show(first, claim.relation, f"the base case',
        "the base of an induction skipped",
        "corpus induction-without-base",
    ),
    (
        "    if remainder != ZERO:",
        "    if remainder is None:",
        "the step of an induction skipped",
        "corpus all-equal",
    ),
    (
        "assuming([(now, claim.relation), *known]):",
        "assuming([(then, claim.relation), *known]):",
        "the step assumes what it has to show",
        "attack induction, step fails",
    ),
    (
        "slope.is_constant() and slope.leading_coefficient() < 0",
        "slope.is_constant()",
        "induction upwards from a bound below",
        "attack induction under a bound from below",
    ),
    (
        "value.den.is_constant() and falls",
        "falls",
        "a bound that turns round where its denominator is negative",
        "attack induction under a bound that may turn round",
    ),
    (
        "assuming([proof.as_condition(c, onwards) for c in claim.conditions]):",
        "assuming([]):",
        "induction goes on beyond the bound",
        "proof induction up to a bound",
    ),
    (
        "[(proof.difference(c.left.xreplace(onwards), c.right.xreplace(onwards)), c.relation) for c in given]",
        "[]",
        "what is given forgotten at the next value",
        "test test_checker test_what_is_given_may_be_used_in_an_induction",
    ),
    (
        "    if over.domain.upper is not None or",
        "    if",
        "induction leaves the range",
        "attack induction over a bounded range",
    ),
    (
        '        if claim.relation != "=":\n            raise NotShown("Ring()',
        '        if claim.relation == "!=":\n            raise NotShown("Ring()',
        "equality taken for strict inequality",
        "attack ring on an inequality",
    ),
    (
        "    if lemma.relation != claim.relation or not",
        "    if not",
        "the relation of a lemma ignored",
        "attack lemma made strict",
    ),
    (" or not proof.algebra.vanishes(gap):", ":", "a lemma proves anything", "attack lemma with something added"),
    (
        '        in_range(proof, quantity, full.setdefault(quantity, quantity), f"the lemma {lemma.name}")',
        "        full.setdefault(quantity, quantity)",
        "the ranges of a lemma ignored",
        "attack lemma at the open end of its range",
    ),
    (
        "    for condition in lemma.claim.conditions:",
        "    for condition in ():",
        "the conditions of a lemma ignored",
        "attack lemma without its condition",
    ),
    (
        '        relation = ">" if domain.lower_open else ">="',
        '        relation = ">="',
        "open lower ends closed",
        "attack lemma at the open end of its range",
    ),
    (
        '        relation = "<" if domain.upper_open else "<="',
        '        relation = "<="',
        "open upper ends closed",
        "refused base that may be one",
    ),
    (
        "    if domain.integer and not proof.algebra.is_integer(frac):",
        "    if domain is None:",
        "fractions put for integers",
        "attack lemma for integers at a real number",
    ),
    (
        "    if captured := bound_names(*expressions) & mentioned:",
        "    if captured := mentioned & set():",
        "bound variables captured",
        "attack lemma that captures",
    ),
    (
        '    if not all(isinstance(key, Quantity) for key in at):\n        raise NotShown(f"only the',
        '    if at is None:\n        raise NotShown(f"only the',
        "functions replaced in a lemma",
        "attack lemma with a function replaced",
    ),
    (
        "    start, wrong = gap(lower, upper + 1, claim.right)",
        "    start, wrong = gap(lower, upper, claim.right)",
        "a certificate ends one step early",
        "proof telescope",
    ),
    (
        "        if not proof.algebra.vanishes(wrong):\n            raise NotShown(\n",
        "        if wrong is None:\n            raise NotShown(\n",
        "a certificate of another sum",
        "corpus certificate-of-another-sum",
    ),
    (
        '    if not proof.algebra.vanishes(wrong):\n        raise NotShown(f"the ends',
        '    if wrong is None:\n        raise NotShown(f"the ends',
        "the ends of a certificate ignored",
        "corpus certificate-constant",
    ),
    (
        "    if not additive:\n        proof.show(start",
        "    if start is None:\n        proof.show(start",
        "a certificate of zero",
        "attack telescope with a certificate of zero",
    ),
    (
        '    refuse_capture((certificate,), {index: lower + upper}, "the certificate")\n',
        "",
        "a certificate captures",
        "attack telescope that captures",
    ),
    (
        "    with proof.algebra.signs.assuming(known):",
        "    with proof.algebra.signs.assuming([(-value, r) for value, r in known]):",
        "given inequalities turned round",
        "test test_checker test_what_is_given_may_be_used_and_nothing_else",
    ),
]

SIGNS: list[Planted] = [
    (
        "RANGED or any(powers[i] % 2 for powers in polynomial.monoms()):",
        "RANGED:",
        "odd powers of a number of either sign",
        "near misses",
    ),
    (
        "hopeless = opposite is not None and self.sign_rule(-polynomial, opposite)",
        "hopeless = opposite is not None and self.sign_rule(polynomial, opposite)",
        "the solver not asked where it would help",
        "truths",
    ),
    (
        "            if more is None or more < 0 or said",
        "            if more is None or said",
        "more than a condition says",
        "test test_signs test_a_condition_is_known_as_it_stands_without_the_solver",
    ),
    (
        'if said != "!=" and (relation == ">=" or said == ">" or more > 0):',
        'if said != "!=":',
        "a strict sign from one that is not",
        "test test_signs test_a_condition_is_known_as_it_stands_without_the_solver",
    ),
    (
        "known, said = -known, {",
        "known, said = known, {",
        "a condition that says the opposite",
        "test test_signs test_a_condition_is_known_as_it_stands_without_the_solver",
    ),
    (
        '        strict = self.sign_rule(size, ">")',
        '        strict = self.sign_rule(size, ">=")',
        "b^0 < 1",
        "near misses",
    ),
    (
        '        if strict or self.sign_rule(size, ">="):',
        "        if size:",
        "powers with negative exponents taken for others",
        "near misses",
    ),
    (
        '            elif self.sign_rule(-above_one, ">="):',
        "            else:",
        "bases that may exceed 1",
        "near misses",
    ),
    (
        'variable < 1 if strict and self.sign_rule(-above_one, ">") else',
        "variable < 1 if strict else",
        "1^e < 1",
        "near misses",
    ),
    (
        'variable > 1 if strict and self.sign_rule(above_one, ">") else',
        "variable > 1 if strict else",
        "1^e > 1",
        "near misses",
    ),
    (
        "        if not self.holds(obligation.what, obligation.relation):",
        "        if obligation is None:",
        "nothing owed",
        "corpus cancelled-sample-size",
    ),
    (
        "(atom.index, here + low * ONE, domain.lower_open)",
        "(atom.index, here + low * ONE, True)",
        "closed lower ends opened",
        "near misses",
    ),
    (
        "(atom.index, high * ONE - here, domain.upper_open)",
        "(atom.index, high * ONE - here, True)",
        "closed upper ends opened",
        "near misses",
    ),
    (
        "(atom.index, high * ONE - here,",
        "(atom.index, here - high * ONE,",
        "distance from the upper end of wrong sign",
        "near misses",
    ),
    (
        "        return all(k == 0 or i in strict",
        "        return any(k == 0 or i in strict",
        "one positive factor makes a product positive",
        "near misses",
    ),
    (
        "                if all(sign * c >= 0",
        "                if any(sign * c >= 0",
        "one positive term makes a sum positive",
        "near misses",
    ),
    (
        "                rest, strict = rest - ONE, False",
        "                rest, strict = rest - ONE - ONE, False",
        "integers two apart",
        "near misses",
    ),
    (
        "                    yield ((i, x - (rest - x), strict),)",
        "                    yield ((i, x + (rest - x), strict),)",
        "a condition solved with the wrong sign",
        "near misses",
    ),
    (
        "return bool(answer == z3.unsat)",
        "return bool(answer != z3.sat)",
        "'unknown' taken for proof",
        "impatient pell",
    ),
    ('NEGATED = {">": "<=",', 'NEGATED = {">": "<",', "strict and non-strict confused", "near misses"),
    (
        "z3.ToReal(z3.Int(name)) if with_integers and atom.integer else",
        "z3.ToReal(z3.Int(name)) if with_integers else",
        "reals taken for integers",
        "near misses",
    ),
    (
        '        if relation in (">", "<") and self.algebra.is_integer(value):\n            yield',
        '        if relation in (">", "<"):\n            yield',
        "strict inequalities of reals sharpened by one",
        "near misses",
    ),
    (
        "            if atom.index not in relevant:",
        "            if atom.index < 0:",
        "facts from under other bound variables",
        "test test_signs test_a_root_under_one_index_says_nothing_of_another",
    ),
    (
        "                if radicand != radicand.inverse():",
        "                if radicand is not None:",
        "powers of -1 taken for positive",
        "near misses",
    ),
    (
        '"pi": (Fraction(314159265, 10**8)',
        '"pi": (Fraction(3142857143, 10**9)',
        "22/7 taken for a lower bound of pi",
        "near misses",
    ),
    (
        'value.num * value.den if relation != "!=" else value.num',
        "value.num",
        "signs of denominators ignored",
        "near misses",
    ),
    (
        "            del self.conditions[len(self.conditions) - len(conditions) :]",
        "            pass",
        "assumptions outlive their block",
        "test test_signs test_an_assumption_is_gone_when_its_block_ends",
    ),
    ("                self.solver_used = True", "                pass", "the solver is not named", "proof solver"),
]

EXACT: list[Planted] = [
    (
        '            raise OutsideLanguage(f"the exponent {exponent} has an',
        '            return int(steps)\n            raise TooLarge(f"{exponent} has an',
        "exponents rounded down",
        "false exponent with a hidden denominator",
    ),
    (
        "(sympy.sin, sympy.cos, sympy.erf))",
        "(sympy.sin, sympy.cos, sympy.erf, sympy.zeta))",
        "zeta taken for a total function",
        "false zeta and its pole",
    ),
    (
        'single.kind == "power" and single.positive:\n            base',
        'single.kind == "power":\n            base',
        "log of an even power split",
        "test test_exact test_a_logarithm_of_an_even_power_is_not_split_under_a_condition",
    ),
    (
        '                if distance > 0 and not self.signs.holds(anchor + number(int(kind == "harmonic")), ">"):',
        "                if distance is None:",
        "Gamma shifted across its poles",
        "false a shift across the poles of gamma",
    ),
    (
        "            term = self.algebra.normal(put(body, {index: inner}))",
        "            term = self.algebra.normal(body.xreplace({index: inner}))",
        "SymPy evaluates under a sum",
        "false pole cancelled under a sum",
    ),
    (
        'Quantity(f"index#{self.depth}", domain or Domain(integer=True))',
        'Quantity(f"index#{self.depth}", domain or getattr(index, "domain", None) or Domain(integer=True))',
        "an index keeps its declared range",
        "false index declared to be a fraction",
    ),
    (
        "(radicand.num * radicand.den) ** whole * radicand.den ** (2 * (top - whole))",
        "radicand.num**whole * radicand.den ** (top - whole)",
        "negative denominators cleared",
        "test test_signs test_clearing_a_negative_denominator_under_a_root_keeps_the_sign",
    ),
    (
        "            return value * (x if up else x.inverse())",
        "            return value * (x + number(1) if up else x.inverse())",
        "Gamma shift off by one",
        "proof gamma, upwards",
    ),
    (
        "            change = number((-1) ** order * math.factorial(order))",
        "            change = number(math.factorial(order))",
        "psi shifts without sign",
        "corpus trigamma-shift",
    ),
    (
        "            change = (x + number(1)).inverse()",
        "            change = x.inverse()",
        "harmonic shift off by one",
        "corpus harmonic-shift",
    ),
    (
        "        if sign < 0 or not all(positive for _, _, positive in factors):",
        "        if sign < 0:",
        "log split without signs",
        "test test_exact test_a_logarithm_of_an_even_power_is_not_split_under_a_condition",
    ),
    (
        "            if coefficient < 0 or not self.signs.holds(monomial,",
        "            if coefficient is None and not self.signs.holds(monomial,",
        "negative powers of zero",
        "false any integer power of what may vanish",
    ),
    (
        '            self.algebra.require(exponent, ">", "0 to the power',
        '            self.algebra.require(number(1), ">", "0 to the power',
        "0 to the power 0 taken for 0",
        "false zero to t",
    ),
    (
        '            self.algebra.require(base, "!=", "the denominator in',
        '            self.algebra.require(number(1), "!=", "the denominator in',
        "division by zero",
        "corpus cancelled-sample-size",
    ),
    (
        "        first_moved = upper + 1 if distance > 0",
        "        first_moved = upper if distance > 0",
        "a sum peeled at the wrong term",
        "corpus triangular",
    ),
    ("else upper + distance + 1\n", "else upper + distance\n", "a sum peeled in the wrong direction", "needed"),
    (
        "                value = value + term if distance > 0 else value - term",
        "                value = value + term",
        "terms added when they are taken off",
        "needed",
    ),
    (
        '        self.algebra.require(last - first + number(1), ">=",',
        '        self.algebra.require(number(1), ">=",',
        "reversed ranges",
        "false reversed sum",
    ),
    (
        "        family = (kind, self.algebra.key(term), self.algebra.key(first), above, not_below)",
        "        family = (kind, self.algebra.key(term), above, not_below)",
        "lower limits ignored",
        "false another lower limit",
    ),
    (
        "argument=(base, self.algebra.root_order),",
        "argument=(base, 2),",
        "roots reduced with the wrong order",
        "false cube root",
    ),
    (
        "            and all(self.is_whole(self.atoms[i], int(k)) for i, k in enumerate(powers) if k)\n",
        "",
        "everything is an integer",
        "attack lemma for integers at a real number",
    ),
    (
        "if coefficient.denominator == 1 and coefficient.numerator % 2:",
        "if coefficient.denominator == 1:",
        "even powers of -1 taken for odd",
        "false even power of minus one",
    ),
    (
        "argument=(number(1), 2))",
        "argument=(number(1), 1))",
        "powers of -1 taken for 1",
        "false odd power of minus one",
    ),
    (
        "        return self.raised(base, monomial * exponent *",
        "        return self.raised(base, monomial *",
        "powers of powers lose an exponent",
        "needed",
    ),
    (
        '        self.algebra.require(number(1) - x, ">", "the argument of {} must be below 1", expression)\n',
        "",
        "hypergeometric functions beyond 1",
        "false hypergeometric function beyond 1",
    ),
    (
        '        self.algebra.require(third, ">", "the lower parameter of {} must be positive", expression)\n',
        "",
        "hypergeometric functions at their poles",
        "false hypergeometric function at a pole",
    ),
    (
        '("hyper", *map(self.algebra.key, (first, second, third, x)))',
        '("hyper", *map(self.algebra.key, (first, x)))',
        "hypergeometric functions confused",
        "false another hypergeometric function",
    ),
    (
        "for part in (top, bottom, top - bottom)",
        "for part in (top, bottom, top + bottom)",
        "binomial coefficients wrong",
        "needed",
    ),
    (
        '        return self.at_positive("gamma", argument + number(1), expression)',
        '        return self.at_positive("gamma", argument, expression)',
        "n! taken for (n - 1)!",
        "corpus factorial-product",
    ),
    (
        'assuming([(low, ">="), (high, ">=")])',
        'assuming([(low, ">"), (high, ">=")])',
        "the first term forgotten",
        "false pole at the first index",
    ),
    (
        "        return bool(self.modulo_roots(value.num) == ZERO)",
        "        return bool(value.num == ZERO)",
        "roots not reduced",
        "corpus golden-ratio",
    ),
]

MOMENTS: list[Planted] = [
    (
        "(self.mean**2 - self.variance / (self.pool - 1))",
        "self.mean**2",
        "points chosen with replacement",
        "test test_moments test_subsamples_by_listing_all_choices",
    ),
    (
        "        yield self.pool - self.size, f",
        "        yield self.pool, f",
        "more points chosen than there are",
        "test test_moments test_what_has_no_known_expectation_is_refused",
    ),
    (
        "    for stage in stages(draws):",
        "    for stage in reversed(list(stages(draws))):",
        "the expectation given what is drawn later",
        "test test_moments test_draws_that_depend_on_draws",
    ),
    (
        "        if not last:",
        "        last = last or pending\n        if not last:",
        "laws that depend on each other",
        "test test_moments test_laws_that_depend_on_each_other_are_refused",
    ),
    (
        "sympy.prod([draws.size - i for i in range(len(blocks))])",
        "sympy.prod([draws.size - i - 1 for i in range(len(blocks))])",
        "falling factorials off by one",
        "test test_moments test_sample_variance_moments_by_listing_all_samples",
    ),
    (
        "            choices = math.prod(math.comb(k, j) for k, j in zip(orders, inner, strict=True))",
        "            choices = 1",
        "joint moments about the means not shifted",
        "test test_moments test_every_product_of_joint_power_sums_up_to_order_four",
    ),
    (
        "            if sum(inner) == 1:\n                continue",
        "            if sum(inner) <= 1:\n                continue",
        "the means of joint draws dropped",
        "test test_moments test_every_product_of_joint_power_sums_up_to_order_four",
    ),
    (
        "sum(sum(k) * times for k, times in powers.items())",
        "sum(len(k) * times for k, times in powers.items())",
        "joint moments of any order for nothing",
        "test test_moments test_assumptions_are_those_of_the_joint_moments_used",
    ),
    (
        "        return self.order if isinstance(self.order, int) else sum(self.order)",
        "        return self.order if isinstance(self.order, int) else 0",
        "joint draws of any order",
        "test test_moments test_joint_order_is_limited_for_joint_draws",
    ),
    (
        "mean**2 + sympy.Sum(sympy.polygamma(1, self.degrees / 2), over)",
        "mean**2",
        "the logarithm of a product without variance",
        "test test_moments test_products_of_many_chi_square_variables",
    ),
    (
        "                grown[key] = grown.get(key, 0) + times",
        "                grown[key] = times",
        "set partitions miscounted",
        "test test_moments test_sample_variance_moments_by_listing_all_samples",
    ),
    (
        "            exponents[index] = exponents.get(index, 0) - times",
        "            exponents[index] = exponents.get(index, 0)",
        "random denominators ignored",
        "test test_moments test_products_of_independent_chi_square_and_normal_variables",
    ),
    (
        '    algebra.require(count * number(Fraction(1, 2)) + order, ">", exists)\n',
        "",
        "expectations that do not exist",
        "refused expectation does not exist, in numbers",
    ),
    (
        '    algebra.require(count, ">", f"{name} must have',
        '    algebra.require(number(1), ">", f"{name} must have',
        "laws that do not exist",
        "test test_moments test_what_has_no_known_expectation_is_refused",
    ),
    (
        "    if order > 2:",
        "    if order > 4:",
        "higher moments for nothing",
        "refused higher moments used, shape not declared",
    ),
    (
        "    if factors > 1:",
        "    if factors > 2:",
        "independence for nothing",
        "refused assumption not declared",
    ),
    (
        "            if len(met) > 1 and isinstance(draw, Sample | JointSample | Counted):",
        "            if draw is None:",
        "independence of samples for nothing",
        "test test_moments test_assumptions_are_those_of_the_moments_used",
    ),
    (
        "Integer(sympy.binomial(order, k)) * self.central[k]",
        "self.central[k]",
        "moments about the mean not shifted",
        "test test_moments test_sample_variance_moments_by_listing_all_samples",
    ),
    (
        "sympy.factorial2(power - 1)",
        "sympy.factorial2(power + 1)",
        "moments of a normal variable",
        "test test_moments test_products_of_independent_chi_square_and_normal_variables",
    ),
    (
        "moment = Integer(2) ** power * sympy.gamma(half + power)",
        "moment = Integer(2) ** (power - 1) * sympy.gamma(half + power)",
        "moments of chi-square",
        "test test_moments test_products_of_independent_chi_square_and_normal_variables",
    ),
    (
        "first**2 + sympy.polygamma(1, half + power)",
        "first**2 - sympy.polygamma(1, half + power)",
        "the mean square of a logarithm",
        "test test_moments test_logarithms_of_chi_square_by_quadrature",
    ),
    (
        "        if min(exponents.values()) < 0:",
        "        if exponents is None:",
        "power sums below",
        "test test_moments test_a_power_sum_below_has_no_known_expectation",
    ),
    (
        "    for index in total.atoms():",
        "    for index in ():",
        "random exponents",
        "test test_moments test_what_has_no_known_expectation_is_refused",
    ),
    (
        "    if len(below) != 1:",
        "    if len(below) < 1:",
        "random sums below",
        "test test_moments test_what_has_no_known_expectation_is_refused",
    ),
    (
        '            raise OutsideLanguage(f"moments of order {joint}',
        '            OutsideLanguage(f"moments of order {joint}',
        "joint moments of uncorrelated draws",
        "test test_moments test_joint_order_is_limited_where_it_says_so",
    ),
    (
        "        return formulas and laws and",
        "        return laws and",
        "two formulas under one label",
        "refused mixed formulas under one label",
    ),
    (
        "laws and self.estimators == other.estimators and",
        "laws and",
        "two labels for one process",
        "refused different labels of one formula",
    ),
    (
        "            if names.count(name) > 1:",
        "            if names.count(name) > 2:",
        "two draws of one name",
        "test test_moments test_one_name_for_two_random_things_is_refused",
    ),
]

STEPS: list[Planted] = [
    (
        "        if answer.outcome != ESTABLISHED:\n            return answer",
        '        if answer.outcome == "refuted":\n            return answer',
        "undecided counted as established",
        "refused wrong base",
    ),
    (
        "answers += [decide(base, how), decide(after, how)]",
        "answers += [decide(after, how)]",
        "the start of a recursion ignored",
        "refused wrong base",
    ),
    (
        "answers += [decide(base, how), decide(after, how)]",
        "answers += [decide(base, how)]",
        "the recursion ignored",
        "refused wrong step",
    ),
    (
        "            answers += [decide(claim, how) for claim, how in self.of_one_refit()]\n",
        "",
        "bounds on what one refit does that nobody has shown",
        "refused bound, one refit exceeds it",
    ),
    (
        '                if self.relation != "=":',
        '                if self.relation == "=":',
        "bounds that a negative coefficient turns round",
        "refused bound, two refits may turn it round",
    ),
    (
        '        if self.relation not in ("<=", ">="):',
        '        if self.relation not in ("<=", ">=", "<"):',
        "strict bounds over generations",
        "refused bound, strict",
    ),
    (
        "            claim = Claim(fact.right.xreplace(ends), self.relation, drift.xreplace(ends), self.conditions)",
        "            claim = Claim(fact.right, self.relation, drift, self.conditions)",
        "fits at the end of a range forgotten",
        "refused bound, undefined at the end of a range",
    ),
    (
        "        if [fact.observable for fact in self.first] != self.observables():",
        "        if not self.first:",
        "what is known of the first fit is about something else",
        "refused first fit, another observable",
    ),
    (
        "        return 1 if self.first else 0",
        "        return 0",
        "refits counted from 0 where the first is another",
        "refused first fit, counted from 0",
    ),
    (
        "        for facts in (self.facts, self.first):",
        "        for facts in (self.facts,):",
        "a first fit made in two ways",
        "refused first fit, mixed formulas",
    ),
    (
        "            refits = [fact.refit for fact in (*self.facts, *self.first) if fact.refit]",
        "            refits = [fact.refit for fact in self.facts if fact.refit]",
        "a first fit outside the ranges",
        "refused first fit outside the range of the parameter",
    ),
    (
        "            if fact.start != first.start or not alike or not began_alike:",
        "            if fact.start != first.start or not alike:",
        "expectations from different first fits",
        "refused different first fits",
    ),
    (
        "    if left_over:",
        "    if left_over is None:",
        "a recursion that does not close",
        "refused recursion does not close",
    ),
    (
        "            if self.over in observable.free_symbols:",
        "            if observable is None:",
        "observables that move with time",
        "refused observable mentions the number of refits",
    ),
    (
        '        proof.show(Frac(coefficient.den, ONE), "!=", f"that a coefficient in {target} is defined")\n',
        "        pass\n",
        "coefficients with a pole",
        "refused coefficient that may be undefined",
    ),
    (
        '        if any(fact.relation not in ("=", self.relation) for fact in facts):',
        "        if facts is None:",
        "bounds composed as equations",
        "bounds a bound composed as an equation",
    ),
    (
        "        if any(c.free_symbols & self.random for c in self.conditions):",
        "        if self.conditions is None:",
        "conditions on the present fit only",
        "refused condition on a parameter",
    ),
    (
        "            if not one_way(refit, refits[0], self.conditions):",
        "            if refit is None:",
        "mixed divisors",
        "refused mixed divisors",
    ),
    (
        '            in_range(proof, parameter, start[parameter], "the start")\n',
        "            pass\n",
        "starts outside the range",
        "refused start outside the range of the parameter",
    ),
    (
        '        in_range(proof, Quantity(parameter.name, closed), estimator, "the next fit")\n',
        "",
        "fits leave their range",
        "refused next fit outside the range of the parameter",
    ),
    (
        "        if moves and not",
        "        if self.uses is None and",
        "generations compose for nothing",
        "refused 'replace' not used",
    ),
    (
        "        for claim in self.closed:\n            proof.algebra.normal(claim)\n",
        "",
        "closed forms with a cancelled pole",
        "refused closed form undefined",
    ),
    (
        "            if drawn or coefficient.free_symbols & fact.random or self.rest.free_symbols & fact.random:",
        "            if coefficient is None:",
        "random coefficients",
        "refused random coefficient",
    ),
    (
        "            if ((fact.refit is None), fact.over, fact.random) != (",
        "            if fact is None and () != (",
        "expectations at different times",
        "refused different times",
    ),
    (
        "            if fact.start != first.start or not alike",
        "            if not alike",
        "expectations from different starts",
        "refused different starts",
    ),
    (
        "        return merged([same, value])",
        "        return merged([value])",
        "linearity of another combination",
        "refused wrong combination",
    ),
    (
        "        return merged([same, value])",
        "        return merged([same])",
        "linearity with another value",
        "refused wrong value",
    ),
    (
        "            if rest != number(0):",
        "            if rest is None:",
        "a family of unknown size",
        "refused total with a part for each member",
    ),
    (
        "        if any(total.free_symbols & own for",
        "        if any(total is None for",
        "a total that is another one for each member",
        "refused total that mentions a member",
    ),
    (
        '        return merged([opened, decide(Claim(total, "=", self.equals',
        '        return merged([opened, decide(Claim(total, "=", total',
        "another total",
        "refused wrong total",
    ),
    (
        "        if any(c.free_symbols & own for c in self.conditions):",
        "        if self.conditions is None:",
        "a condition on one member of a family",
        "refused total under a condition on a member",
    ),
    (
        ' or fact.relation not in ("=", "<=", ">=") or fact.refit is not None:',
        ' or fact.relation not in ("=", "<=", ">="):',
        "members with different fits",
        "refused total after one refit",
    ),
    (
        "exponent * base ** (exponent - 1) * differentiated",
        "exponent * base**exponent * differentiated",
        "the power rule",
        "refused wrong derivative",
    ),
    (
        "return merged([defined, decide(Claim(slope",
        "return merged([decide(Claim(slope",
        "derivatives of what is undefined",
        "refused derivative of what is undefined",
    ),
    (
        "        if self.by.domain.integer:",
        "        if self.by is None:",
        "derivatives by an integer",
        "refused derivative by an integer",
    ),
    (
        "        if self.over in outline.free_symbols:",
        "        if outline is None:",
        "parts that still move",
        "refused part still contains the variable",
    ),
    (
        '                decide(Claim(self.of, "=", back, self.conditions), Ring(), known),\n',
        "",
        "the limit of another form",
        "refused form of another expression",
    ),
    (
        '        proof.show_equal(part, inside.xreplace(full), "the part is no instance of the lemma")\n',
        "",
        "a lemma about another part",
        "refused no instance of the lemma",
    ),
    (
        '        proof.show_equal(value, lemma.claim.right.xreplace(full), "its limit is another")\n',
        "",
        "another limit of a part",
        "refused wrong limit of a part",
    ),
    (
        "            if self.over in at.get(quantity, quantity).free_symbols:",
        "            if quantity is None:",
        "(1 - 1/n)^n tends to 0",
        "refused base moves with the exponent",
    ),
    (
        "    if any(over in c.free_symbols for c in conditions):",
        "    if conditions is None:",
        "a limit of small n",
        "refused squeeze where n is small",
    ),
    (
        "    if over.domain.upper is not None:",
        "    if over is None:",
        "what is bounded grows",
        "refused variable is bounded",
    ),
    (
        "        at_limit = put(outline,",
        "        at_limit = (lambda e, at: e.xreplace(at))(outline,",
        "0/0 in the limit taken for 1",
        "refused c/c where c may vanish",
    ),
    (
        "        if not rational_in(outline, set(names.values())):",
        "        if outline is None:",
        "limits inside any function",
        "refused no fraction of its parts",
    ),
    (
        '        if low.relation not in ("<", "<=") or',
        "        if",
        "squeezed from the wrong side",
        "refused squeeze with a wrong sign below",
    ),
    (
        "            pairs.append((known[0].right, self.equals))\n",
        "",
        "squeezed between other limits",
        "refused squeeze to another value",
    ),
    (
        "        pairs = [(low.right, self.of), (high.left, self.of)]",
        "        pairs = []",
        "another expression squeezed",
        "refused squeeze of another expression",
    ),
    (
        "        answers += [self.compares(*wanted) for wanted in self.axiom.compared]\n",
        "",
        "an axiom about steps with a mean",
        "refused hypothesis that does not vanish",
    ),
    (
        "        if fact.relation != relation:\n",
        "        if fact.relation is None:\n",
        "an inequality for a mean",
        "refused hypothesis that is no equation",
    ),
    (
        "                in_range(proof, quantity, value, self.fact.theorem.key)",
        "                pass",
        "citations outside the range",
        "refused cited at a value outside its range",
    ),
    (
        "            for condition in theirs:",
        "            for condition in ():",
        "conditions of what is cited ignored",
        "refused cited condition does not hold",
    ),
    (
        "            if fact.random & {s for key",
        "            if set() & {s for key",
        "random parameters replaced",
        "refused cited at a random parameter",
    ),
    (
        "            refuse_capture(expressions, self.at, fact.theorem.key)\n",
        "",
        "citations capture",
        "refused cited where it captures",
    ),
    (
        "            if not any(True for _ in admissible_points(",
        "            if False and any(True for _ in admissible_points(",
        "citations from a contradiction",
        "refused contradictory conditions",
    ),
    (
        "            uses |= set(self.after.estimators.get(parameter, ()))",
        "            pass",
        "the divisor for nothing",
        "honest over generations",
    ),
    ("        uses |= set(self.after.sizes)", "        pass", "constant sizes for nothing", "honest over generations"),
    (
        "            uses |= set(self.after.by.needs)",
        "            pass",
        "normal draws for nothing",
        "refused need of an axiom not declared",
    ),
    (
        "            proof.algebra.normal(self.observable)\n",
        "",
        "observables with a cancelled pole",
        "refused observable undefined",
    ),
]

DERIVATION: list[Planted] = [
    (
        '        if fact.theorem is not self:\n            raise ValueError(f"the conclusion',
        '        if fact is None:\n            raise ValueError(f"the conclusion',
        "facts of others concluded",
        "test test_derivation test_a_fact_of_another_theorem_is_cited_before_it_is_concluded",
    ),
]

DECIDING: list[Planted] = [
    ("for a in whole.assumes if a not in used]", "for a in ()]", "idle assumptions", "refused assumption idle"),
    (
        "for a in sorted(used - set(whole.assumes), key=str)]\n    if all",
        "for a in ()]\n    if all",
        "hidden assumptions",
        "refused assumption not declared",
    ),
    (
        "        if answer.outcome != ESTABLISHED\n",
        '        if answer.outcome == "refuted"\n',
        "undecided steps pass",
        "refused undecided step",
    ),
    (
        "        if not known[theorem.key].established:",
        "        if theorem is None:",
        "facts that do not stand",
        "refused given what does not stand",
    ),
    (
        "        if not isinstance(step, Citation) and not set(theorem.conditions)",
        "        if theorem is None and not set(theorem.conditions)",
        "facts under other conditions",
        "refused given a fact under other conditions",
    ),
    (
        "    if not whole.conclusions:",
        "    if whole.conclusions is None:",
        "nothing concluded",
        "refused nothing concluded",
    ),
    (
        "max(grades, key=GRADES.index)",
        "min(grades, key=GRADES.index)",
        "the best grade counts",
        "test test_derivation test_the_grade_is_that_of_the_weakest_step",
    ),
    (
        "        pending.extend(here.step.premises)",
        "        pass",
        "assumptions of premises forgotten",
        "honest over generations",
    ),
    (
        "        rests_on |= {theorem.key, *known[theorem.key].rests_on}",
        "        pass",
        "what is cited rests on nothing",
        "test test_derivation test_what_a_theorem_rests_on_is_passed_on",
    ),
]

REFUTER: list[Planted] = [
    (
        '    "<": operator.lt,',
        '    "<": operator.le,',
        "strict and non-strict confused",
        "refuted strict-decay",
    ),
    (
        "for k in (0, 1, 2, 3, 4, 5, 7,",
        "for k in (2, 3, 4, 5, 7,",
        "ends of ranges not tried",
        "refuted cancelled-sample-size",
    ),
    (
        '        "=": left < right or left > right,',
        '        "=": not (left == right),',
        "balls that overlap taken for unequal",
        "sighted gamma-shift",
    ),
    (
        "        if all(satisfied(condition, point) for condition in conditions):",
        "        if point is not None:",
        "conditions ignored",
        "sighted risk-above-limit",
    ),
    (
        '        return refutation("", "", f"undefined: {problem}")',
        "        return None",
        "poles overlooked",
        "refuted cancelled-sample-size",
    ),
]

TAPE: list[Planted] = [
    (
        "any(moves[position] for position in step.arguments)",
        "False",
        "steps that depend on the index taken for fixed",
        "test test_balls test_inner_sums_follow_the_index_of_the_outer_one",
    ),
    (
        "(*step.detail.fixed, *step.detail.moving))",
        "step.detail.moving)",
        "an index overlooked in an inner sum",
        "test test_balls test_inner_sums_follow_the_index_of_the_outer_one",
    ),
    (
        "    known: list[Any] | None = None\n",
        "    known: list[Any] | None = _results(detail.fixed, arithmetic, outer)\n",
        "terms of an empty sum asked for",
        "test test_balls test_what_no_term_needs_is_not_asked_for",
    ),
]

WORKERS: list[Planted] = [
    (
        "    if isinstance(result, Failed):",
        "    if result is None:",
        "exceptions taken for answers",
        "test test_workers test_an_exception_is_raised_here",
    ),
    (
        '        yield Failed(TimeUp("the checking process ended without an answer"))',
        "        yield None",
        "dead processes taken for answers",
        "test test_workers test_a_process_that_dies_gives_no_answer",
    ),
    (
        "        yield Failed(problem)",
        "        yield None",
        "time limits taken for answers",
        "test test_workers test_the_time_limit_holds",
    ),
    (
        "            done += 1",
        "            done += 2",
        "a computation left out after one that was stopped",
        "test test_workers test_one_that_is_stopped_does_not_stop_the_others",
    ),
    (
        "            result = Failed(problem)",
        "            return",
        "no computation after one that raises",
        "test test_workers test_one_that_raises_does_not_stop_the_others",
    ),
]

# Sequences, rules and suppositions; the texts are in steps.rules, steps.citations, checker and exact.
RULES: list[Planted] = [
    (
        '            raise NotShown(f"{needed}',
        '            return Answer(ESTABLISHED)\n            raise NotShown(f"{needed}',
        "hypotheses about limits taken for granted",
        "rule a hypothesis that is not given",
    ),
    (
        "        return decide(wanted, how, [claim for claim in known if not has_limit(claim)])",
        '        return Answer(ESTABLISHED, "proved")',
        "recursions taken for granted",
        "rule an average of another recursion",
    ),
    (
        "    return one.relation == other.relation and all(",
        "    return all(",
        "a convergent sum taken for a divergent one",
        "rule a hypothesis with another relation",
    ),
    (
        '    return bool(decide(Claim(one, "=", other, tuple(conditions)), Ring()))',
        "    return True",
        "one sum taken for another",
        "rule a hypothesis about another sum",
    ),
    (
        "                in_range(proof, quantity, value, self.rule.name)",
        "                pass",
        "sequences out of the range of a rule",
        "rule a sequence out of its range",
    ),
    (
        "            if quantity not in counters and value.free_symbols & counters:",
        "            if quantity is None:",
        "sequences that move with the counter",
        "rule a sequence that mentions the counter",
    ),
    (
        "        if value != counter:",
        "        if value is None:",
        "counters that stand for a number",
        "rule a counter that stands for something",
    ),
    (
        "        refuse_capture(sides, self.at, self.rule.name)\n",
        "",
        "indices that meet a bound variable",
        "rule a bound variable that is met",
    ),
    (
        "        if strange := set(self.at) - own:",
        "        if strange := set():",
        "values for what a rule does not have",
        "rule a quantity the rule does not have",
    ),
    (
        "            self.suppositions_hold()\n",
        "",
        "suppositions forgotten by whoever cites",
        "rule a supposition that is not shown",
    ),
    (
        "            left, right = replaced(claim.left, self.at), replaced(claim.right, self.at)",
        "            left, right = claim.left, claim.right",
        "suppositions shown for another sequence",
        "rule a supposition shown for another sequence",
    ),
    (
        "        if known.right.has(sympy.oo):",
        "        if known is None:",
        "infinite limits in the algebra of limits",
        "rule an infinite limit in the algebra of limits",
    ),
]
SEQUENCES: list[Planted] = [
    (
        "            every_term_in_range(proof, quantity, value, name)\n",
        "            pass\n",
        "sequences cited out of their range",
        "rule a sequence cited out of its range",
    ),
]
TERMS: list[Planted] = [
    (
        '"positive": kind == "product" and above,',
        '"positive": above,',
        "empty sums taken for positive",
        "test test_sequences test_nor_is_it_proved",
    ),
    (
        'above, not_below = self.signs.plainly(term, ">"), self.signs.plainly(term, ">=")',
        'above, not_below = self.signs.plainly(term, ">"), True',
        "products of negative factors not taken for negative",
        "test test_sequences test_nor_is_it_proved",
    ),
    (
        "        key = (sequence.name, sequence.domain, sequence.first, self.key(index))",
        "        key = (sequence.name, sequence.domain, sequence.first)",
        "all terms of a sequence alike",
        "test test_sequences test_nor_is_it_proved",
    ),
    (
        '        self.require(index - number(sequence.first), ">=",',
        '        self.require(number(0), ">=",',
        "terms before the first",
        "test test_sequences test_nor_is_it_proved",
    ),
]

STRUCTURES: list[Planted] = [
    (
        "    if given[0] is not moment and",
        "    if given[0] is None and",
        "the limit of something else",
        "structure a limit of something else",
    ),
    (
        "    if not all(one_way(one, other, conditions) for one in kept.refits for other in moment.refits):",
        "    if False:",
        "martingales of several estimators",
        "structure another estimator",
    ),
    (
        "if moment.observable != f and not is_even_power_of(",
        "if moment.observable is None and is_even_power_of(",
        "powers of something else",
        "structure something else that is kept",
    ),
    (
        '        proof.show_equal(kept.right, f, "a refit does not keep it on average")',
        "        pass",
        "what falls taken for a martingale",
        "structure what falls, as a martingale",
    ),
    (
        "        elif counted & {s.name for s in right.free_symbols}:",
        "        elif False:",
        "bounds that move",
        "structure a bound that moves",
    ),
    (
        '            proof.show(proof.algebra.normal(f), ">=", f"that {f} is not negative")\n',
        "",
        "supermartingales of both signs",
        "structure a fall of what may be negative",
    ),
    (
        '            proof.show_equal(left, kept.right, "what falls is not the mean after one refit")\n',
        "",
        "a fall of something else",
        "structure a fall of something else",
    ),
    (
        "    if falls and moment.observable != f:",
        "    if False:",
        "powers of what falls",
        "structure a square of what falls",
    ),
    (
        'proof.show_equal(observable, scale ** (order / 2), f"the moment is not that of order {order}")',
        "pass",
        "a tail of any order",
        "structure the wrong order",
    ),
    (
        'proof.show_equal(factor, Integer(1), f"the moment of order {order} is not kept")',
        "pass",
        "an index at which no moment is kept",
        "structure a moment that is not kept",
    ),
    (
        "proof.show_equal(step, push * sympy.sqrt(scale) * z,",
        "proof.show_equal(step, step,",
        "perpetuities with a drift",
        "structure a place with a drift",
    ),
    (
        '    proof.show_equal(growth, rate * x, "the variance is not multiplied by a chi-square variable")\n',
        "",
        "variances that are added to",
        "structure a variance that is added to",
    ),
    (
        '    proof.show(proof.algebra.normal(push), "!=", "that the place moves")\n',
        "",
        "places that stay",
        "structure a place that stays",
    ),
    (
        'raise NotShown(f"the {name} depends on the fit")',
        "pass",
        "steps that depend on the fit",
        "structure a step in another unit",
    ),
    (
        '        proof.show_equal(claim.left, factor, "what is given is not about the factor of the moment")\n',
        "",
        "bounds on something else",
        "structure a bound on another factor",
    ),
    (
        "        if claim.right != 1 or claim.relation not in",
        "        if claim.relation not in",
        "bounds other than 1",
        "structure a bound that is not 1",
    ),
    (
        '{"<": ("<",), ">=": (">", ">=")}[relation]',
        '("<", "<=", ">", ">=")',
        "factors on the wrong side",
        "structure a factor on the wrong side",
    ),
    (
        "    return [is_martingale(step.given, step.conditions)], step.given[0].right",
        "    return [], step.given[0].right",
        "martingales unseen",
        "structure what falls, as a martingale",
    ),
    (
        "    return [is_perpetuity(step.given, step.equals, step.axiom.compares, step.conditions)], step.equals",
        "    return [], step.equals",
        "perpetuities unseen",
        "structure a place with a drift",
    ),
]
WEIGHTED_LOGS: list[Planted] = [
    (
        "sympy.polygamma(0, half + power)",
        "sympy.polygamma(0, half)",
        "logarithms under the odds of no power",
        "test test_moments test_logarithms_of_chi_square_by_quadrature",
    ),
    (
        "first**2 + sympy.polygamma(1, half + power)",
        "first**2 + sympy.polygamma(1, half)",
        "squared logarithms under the odds of no power",
        "test test_moments test_logarithms_of_chi_square_by_quadrature",
    ),
]
WHOLE_POWERS: list[Planted] = [
    (
        "whole = times % order == 0 and",
        "whole =",
        "roots that are integers",
        "test test_exact test_powers_that_are_integers",
    ),
    (
        'return whole and self.signs.plainly(exponent, ">=")',
        "return whole",
        "inverses that are integers",
        "test test_exact test_powers_that_are_integers",
    ),
    (
        "self.is_integer(base) and self.is_integer(exponent)",
        "self.is_integer(exponent)",
        "powers of fractions that are integers",
        "test test_exact test_powers_that_are_integers",
    ),
]
GIVEN: list[Planted] = [
    (
        "            signs.unsettled = [*self.owed_by_conditions, *left]",
        "            signs.unsettled = [*self.owed_by_conditions]",
        "whatever is given settles that all is defined",
        "refused denominator that vanishes, given something else",
    ),
    (
        "            signs.unsettled = [*self.owed_by_conditions, *left]",
        "            signs.unsettled = left",
        "a condition makes itself defined",
        "test test_checker test_what_is_given_defines_no_condition",
    ),
]

EXPONENTIALS: list[Planted] = [
    (
        "times = number(coefficient) * monomial * logarithm.frac.inverse()",
        "times = number(coefficient)",
        "factors of a logarithm forgotten",
        "needed",
    ),
]

BETA: list[Planted] = [
    (
        "        for parameter in self.law:\n",
        "        for parameter in self.law[:1]:\n",
        "a Beta law without its second parameter",
        "test test_moments test_what_has_no_known_expectation_is_refused",
    ),
    (
        "return above * sympy.gamma(total) / (sympy.gamma(first) * below)",
        "return above / (sympy.gamma(first) * below)",
        "a Beta law that is not normalised",
        "test test_moments test_moments_of_beta_variables_by_quadrature",
    ),
    (
        "+ sympy.polygamma(1, first) - sympy.polygamma(1, total)",
        "+ sympy.polygamma(1, first)",
        "half of the variance of a logarithm",
        "test test_moments test_moments_of_beta_variables_by_quadrature",
    ),
]

MUTANTS: dict[str, list[Planted]] = {
    "checker": CHECKER,
    "proofs": [*PROOFS, *SEQUENCES, *GIVEN, *RANGES],
    "signs": SIGNS,
    "exact": [*EXACT, *TERMS, *EXPONENTIALS, *ITERATES, *WHOLE_POWERS],
    "moments": [*MOMENTS, *WEIGHTED_LOGS],
    "counts": [*COUNTS, *LAWS],
    "beta": BETA,
    "cochran": COCHRAN,
    "steps": [*STEPS, *RULES, *CLASSICAL, *STRUCTURES, *OUTCOMES, *SUMS, *ALMOST, *BOLZANO, *GIVEN_TO_STEPS, *ATTACKED],
    "derivation": DERIVATION,
    "deciding": [*DECIDING, *SUPPOSED],
    "refuter": REFUTER,
    "tape": TAPE,
    "workers": WORKERS,
}
