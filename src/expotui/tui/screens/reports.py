"""From the panes to the reports (conflicts, a series, a comparison, coverage) and to a text."""

from typing import TYPE_CHECKING

from expotui.facts.model import Document, Event, Fact
from expotui.store import queries
from expotui.tui.reading import reading
from expotui.tui.screens.outlines import OutlinesScreen

if TYPE_CHECKING:
    from expotui.tui.reports.sheet import Report

# What a fair is asked of where nothing that is selected belongs to one.
_FIRST = "ciie"


class ReportsScreen(OutlinesScreen):
    """Panes from which reports are opened, about what is selected in them."""

    def go_to_fact(self, fact: Fact) -> None:
        """Select a fact in the panes."""
        raise NotImplementedError

    @reading
    def action_conflicts(self) -> None:
        from expotui.store.conflicts.heads import id_of
        from expotui.tui.reports.conflicts import ConflictsReport

        fact = self._at_fact()
        at = id_of(fact.event or fact.subject, fact.measure, fact.scope) if fact else None
        self._open(ConflictsReport(at=at))

    @reading
    def action_series(self) -> None:
        from expotui.tui.reports.series import SeriesReport

        fact, event = self._at_fact(), self._event()
        at = event.id if event else None
        if fact is not None and fact.measure is not None:
            series = fact.series or self._series()
            self._open(SeriesReport(series, fact.measure, fact.scope, True, fact.event))
        else:
            self._open(SeriesReport(self._series(), at=at))

    @reading
    def action_compare(self) -> None:
        from expotui.tui.reports.compare import beside_row

        row = self.timeline.selected
        report = beside_row(self._db, row) if row is not None else None
        if report is None:
            self.say("there is no other edition, and no other page on this, to compare with")
        else:
            self._open(report)

    @reading
    def action_coverage(self) -> None:
        from expotui.tui.reports.coverage import CoverageReport

        self._open(CoverageReport(self._series()))

    @reading
    def action_document(self) -> None:
        from expotui.store.texts import is_held

        fact, row = self._at_fact(), self.timeline.selected
        name = fact.document if fact else row.id if isinstance(row, Document) else None
        page = queries.find_document(self._db, name) if name else None
        if page is None:
            self.say("open a fact or a page first: this is about one text")
        elif not self._session.passages:
            self.say("the texts of documents are not served here")
        elif not is_held(self._db, page.id):
            self.say("the text of this page is not in the store: `expotui attach FILE` adds it")
        else:
            from expotui.tui.screens.document import DocumentScreen

            self.app.push_screen(DocumentScreen(self._session, page, fact), self._left)

    def _open(self, report: "Report") -> None:
        from expotui.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._session, report), self._left)

    def _left(self, fact: Fact | None) -> None:
        if fact is not None:
            self.go_to_fact(fact)

    def _at_fact(self) -> Fact | None:
        """The fact one is at, if one is at any."""
        return None if self.place == "timeline" else self._on_card

    def _event(self) -> Event | None:
        """The event of the timeline's row, or that its page is about."""
        row = self.timeline.selected
        if row is None or isinstance(row, Event):
            return row
        return queries.find_event(self._db, row.about) if row.about else None

    def _series(self) -> str:
        event = self._event()
        return event.series if event else _FIRST
