"""Every figure names its formula."""

from callcenter.journal.answers import FORMULAS, QueueFigures

GIVEN = {"queue", "service_level_seconds", "short_abandon_seconds"}


def test_every_figure_names_its_formula_and_version() -> None:
    assert FORMULAS.keys() == set(QueueFigures.__struct_fields__) - GIVEN
    assert all("/1: " in formula for formula in FORMULAS.values())
