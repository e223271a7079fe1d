"""Linear regression refitted to its own predictions: the simplest model in which to ask what recursion does.

Is recursive training different from fitting a regression to predicted outcomes?  It depends on what is done
about the noise of the labels, and all the regimes are here.

    labels                        fit             what happens                              module
    predictions                   least squares   nothing: b_t = b_1, stale for ever        predicted_outcomes
    predictions                   ridge           forgets beta exponentially                ridge_on_predictions
    + noise of known variance     least squares   wanders off at a constant rate            known_noise
    + noise of refitted variance  least squares   noise dies out, the error levels off      refitted_noise
    + noise of unbiased variance  least squares   noise dies out, the error's mean grows    unbiased_noise
    + noise of known variance     ridge           forgets beta, the error levels off        ridge

In these the rows are the same at every generation.  With new normal rows at each (random_design and the two modules
after it) n in the denominator becomes n - d - 1, and the three kinds of noise act as before.

With one column of ones the regression is the Gaussian chain of the last chapter (dictionary).
"""
