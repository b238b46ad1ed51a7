"""The month's paper that makes itself while the window is open: once, and again where its folder was away."""

from pathlib import Path

from pos_app.services.shop import Shop
from tests import picture_shop
from tests.ui.conftest import settle, words_in
from tests.ui.test_reports import sell
from ui.app import Session
from ui.panels.due_reports import DueReports
from ui.settings.settings_view import SettingsView


def test_a_report_is_made_once_and_a_missing_folder_is_said_and_tried_again(shop: Shop, session: Session, tmp_path: Path) -> None:
    sell(shop, picture_shop.TEA, at="2026-10-05T10:00")
    session.window.show_place("settings")
    settle(session)
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    page = view.page("shop")
    folder = tmp_path / "laporan"
    page.report_folder.setText(str(folder))
    page.set_report_folder()
    settle(session)
    assert any(str(folder) in word for word in words_in(page)), "a folder that is not there is refused"
    assert session.desk.machine.report_folder == ""
    folder.mkdir()
    page.set_report_folder()
    settle(session)
    (paper,) = folder.iterdir()
    assert paper.name.startswith("kandungan-lokal-2026-10")
    assert any(str(paper) in word for word in words_in(session.window)), "it is said where it lies"
    due = session.desk.model(DueReports)
    paper.unlink()
    due.run()
    settle(session)
    assert list(folder.iterdir()) == [], "made once"


def test_what_failed_is_said_once_and_made_later(shop: Shop, session: Session, tmp_path: Path) -> None:
    sell(shop, picture_shop.TEA, at="2026-10-05T10:00")
    folder = tmp_path / "away"
    told: list[str] = []
    session.desk.told.connect(lambda text, _tone: told.append(text))
    due = session.desk.model(DueReports)
    due._folder = str(folder)
    for _again in range(2):
        due.run()
        settle(session)
    assert len(told) == 1
    folder.mkdir()
    due.run()
    settle(session)
    assert len(list(folder.iterdir())) == 1
    assert "Oktober 2026" in told[-1]
