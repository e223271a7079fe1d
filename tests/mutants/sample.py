"""Planted errors in the chapter on samples."""

from __future__ import annotations

MUTANTS = {
    "sample.setting": [
        ('integer("n", at_least=2)', 'integer("n", at_least=1)', "one draw has no variance with divisor n - 1"),
    ],
    "sample.iid_sample": [
        ("after=sample, equals=v_0/n)", "after=sample, equals=v_0/(n - 1))", "n - 1 for n in the error of the average"),
        ("after=sample, equals=(n - 1) * v_0)", "after=sample, equals=n * v_0)", "no degree of freedom is lost"),
        ("(n**2 - 2 * n + 3)", "(n**2 - 2 * n + 1)", "wrong coefficient in the mean square"),
        ("- (n - 3) * v_0**2", "+ (n - 3) * v_0**2", "wrong sign in the variance of the sample variance"),
        ("(m_0 * v_0 + mu_3/n)", "(m_0 * v_0)", "the third moment is lost"),
        ("    mu_3/n,\n", "    mu_3,\n", "covariance without its 1/n"),
        ("2: v_0, 3: mu_3, 4: mu_4}", "2: v_0, 3: mu_3}", "a fourth moment that is not given is used"),
        ("independent=(INDEPENDENT_DRAWS,)", "independent=()", "an assumption that nothing uses"),
        ("assumes=(INDEPENDENT_DRAWS,)", "assumes=()", "independence is used and not declared"),
        ("draws.average, squares", "draws.average * n, squares", "the average is a sum"),
    ],
    "sample.chi_square": [
        ("half - 1) * exp(-x/2)", "half) * exp(-x/2)", "a density of two degrees more, whose mass is not 1"),
        ("exp(-x/2)\n", "exp(-x)\n", "the density of a Gamma law with another rate"),
        ("scale = 1/(2**half * gamma(half))", "scale = 1/gamma(half)", "the power of two is lost from the density"),
        ("2**s * gamma(half + s)/gamma(half)", "2**s * gamma(half + s + 1)/gamma(half)", "Gamma one step too far"),
        ("    2**s * gamma", "    2**(2 * s) * gamma", "wrong power of two"),
        ("    2**s * gamma(half + s)", "    2**s * gamma(half - s)", "wrong sign of the order"),
        ("conditions=(s > -half,)", "conditions=()", "orders for which the integral diverges"),
        ("conditions=(s > -half,)", "conditions=(s > -half - 1,)", "the range of orders one too wide"),
        ("at_least=1)  # degrees", "at_least=0)  # degrees", "no degree of freedom at all"),
    ],
    "sample.log_chi_square": [
        ("log_weight = polygamma(0, half + s) + log(2)", "log_weight = polygamma(0, half + s)", "log 2 is lost"),
        ("log_weight**2 + polygamma(1, half + s)", "log_weight**2", "the trigamma term is lost"),
        ('at s = 0", slope.right.xreplace(zero), psi + log(2)', 'at s = 0", slope.right.xreplace(zero), psi', "log 2"),
        ("square.right - mean.right**2, psi_1,", "square.right - mean.right**2, 2 * psi_1,", "twice the variance"),
        ("square.right - mean.right**2, psi_1,", "square.right, psi_1,", "a mean square called a variance"),
        (
            "polygamma(0, half), polygamma(1, half)",
            "polygamma(0, half + 1), polygamma(1, half)",
            "two degrees too many",
        ),
        ("log(nu) - 1/nu, given", "log(nu) - 2/nu, given", "the bound of the mean is too low"),
        ("above=Rational(-1, 2), below", "above=Rational(-3, 2), below", "orders at which no moment exists"),
        ("assumes=(),", "assumes=(GAUSSIAN_DRAWS,),", "an assumption about data, of which there are none"),
    ],
    "sample.normal_sample": [
        ("given=(degrees,), equals=n - 1)", "given=(degrees,), equals=n)", "n for n - 1 degrees of freedom"),
        ("chi_square.nu: size - 1", "chi_square.nu: size", "n for n - 1 degrees of freedom in the moments"),
        ("    2 * v_0**2/(n - 1),", "    2 * v_0**2/n,", "n for n - 1 in the variance"),
        ("equals=3 * v_0**2)", "equals=v_0**2)", "the fourth moment of a coin, not of a normal law"),
        ("sqrt(2/(n - 1)) * gamma(n/2)", "sqrt(2/n) * gamma(n/2)", "c4 of the other divisor"),
        ("gamma(n/2)/gamma((n - 1)/2)\n", "gamma((n - 1)/2)/gamma(n/2)\n", "c4 upside down"),
        ('c4, "<", Integer(1)', 'c4, "<", sqrt((n - 2)/(n - 1))', "c4 below its lower bound"),
        ("(n_4 - 1)/((n_4 - 3) * v_0),", "(n_4 - 1)/((n_4 - 2) * v_0),", "the inverse of one degree more"),
        ('integer("n", at_least=4)', 'integer("n", at_least=3)', "the inverse of two degrees, which has no mean"),
        ('integer("n", at_least=3), ', 'integer("n", at_least=2), ', "Gamma at zero in the lower bound"),
        (
            "MATCHING_MOMENTS, GAUSSIAN_DRAWS),\n    symbols",
            "MATCHING_MOMENTS),\n    symbols",
            "normality not declared",
        ),
        ("GAUSSIAN_DRAWS),\n    symbols", "GAUSSIAN_DRAWS, REPLACE),\n    symbols", "an assumption that nothing uses"),
    ],
}
