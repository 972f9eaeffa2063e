"""The tables that others refer to by id: fairs, measures, populations. Part of a data package."""

from expotui.export.tables import Table

VOCABULARY = {
    table.kind: table
    for table in (
        Table(
            "series",
            {
                "id": "s.id",
                "name": "s.name",
                "short": "s.short",
                "first_year": "s.first_year",
                "note": "s.note",
            },
            "series s",
            "s.id",
        ),
        Table(
            "measures",
            {"id": "m.id", "label": "m.label", "unit": "m.unit", "position": "m.position"},
            "measures m",
            "m.position, m.id",
        ),
        Table(
            "scopes",
            {"id": "sc.id", "label": "sc.label", "note": "sc.note"},
            "scopes sc",
            "sc.id",
        ),
    )
}
