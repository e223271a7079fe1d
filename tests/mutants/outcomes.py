"""Planted errors in the counts of outcomes and in the bounds of expectations, each with the probe that notices it."""

from __future__ import annotations

Planted = tuple[str, str, str, str]

LISTED = "test test_counts test_one_count_by_listing_all_samples"
FACTOR = "test test_counts test_a_power_times_a_factor"
TWO = "test test_counts test_two_counts_by_listing_all_samples"
POISSON = "test test_counts test_a_poisson_total_by_its_series"
NEEDED = "test test_counts test_assumptions_are_those_that_were_needed"
UNKNOWN = "test test_counts test_what_has_no_known_expectation_is_refused"
CONDITIONS = "test test_outcomes test_conditions_that_do_not_last"
HONEST = "test test_outcomes test_the_honest_version_stands"
PASSED_ON = "test test_outcomes test_what_is_used_of_the_outcomes_is_passed_on"

COUNTS: list[Planted] = [
    ("sympy.ff(self.size, total)", "self.size ** total", "draws chosen twice", LISTED),
    ("others ** (self.size - total)", "others**self.size", "the chosen draws counted among the others", FACTOR),
    ("others = 1 + sympy.Add", "others = sympy.Add", "the other outcomes left out", LISTED),
    ("self.shares[i] * (z - 1)", "self.shares[i] * z", "the share of an outcome counted twice", LISTED),
    (
        "(self.shares[i] * factors.get(i, ONE)) ** order",
        "self.shares[i] ** order",
        "chosen draws without factor",
        FACTOR,
    ),
    (
        "total = sympy.Add(*orders.values())",
        "total = max(orders.values(), default=ZERO)",
        "draws with two outcomes",
        TWO,
    ),
    ("sympy.exp(mean * (factor - 1))", "sympy.exp(mean * factor)", "a Poisson law that does not sum to one", POISSON),
    ("mean = self.size * self.mean", "mean = self.mean", "one draw for their total", POISSON),
    ("(mean * factor) ** orders", "mean ** orders", "a factor of the Poisson law lost", POISSON),
    ("Integer(stirling(times, j))", "Integer(1)", "powers are no plain sums of falling powers", LISTED),
    ("range(1, times + 1)", "range(1, times)", "the highest falling power left out", LISTED),
    ("draw.shares[i] ** draw.size)", "draw.shares[i])", "the event of one draw for that of all", LISTED),
    (
        "        if count.index in base.atoms():\n            return None\n",
        "",
        "a random base taken for fixed",
        UNKNOWN,
    ),
    ("return None if count.index in rate.atoms() else rate", "return rate", "a random rate taken for fixed", UNKNOWN),
    (
        "if len(powers) > 1 or min(powers.values()) < 1:",
        "if min(powers.values()) < 1:",
        "all and none at once",
        UNKNOWN,
    ),
    (' or (role.kind == "falling" and times > 1)', "", "the square of a falling power taken for it", UNKNOWN),
    (
        "    if any(factors.get(i) == 0 for i in falling):",
        "    if False:",
        "a count times the event that it is zero",
        UNKNOWN,
    ),
    ("    if not algebra.is_integer(size):", "    if size is None:", "half a draw", UNKNOWN),
    ('    algebra.require(size, ">="', '    algebra.require(size * size, ">="', "less than no draws", UNKNOWN),
    ("*(draw.independent if apart else ())", "*()", "independence not said to be used", NEEDED),
    ("apart = factors or sum", "apart = sum", "independence not said to be used for factors", NEEDED),
    ("{*draw.single, *draw.independent}", "{*draw.single}", "independence not said to be used for all", NEEDED),
    (
        "            (n, ZERO, ONE, n * sympy.log(n)),\n",
        "",
        "the outcome that all draws agree forgotten",
        "bounds false for all draws",
    ),
    ("            (ZERO, ONE, ZERO, ZERO),\n", "", "the outcome of no draw forgotten", "bounds false for no draw"),
    (
        "            (inside, ZERO, ZERO, inside * sympy.log(inside)),\n",
        "",
        "the outcomes in between forgotten",
        "bounds false in between",
    ),
]

