"""Planted errors in the chapter on fresh data."""

from __future__ import annotations

MUTANTS = {
    "fresh_data.setting": [
        ('integer("r", at_least=1)', 'integer("r", at_least=0)', "no real point at all"),
        ("n = r + s\n", "n = r + s + 1\n", "a point too many"),
        ('Sample("y", r, Integer(0), {2: v_0}', 'Sample("y", r, m, {2: v_0}', "real points around the mean of the fit"),
        ('Sample("y", r, Integer(0), {2: v_0}', 'Sample("y", r, Integer(0), {2: v}', "real points as wide as the fit"),
        ('Sample("x", s, m, {2: v}', 'Sample("x", s, m, {2: v_0}', "synthetic points as wide as the truth"),
        (
            "REAL = (MATCHING_MOMENTS, FRESH_REAL_POINTS)",
            "REAL = (MATCHING_MOMENTS,)",
            "real points that rest on nothing",
        ),
        ("INDEPENDENT = (INDEPENDENT_DRAWS,)", "INDEPENDENT = ()", "independence that rests on nothing"),
        ("- total**2/n\n", "- total**2/(n - 1)\n", "squares about another mean"),
        ('"n": (n, DIVISOR_N)', '"n": (n - 1, DIVISOR_N)', "the divisor n - 1 called n"),
        ("{m: total/n, v: s", "{m: total/s, v: s", "an average over the synthetic points alone"),
        ("(assumption, COMMON_MEAN)", "(assumption,)", "the variance between the groups taken for granted"),
        (
            "COMPOSE = (REPLACE, FRESH_RANDOMNESS)",
            "COMPOSE = (FRESH_RANDOMNESS,)",
            "generations that compose for nothing",
        ),
        ("TRUTH = {m: Integer(0), v: v_0}", "TRUTH = {m: Integer(0), v: 1}", "a truth of unit variance"),
    ],
    "fresh_data.pooled_fit": [
        ("+ r * s * m**2/n**2,\n", "+ r * m**2/n**2,\n", "a group of one point in the variance between groups"),
        ("+ r * s * m**2/n**2,\n", ",\n", "no variance between groups"),
        ("equals=(1 - 1/n) * (r * v_0 + s * v)/n", "equals=(r * v_0 + s * v)/n", "the other divisor"),
        ("(r * v_0 + s * v)/n**2 + (s/n)**2", "(r * v_0 + s * v)/n**2 + s/n", "the share for its square"),
        ("u, g = v_0 * n/(n**2 - s * (s - 1))", "u, g = v_0 * n/(n**2 - s**2)", "the fixed point of a known variance"),
        (", s * (s - 1)/n**2\n", ", s**2/n**2\n", "a rate too slow"),
        ("u * (1 - g**t), wander", "u * (1 - g**(t + 1)), wander", "the exponent off by one"),
        ("{mixed: v_0}", "{mixed: 2 * v_0}", "more than there was"),
        ("r * (r + 2 * s - 1)/(r", "r * (r + 2 * s)/(r", "a little too much kept"),
        ("r + (r + 1) * s/n, given", "r + r * s/n, given", "the effective size without the last term"),
        ('"<", 2 * r + 1, given', '"<", 2 * r, given', "fewer than twice the real points"),
        ('">=", v_0 * r/(r + 1)', '">", v_0 * r/(r + 1)', "strict where it is reached, s = 1"),
        ('"<", v_0 * 2 * r/(2 * r + 1), g', '"<", v_0 * (2 * r - 1)/(2 * r), g', "one half for one real point"),
        ("    v_0 * 2 * r/(2 * r + 1),\n", "    v_0 * r/(r + 1),\n", "the limit of few synthetic points"),
        ("(s/n)**2 * m**2\n", "(s/n)**2 * m\n", "a square forgotten"),
        ("FRESH_REAL_POINTS, COMMON_MEAN, DIV", "COMMON_MEAN, DIV", "real points not declared"),
    ],
}
