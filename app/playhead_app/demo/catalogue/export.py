"""Write the schema down: `python -m playhead_app.demo.catalogue.export`."""

from pathlib import Path

from playhead_app.demo.catalogue.schema import schema_text

__all__ = ["SCHEMA_PATH", "export_schema"]

SCHEMA_PATH = Path(__file__).parents[1] / "schema.graphql"


def export_schema() -> Path:
    """Write `schema.graphql` and return where it is."""
    SCHEMA_PATH.write_text(schema_text(), encoding="utf-8")
    return SCHEMA_PATH


if __name__ == "__main__":
    export_schema()
