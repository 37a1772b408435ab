"""What benchmarks and training both stand on: data sets, gold annotations, splits, metrics, cross-validation.

`datasets` reads the public sets, a module each; `gold` holds the project's own annotations; `splits` says
what is held out; `metrics` scores. `learning` fits the models that are scored on what they never saw.
It imports neither benchmarks nor training, and they do not import each other.
"""
