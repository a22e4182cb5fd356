"""The OpenAPI document of the Okta Users API."""

import json
from pathlib import Path
from typing import Any

JSON_PATH = Path(__file__).with_name("okta-users.json")
"""Where the document is installed, as JSON."""

YAML_PATH = Path(__file__).with_name("okta-users.yaml")
"""Where the document is installed, as YAML."""


def document() -> dict[str, Any]:
    """Read the document."""
    content: dict[str, Any] = json.loads(JSON_PATH.read_text(encoding="utf-8"))
    return content
