"""What benchmarks and training both stand on: data sets, gold annotations, splits, metrics, cross-validation.

`datasets` reads the public sets, a module each; `gold` holds the project's own annotations; `splits` says
what is held out; `metrics` scores. `learning` fits the models that are scored on what they never saw.
It imports neither benchmarks nor training, and they do not import each other.

Who reads which gold set: `labels` the files of sentences (entities, figures, links), `gold_stories` the
stories whose claims are annotated, with `candidate_pairs` the pairs of their statements, `pair_labels` the
labelled pairs. `annotation`, `statement_pairs` and `choose_pairs` are the tools they are made with.
"""
