"""The documented JSON forms, as validators."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDER = Path(__file__).parent.parent / "docs" / "schema"


@cache
def _registry() -> Registry[Any]:
    schemas = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )


def validate(name: str, value: Any) -> None:
    """Raise when `value` is not of the documented form `name`."""
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator(schema, registry=_registry()).validate(value)
