"""Planted errors in the chapter on learners that do not collapse."""

from __future__ import annotations

MUTANTS = {
    "learners.setting": [
        ("one * log(one/other) - one + other", "one * log(one/other) - one", "a term dropped"),
        ("one * log(one/other) - one + other", "one * log(other/one) - one + other", "the ratio turned over"),
        ("one * log(one/other) - one + other", "other * log(one/other) - one + other", "the other law's mean"),
        ("above=0, at_most=1)", "above=0)", "probabilities above one"),
        ("Sum(summand, (i, 1, K))", "Sum(summand, (i, 1, K + 1))", "one outcome too many"),
    ],
    "learners.self_fit": [
        ('>=", (q(K) - r(K))**2/2', '>=", 2 * (q(K) - r(K))**2', "four times the bound"),
        ('whole, ">=", distance/2', 'whole, ">=", distance', "twice the bound"),
        ('<=", (q(K) - r(K))**2/r(K)', '<=", (q(K) - r(K))**2/q(K)', "over the other law"),
        ("how=Induction(K), given=(apart,)", "how=Induction(K), given=(near,)", "the bound from the other side"),
        ("at = {x: q(K)/r(K)}", "at = {x: r(K)/q(K)}", "the ratio turned over"),
        ("assumes=(UNLIMITED_DATA, REPLACE)", "assumes=(REPLACE,)", "unlimited data not declared"),
    ],
    "learners.projected_fit": [
        ("log(q(i)/r(i)))\npythagoras", "log(p(i)/r(i)))\npythagoras", "another ratio"),
        ("divergence(p(i), q(i)) + divergence(q(i), r(i)) + rem", "divergence(p(i), q(i)) + rem", "a side left out"),
        ("(a - b) * over_outcomes((p(i) - one) * f(i)) -", "(a + b) * over_outcomes((p(i) - one) * f(i)) -", "a sign"),
        ("divergence(one, other) + divergence(other, one)", "divergence(one, other)", "one of the two alone"),
        ("exp(parameter * f(i) - normaliser)", "exp(parameter * f(i)**2 - normaliser)", "another statistic"),
        ("next_alpha * m + (1 - next_alpha) * mean", "next_alpha * m + mean", "weights that do not add up"),
        ("m + (m_0 - m) * forgotten(t)", "m + (m_0 - m) * forgotten(t + 1)", "off by one generation"),
        ("how=Induction(K), given=(tangent,)", "how=Induction(K)", "the lemma not used"),
        ("uses=(REPLACE,))\nendless", "uses=())\nendless", "nothing said of the past"),
    ],
}
