"""The contrast the themes promise, measured as WCAG 2 does."""

import pytest
from textual.color import Color
from textual.theme import Theme

from expotui.tui.themes import NIGHT, PAPER


def contrast(text: str, background: str) -> float:
    first, second = sorted((luminance(text), luminance(background)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(color: str) -> float:
    channels = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(color).normalized
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def grounds(theme: Theme) -> list[str]:
    return [str(theme.background), str(theme.panel), theme.variables["cursor"]]


@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=lambda theme: theme.name)
def test_text_is_legible_wherever_it_stands(theme: Theme) -> None:
    named = {
        name: str(getattr(theme, name)) for name in ("foreground", "accent", "secondary", "warning")
    }
    for name, color in {**named, **{n: theme.variables[n] for n in ("quiet", "number")}}.items():
        for ground in grounds(theme):
            assert contrast(color, ground) >= 4.5, (name, ground)
    for ground in grounds(theme):
        assert contrast(theme.variables["faint"], ground) >= 3, ground


@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=lambda theme: theme.name)
def test_the_cursor_is_seen_focused_or_not(theme: Theme) -> None:
    assert contrast(theme.variables["cursor"], str(theme.background)) >= 1.3
    assert contrast(theme.variables["cursor-off"], str(theme.background)) >= 1.15
