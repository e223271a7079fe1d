"""The Gaussian chain in several dimensions: covariances, volumes, spectra, and the law that all minors obey."""
