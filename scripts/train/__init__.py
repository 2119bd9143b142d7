"""Training of the shipped models, one module a model."""
