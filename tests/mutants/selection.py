"""Planted errors of the chapter on selection."""

from __future__ import annotations

MUTANTS = {
    "selection.temperature": [
        ("{p: p**(1/T)/Z, q: q**(1/T)/Z}", "{p: p**T/Z, q: q**T/Z}", "the power T for 1/T"),
        ("{p: p**(1/T)/Z, q: q**(1/T)/Z}", "{p: p**(1/T)/Z, q: q/Z}", "one probability is not raised"),
        ("T**(-t) * log(p_0/q_0)}", "T**(1 - t) * log(p_0/q_0)}", "one generation too few"),
        ("log_density(m, v)/T - log_density(m, T * v)", "log_density(m, v) * T - log_density(m, T * v)", "T for 1/T"),
        ("{v: T * v}", "{v: T**2 * v}", "the deviation scaled by T in place of the variance"),
        ('"<=", cold**t/(cold**t + L)', '"<=", cold**t/(cold**t + 2 * L)', "a bound that is too small"),
        ("{r: 1/hot}", "{r: hot}", "a power that grows"),
        ("even, given=(ratio,)", "powers, given=(ratio,)", "the limit of another temperature"),
    ],
    "selection.temperature_with_real_data": [
        ("share**power/(share**power + (1 - share)**power)", "share**power/(share + (1 - share)**power)", "scale"),
        ("share * truth + (1 - share) * sharpened", "share * truth + sharpened", "shares that do not sum to one"),
        ("alpha * truth + (1 - alpha) * o**b/(1 + o**b)", "alpha * truth + (1 - alpha) * o**b", "odds for a share"),
        ("w = -(b - 1) * log(o)", "w = (b - 1) * log(o)", "wrong sign"),
        ('"<", truth, given=(from_truth', '"<", alpha * truth, given=(from_truth', "more is lost than is"),
        ('from_truth.right, "<", truth', 'from_truth.right, ">", truth', "the wrong direction"),
        ("(b - 1) * log(p_i/p_j)", "b * log(p_i/p_j)", "one for none"),
        ('held(Rational(10, 9), odds_below, ">")', 'held(Rational(9, 10), odds_below, ">")', "temperature above 1"),
        ("Rational(153, 9847)", "Rational(152, 9848)", "the wrong side"),
    ],
    "selection.acceptance": [
        ("{p: a * p/kept, q: b * q/kept}", "{p: a * p/kept, q: q/kept}", "one answer is always kept"),
        ("(a/b)**t * (p_0/q_0)}", "(b/a)**t * (p_0/q_0)}", "the wrong answer prevails"),
        ("{u: f * w * u/w}", "{u: w * u/f}", "acceptance upside down"),
        ("(g * u, g**t * u_0)", "(g * u, g**(t + 1) * u_0)", "one round too many"),
        ("conditions=(f <= g,)", "conditions=(f >= g,)", "another answer is accepted more often"),
        ("totals={u_0: Z}, equals=g**t * Z", "totals={u_0: Z}, equals=g**t", "the size of the rest is lost"),
        ('"right answers, at most", right, "<=", h + least', '"right answers, at most", right, "<=", h', "no rest"),
        ("h/(1 + least), t, h, powers", "h/(1 + least), t, Integer(0), powers", "what is right vanishes"),
    ],
    "selection.verifier": [
        ("b * share, a * (1 - share)", "a * share, b * (1 - share)", "wrong labels are kept as if right"),
        ("{odds: wrong/right}", "{odds: wrong/(wrong + right)}", "a probability for odds"),
        ("error = b * p/(b * p + a * (1 - p))", "error = b * p/(b * p + 1 - p)", "all right labels are kept"),
        ("(a * (1 - p) - b * p)/(2 *", "(a * (1 - p) - b * p)/(", "a factor of two"),
        ("p * (1 - p) * (a - b)", "(1 - p) * (a - b)", "a factor is lost"),
        ("(b/a)**t * p/(1 - p)}", "(b/a)**t * p}", "a probability for odds at the start"),
        ("{a: b/c}", "{a: b * c}", "a verifier that is worse than none"),
    ],
    "selection.verifier_of_samples": [
        ("xreplace({a: R * b})", "xreplace({b: R * a})", "wrong answers are kept more often"),
        ("(share.right,))", "(q,))", "no selection"),
        ("equals=A**(-n))", "equals=A**(1 - n))", "one draw too few"),
        ("gap = n * (log(A) - q * log(R))", "gap = n * (log(A) - log(R))", "no weight"),
        ('A**(-n), "<=", R**(-n * q)', 'A**(-n), "<=", R**(-2 * n * q)', "the diffusion approximation as a bound"),
        ("lost: count.none()", "lost: 1 - count.none()", "the opposite event"),
        ("first, falls, start={q: q_0}", "gone, falls, start={q: q_0}", "a bound that is not carried on"),
        ("equals=(1 - share.right)**n", "equals=share.right**n", "all are right"),
        ('share.right, ">=", q', 'share.right, ">", q', "strictly, even at the ends"),
    ],
}
