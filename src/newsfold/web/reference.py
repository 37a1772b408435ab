"""The page that says how the API is called, made from its own OpenAPI description; it needs no script."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from newsfold.web.templating import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/docs")
def reference(request: Request) -> str:
    """Every route of the API with its parameters and the shape of its answer, and all shapes."""
    described: dict[str, Any] = request.app.openapi()
    shapes = described["components"]["schemas"]
    return render(
        "reference.html",
        title=described["info"]["title"],
        routes=[
            _route_row(path, name.upper(), method)
            for path, methods in sorted(described["paths"].items())
            for name, method in methods.items()
        ],
        shapes=[(name, _field_rows(shapes[name])) for name in sorted(shapes)],
    )


def _route_row(path: str, name: str, method: dict[str, Any]) -> dict[str, Any]:
    content = method["responses"]["200"].get("content", {})
    shape: dict[str, Any] = next((answer.get("schema", {}) for answer in content.values()), {})
    parameters = [
        (
            given["name"],
            _schema_in_words(given["schema"]),
            given["schema"].get("default"),
            given["in"] == "path",
        )
        for given in method.get("parameters", [])
    ]
    return {
        "path": path,
        "method": name,
        # Every second piece stands between backticks.
        "summary": str(method.get("description") or method.get("summary", "")).split("`"),
        "parameters": parameters,
        "answer": _schema_in_words(shape),
    }


def _field_rows(shape: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, _schema_in_words(field)) for name, field in shape.get("properties", {}).items()]


def _schema_in_words(schema: dict[str, Any]) -> str:
    """A schema in words: "integer, 1 to 200", "list of ClaimView", "one of a, b"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return repr(schema["const"])
    if "anyOf" in schema:
        return " or ".join(
            _schema_in_words(choice) for choice in schema["anyOf"] if choice.get("type") != "null"
        )
    kind = str(schema.get("type", ""))
    if kind == "array":
        items = schema.get("items") or {}
        return f"list of {_schema_in_words(items)}" if items else "list"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_schema_in_words(schema['additionalProperties'])}"
    names = {"string": "text", "number": "number", "integer": "integer", "boolean": "true or false"}
    word = names.get(kind, kind)
    word = {"date-time": "time", "date": "day, as 2019-04-25"}.get(str(schema.get("format")), word)
    low, high = schema.get("minimum"), schema.get("maximum")
    return word + (f", {low:,} to {high:,}" if low is not None and high is not None else "")
