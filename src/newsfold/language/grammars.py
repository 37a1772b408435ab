"""From a language to the module that holds its grammar."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


@lru_cache(maxsize=256)
def has_grammar(module: str, language: str) -> bool:
    """Whether this language has a module of its own for what `module` names."""
    return language.isalpha() and find_spec(f"{module}_{language}") is not None


@lru_cache(maxsize=256)
def grammar(module: str, language: str) -> ModuleType:
    """The module that does in this language what `module` names: "….numbers" in Swedish is "….numbers_sv".

    The English one where the language has none of its own: whoever must not read another language by
    English rules asks `has_grammar` first. Raises ModuleNotFoundError where there is no English one either.
    """
    return import_module(f"{module}_{language if has_grammar(module, language) else 'en'}")
