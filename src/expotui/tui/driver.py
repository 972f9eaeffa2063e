"""The terminal's driver, made to outlive bytes that no terminal sends."""

from typing import Any

from textual.driver import Driver


def patient(driver: type[Driver]) -> type[Driver]:
    """`driver`, going on where its input thread would end.

    Textual's reads the keyboard in a thread that dies, and the app with it, of a byte that is not
    UTF-8 (a Latin-1 keyboard, a pasted file) and of an escape sequence with absurd numbers. What
    was being read then is dropped; the next key counts again.
    """
    if not hasattr(driver, "run_input_thread"):
        return driver

    class Patient(driver):  # type: ignore[valid-type, misc]
        exit_event: Any
        _suspended = False

        def suspend_application_mode(self) -> None:
            super().suspend_application_mode()
            self._suspended = True

        def resume_application_mode(self) -> None:
            # A terminal that hangs up sends SIGCONT along with SIGHUP: resuming what was never
            # suspended would start a second thread for input, which nobody stops.
            if self._suspended:
                self._suspended = False
                super().resume_application_mode()

        def run_input_thread(self) -> None:
            while not self.exit_event.is_set():
                try:
                    super().run_input_thread()
                except (ValueError, OverflowError):
                    continue

    return Patient
