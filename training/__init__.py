"""Scripts that make the models that ship."""
