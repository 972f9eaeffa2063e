"""`expotui attach`: the texts of documents, so that their facts can be read where they stand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from expotui.cli.output import narrate
from expotui.cli.store_access import with_store_to_write
from expotui.errors import ExitCode, InputError
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.ingest.attaching import Attached, Missing


@click.command("attach", short_help="The text of a document, for its passages.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@with_store_to_write
@click.pass_context
def command(context: click.Context, path: Path, *, files: tuple[str, ...]) -> None:
    """Store the texts of documents, so that facts are shown with the words around them.

    Whose text a FILE is, its sha256 says: it must be the very file that the document's facts were
    read from. Of a folder, each file is tried. All spans of the document are then checked.

    Texts stay in your store: no export has them, and `expotui serve` shows them only with
    --passages. `expotui detach ID` takes one out again. A text that belongs to no document yet is
    for `expotui ingest`.

    \b
    Examples:
      expotui attach article.txt
      expotui attach ~/clippings
    """
    from expotui.ingest.attaching import Missing
    from expotui.store.opening import open_reading

    db = open_reading(path, prepare=False)
    try:
        missing = Missing(db)
    finally:
        db.close()
    work = _Work(path, missing)
    for file in files:
        work.attach(file)
    if work.failed:
        context.exit(ExitCode.INPUT)
    if not work.all_well:
        context.exit(ExitCode.NO_MATCH)


class _Work:
    """Files one after the other, and what became of them."""

    def __init__(self, store: Path, missing: "Missing") -> None:
        self._store, self._missing = store, missing
        self.failed = False
        self.all_well = True

    def attach(self, name: str) -> None:
        """Attach a file, or what there is to attach in a folder."""
        if Path(name).is_dir():
            self._attach_all(name)
        elif (digested := self._try(name)) is not None:
            self.all_well = False
            _tell(
                f"{name}: the text of no document in the store (sha256 {digested}): "
                "`expotui ingest` makes it one"
            )

    def _attach_all(self, folder: str) -> None:
        from expotui.ingest.attaching import files_of

        tried = unknown = 0
        try:
            for file in files_of(Path(folder)):
                tried += 1
                unknown += self._try(str(file)) is not None
        except InputError as error:
            self._fail(error)
        if unknown or not tried:
            _tell(f"{folder}: {unknown:,} of {tried:,} files are the text of no document here")
        self.all_well &= tried > unknown

    def _try(self, file: str) -> str | None:
        """Attach a file; where it is the text of no document, its sha256."""
        from expotui.ingest.attaching import attach, digest_of

        try:
            digested = digest_of(Path(file))
            documents = self._missing.of(digested)
            if not documents:
                return digested
            for attached in attach(self._store, Path(file), digested, documents):
                self.all_well &= attached.hold == attached.spans
                _tell(_outcome(attached))
        except InputError as error:
            self._fail(error)
        return None

    def _fail(self, error: InputError) -> None:
        self.failed = True
        _tell(f"expotui: {error}")


def _outcome(attached: "Attached") -> str:
    done = "attached" if attached.is_new else "was attached before"
    if not attached.spans:
        return f"{attached.document}: {done}, none of its facts has a position"
    held = f"{attached.hold:,} of {attached.spans:,} spans hold"
    more = "" if attached.hold == attached.spans else ": `expotui verify` tells which do not"
    return f"{attached.document}: {done}, {held}{more}"


def _tell(line: str) -> None:
    narrate(visible(line))
