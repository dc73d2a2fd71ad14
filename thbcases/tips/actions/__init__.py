"""The verbs about tips: take in, sort, hand on, answer, tie to an investigation, close, forget."""
