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
            {
                "id": "m.id",
                "label": "m.label",
                "unit": "m.unit",
                "position": "m.position",
                "decimals": "m.decimals",
                "adds_up": "m.adds_up",
                "part_of": "m.part_of_id",
                "growth_of": "m.growth_of_id",
                "change_of": "m.change_of_id",
                "scopes": "m.scopes",
                "synonyms": "m.synonyms",
            },
            "measures m",
            "m.position, m.id",
        ),
        Table(
            "scopes",
            {"id": "sc.id", "label": "sc.label", "note": "sc.note", "part_of": "sc.part_of"},
            "scopes sc",
            "sc.id",
        ),
    )
}