OUTCOMES: list[Planted] = [
    (
        'BOUNDS or self.fact.relation not in ("=", self.relation):',
        "BOUNDS:",
        "bounds from the other side",
        "bounds of a bound from the other side",
    ),
    (
        "if refit.draws != draws or not self.after",
        "if not self.after",
        "outcomes of another law compared",
        "bounds draws of another name",
    ),
    (
        "draws or not self.after.agrees(refit):",
        "draws:",
        "outcomes of another way to refit compared",
        "bounds another way to refit",
    ),
    (
        "or len(draws[0].outcomes) != 1:",
        "or not draws[0].outcomes:",
        "several counts taken for one",
        "bounds several counts",
    ),
    ("self.inside.domain.lower != 1 or", "", "counts from 0 or 2 on taken for all", "bounds counts from 2"),
    ("if not self.inside.domain.integer or", "if", "counts that are no integers", "bounds a count that is no integer"),
    (
        'answers = [decide(Claim(draw.size, ">=", sympy.Integer(1), self.conditions), ByInequality())]',
        "answers = []",
        "no draws at all: none and all at once",
        "bounds perhaps no draw at all",
    ),
    (
        "known = [fact.claim for fact in self.given]\n            for",
        "known = []\n            for",
        "given facts",
        PASSED_ON,
    ),
    (
        'what is used of the outcomes."""\n        return (self.fact, *self.given)',
        'what is used of the outcomes."""\n        return (self.fact,)',
        "given facts not passed on",
        PASSED_ON,
    ),
    (
        "uses = {a for p in self.observable.free_symbols for a in self.after.estimators.get(p, ())}",
        "uses = set()",
        "the assumption behind an estimator forgotten",
        "test test_outcomes test_an_assumption_behind_an_estimator_is_used",
    ),
    (
        'decide(Claim(self.bound.left, "=", self.fact.right, conditions), Ring())',
        "",
        "it starts elsewhere",
        "bounds loosened from elsewhere",
    ),
    (
        'if self.fact.observable is None or self.fact.relation not in ("=", self.relation):',
        "if self.fact.observable is None:",
        "loosened to the other side",
        "bounds loosened to the other side",
    ),
    (
        'decide(Claim(self.first.right, "=", at_one, self.conditions), Ring()),',
        "",
        "the bound after one refit ignored",
        "bounds another first bound",
    ),
    (
        'decide(Claim(self.carry.right, "=", next_one, self.conditions), Ring()),',
        "",
        "what a refit carries ignored",
        "bounds carried without loss",
    ),
    (
        "ends=False) for refit",
        "ends=True) for refit",
        "the next fit where the bounds do not hold",
        "bounds next fit at the open end of its range",
    ),
    (' not in ({"<="}, {">="}, set()):', ' == {"!="}:', "bounds from both sides", "bounds bounds from both sides"),
    (
        "if first.draws != carry.draws or not",
        "if not",
        "carried by another law",
        "bounds a carry of draws of another name",
    ),
    (
        "carry.draws or not first.agrees(carry):",
        "carry.draws:",
        "carried by another way to refit",
        "bounds a carry of another refit",
    ),
    (
        "any(refit.at(later) != refit for refit in (first, carry))",
        "not later",
        "a moving refit",
        "bounds a refit that depends on t",
    ),
    ("any(self.over in condition.free_symbols for condition", "any(False for condition", "few refits", CONDITIONS),
    ("any(c.free_symbols & present for c", "any(False for c", "a condition that need not last", CONDITIONS),
    (
        "        if not any(assumption.composes for",
        "        if any(False for",
        "composed without a word",
        "bounds nothing said of the past",
    ),
    (
        "if not domain.integer or domain.lower != 1 or",
        "if not domain.integer or",
        "refits from 0 on",
        "bounds refits from 0",
    ),
    (
        "if low.over is None or (low.observable, low.over, low.start) != (high.observable, high.over, high.start):",
        "if low.over is None:",
        "bounds of different expectations",
        "bounds bounds of different expectations",
    ),
    ('if low.relation not in (">=", "=") or', "if", "two bounds from above", "bounds two bounds from above"),
    (
        "all(a.agrees(b) for a in low.refits for b in high.refits)",
        "low.refits",
        "different processes",
        "bounds bounds under different processes",
    ),
    (
        'answers.append(decide(Claim(known[0].right, "=", self.equals, self.conditions), Ring()))',
        "pass",
        "another limit",
        "bounds a bound with another limit",
    ),
]

