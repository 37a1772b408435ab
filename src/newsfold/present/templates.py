"""How templates are filled: what comes from a source is escaped and shown without invisible characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsfold.invisible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def template_environment(package: str, folder: str = "templates") -> Environment:
    """An environment over the templates in a folder of a package; a name that is not given is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # loaded by who shows pages alone

    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )


def _finalized(value: Any) -> Any:
    # Markup is ours: what stands in it was escaped and made visible when it was put there.
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
