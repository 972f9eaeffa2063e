"""The id of the conflict that a contradicted figure is in, in SQL over facts `f`.

Alone, so that an export need not load what finds conflicts; store/conflicts/ makes the same ids.
"""

CONFLICT_ID = (
    "coalesce(f.event_id, f.subject_id) || '.' || f.measure_id || coalesce('.' || f.scope, '')"
)