TRUE_ITERATES = "test test_iterates test_what_is_true_is_proved"
FALSE_ITERATES = "test test_iterates test_what_is_not_true_is_not_proved"
RANGE = "test test_iterates test_a_range_may_follow_from_what_is_given"

ITERATES: list[Planted] = [
    (
        "for _ in range(steps):\n            value = self.algebra.normal(put(body",
        "for _ in range(steps + 1):\n            value = self.algebra.normal(put(body",
        "one application too many",
        TRUE_ITERATES,
    ),
    ("fewest = count - number(steps)", "fewest = count", "applications counted twice", TRUE_ITERATES),
    (
        "key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(first), self.algebra.key(fewest))",
        "key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(fewest))",
        "iterates with different starts",
        FALSE_ITERATES,
    ),
    (
        "key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(first), self.algebra.key(fewest))",
        "key = (self.algebra.key(first), self.algebra.key(fewest))",
        "iterates of different maps",
        FALSE_ITERATES,
    ),
    (
        "key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(first), self.algebra.key(fewest))",
        "key = (self.algebra.key(self.algebra.normal(body)), self.algebra.key(first))",
        "any number of applications",
        FALSE_ITERATES,
    ),
    (
        '        self.algebra.require(count, ">=", "the number of applications',
        '        self.algebra.require(count * count, ">=", "the number of applications',
        "applications taken back",
        FALSE_ITERATES,
    ),
    (
        '        if not self.algebra.is_integer(count):\n            raise OutsideLanguage(f"the number of app',
        '        if count is None:\n            raise OutsideLanguage(f"the number of app',
        "half an application",
        FALSE_ITERATES,
    ),
]
RANGES: list[Planted] = [
    (
        "        with proof.algebra.signs.assuming(inequalities(proof, given)):\n            by_lemma",
        "        if proof:\n            by_lemma",
        "ranges not taken from what is given",
        RANGE,
    ),
    (
        'usable = [c for c in given if c.relation != "="',
        "usable = [c for c in () if c.relation",
        "nothing given is used",
        RANGE,
    ),
]
SUMS: list[Planted] = [
    ("p**INDEX * (1 - p) ** (n - INDEX)", "p**INDEX * (1 - p) ** n", "no law of counts", HONEST),
    ("sympy.binomial(n, INDEX, evaluate=False) *", "1 *", "one order of many", HONEST),
    ("(INDEX, ZERO, n))", "(INDEX, ZERO + 1, n))", "no draw with the outcome forgotten", HONEST),
    ("here = observable.xreplace({draw.count(): INDEX})", "here = observable", "a count that stays one", HONEST),
    (
        "        if symbols_of(draw, here):\n",
        "        if here is None:\n",
        "what is random after the count is known",
        "bounds a sum of an event",
    ),
    (" or draws[0].at_most:", ":", "bounds of probabilities for these", "bounds a sum over a law that is bounded"),
    ("or symbols_of(draws[0], self.observable):", ":", "what is drawn observed", "bounds a sum of what is drawn"),
    (
        "for amount in (draw.size, *draw.not_negative())]",
        "for amount in (draw.size,)]",
        "probabilities above one",
        "bounds a sum of probabilities above one",
    ),
    (
        "        if INDEX.name in {s.name",
        "        if not {s.name",
        "an index that is captured",
        "bounds a sum whose index is in a formula",
    ),
    (
        "uses = {*draw.single, *draw.independent, *self",
        "uses = {*self",
        "the law of the count not said to be used",
        "test test_outcomes test_what_a_sum_uses_is_said",
    ),
]
GIVEN_TO_STEPS: list[Planted] = [
    (
        "            proof.algebra.signs.conditions.extend(inequalities(proof, known))\n",
        "",
        "ranges of a citation not taken from what is given",
        "test test_outcomes test_a_citation_may_take_ranges_from_what_is_given",
    ),
    (
        'decide(Claim(self.of, "=", back, self.conditions), Ring(), known),',
        'decide(Claim(self.of, "=", back, self.conditions), Ring()),',
        "a limit defined by what is given",
        "test test_outcomes test_a_limit_may_use_what_is_given_to_be_defined",
    ),
    (
        'fact.relation not in ("=", "<=", ">=") or fact.refit',
        'fact.relation != "=" or fact.refit',
        "families of bounds refused",
        "test test_outcomes test_the_honest_version_stands",
    ),
]
ALMOST: list[Planted] = [
    (
        "if not any(assumption.composes for made in refit.estimators.values() for assumption in made):",
        "if False:",
        "a past of which nothing is said",
        "event nothing said of the past",
    ),
    (
        'proof.show(least, ">=", f"that {first.right} is no more',
        'proof.show(least * least, ">=", f"that {first.right} is no more',
        "more lost than is",
        "event more is lost",
    ),
    (
        "for amount in (observable, b, 1 - b, c):",
        "for amount in (b, 1 - b, c):",
        "any sign",
        "event what need not be positive",
    ),
    (
        "for amount in (observable, b, 1 - b, c):",
        "for amount in (observable, b, c):",
        "more lost than all",
        "event more than all is lost",
    ),
    ("if len(counters) > 1 or (b", "if (b", "sums over two counters", "event two counters"),
    (
        "len(counters) > 1 or (b.free_symbols | c.free_symbols) & first.random:",
        "len(counters) > 1:",
        "random terms of sums",
        "event what is lost is random",
    ),
    (
        '((endless, "="), (finite, "<"))',
        '((endless, endless.relation), (finite, "<"))',
        "finite loss",
        "event what is lost is finite",
    ),
    (
        "terms.append(term.xreplace({counter: counter + 1}))",
        "terms.append(term)",
        "sums of terms of another generation",
        "test test_events test_the_honest_version_stands",
    ),
]
BOLZANO: list[Planted] = [
    ("or set(refit.parameters) != {x} or", "or", "two that move each other", "event two that are fitted"),
    ("!= {x} or refit.draws or x", "!= {x} or x", "what is drawn", "event what is drawn moves it"),
    ("or refit.draws or x.domain.integer:", "or refit.draws:", "steps over what is between", "event steps over it"),
    (
        "    if any(x in condition.free_symbols for condition in step.conditions):",
        "    if False:",
        "conditions that exclude the place",
        "event a condition on what moves",
    ),
    ("    differentiated(first.right, x)\n", "", "what need not be continuous", "event no rule differentiates it"),
    (
        "        if fact.claim.relation != relation:\n",
        "        if fact.claim is None:\n",
        "one sign twice",
        "event the same sign twice",
    ),
    ("        in_range(proof, x, place, step.axiom.name)\n", "", "a place that is none", "event a place out of range"),
    (
        'first.right.xreplace({x: place}), "a sign is',
        'fact.claim.left, "a sign is',
        "signs of something else",
        "event a sign of something else",
    ),
]
