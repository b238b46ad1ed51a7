"""Texts that people type."""

from pos_app.domain.words import folded, one_line


def test_what_is_typed_stands_on_one_line_without_control_signs():
    assert one_line("  Kembalian\tsalah \n\x1d lagi\u200b ") == "Kembalian salah lagi"
    assert one_line(" \x00 ") == ""


def test_names_are_one_whatever_their_capitals_and_spaces():
    assert folded(" Teh\u00a0 CELUP ") == folded("teh celup")
    assert folded("teh") != folded("te h")
