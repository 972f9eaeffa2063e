"""What the facts of a selection refer to, and what that refers to in turn: so that no reference
within a data package leads out of it.
"""

from expotui.export.selection import Selection, selected_facts
from expotui.export.tables import TABLES, Table
from expotui.export.vocabulary import VOCABULARY

# Each finds ids; {facts} is what stands behind FROM, and what another finds goes by its name.
_DOCUMENTS = """WITH RECURSIVE page(id) AS (
    SELECT f.document_id FROM {facts}
    UNION SELECT d.copy_of_id FROM page JOIN documents d ON d.id = page.id
    ) SELECT id FROM page WHERE id IS NOT NULL"""
_EVENTS = f"""WITH RECURSIVE named(id) AS (
    SELECT f.event_id FROM {{facts}}
    UNION SELECT f.home_event_id FROM {{facts}}
    UNION SELECT about_event_id FROM documents WHERE id IN ({_DOCUMENTS})
    UNION SELECT e.part_of_id FROM named JOIN events e ON e.id = named.id
    UNION SELECT e.joint_with_id FROM named JOIN events e ON e.id = named.id
    ) SELECT id FROM named WHERE id IS NOT NULL"""
_MEASURES = """WITH RECURSIVE named(id) AS (
    SELECT f.measure_id FROM {facts}
    UNION SELECT m.part_of_id FROM named JOIN measures m ON m.id = named.id
    UNION SELECT m.growth_of_id FROM named JOIN measures m ON m.id = named.id
    UNION SELECT m.change_of_id FROM named JOIN measures m ON m.id = named.id
    ) SELECT id FROM named WHERE id IS NOT NULL"""
_REFERRED = {
    "documents": f"d.id IN ({_DOCUMENTS})",
    "events": f"e.id IN ({_EVENTS})",
    "series": f"""s.id IN (SELECT series_id FROM events WHERE id IN ({_EVENTS})
        UNION SELECT f.series_id FROM {{facts}})""",
    "measures": f"m.id IN ({_MEASURES})",
    "scopes": "sc.id IN (SELECT f.scope FROM {facts})",
}

# The tables of a data package, in an order in which nothing refers to what comes later, but for
# rows of one table to each other.
PACKAGED: dict[str, Table] = {
    **VOCABULARY,
    **{kind: TABLES[kind] for kind in ("events", "documents", "facts")},
}


def referred(kind: str, selection: Selection) -> str:
    """The rows of a table, but of facts, that belong to a selection: what stands behind FROM; more
    conditions may be added.

    Of a selection of everything this is everything, also what no fact refers to.
    """
    source = PACKAGED[kind].source
    if not selection.values():
        return f"{source} WHERE 1"
    return f"{source} WHERE {_REFERRED[kind].format(facts=selected_facts(selection))}"
