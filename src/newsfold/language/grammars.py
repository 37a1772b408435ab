"""From a language to the module that holds its grammar."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


@lru_cache(maxsize=256)
def grammar(module: str, language: str) -> ModuleType:
    """The module that does in this language what `module` names: "….numbers" in Swedish is "….numbers_sv".

    The English one where the language has none of its own. Raises ModuleNotFoundError where there is no
    English one either.
    """
    name = f"{module}_{language}"
    return import_module(name if language.isalpha() and find_spec(name) else f"{module}_en")
