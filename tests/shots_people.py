"""Pictures of who is at the till: the sign-in, an owner's PIN, the people's page."""

from pos_app.domain.person import Role
from pos_app.services import people
from pos_app.services.shop import OWNER, Changes
from tests import shots_holding
from tests.ui.conftest import settle
from ui.app import Session
from ui.panels.guard import Guard
from ui.panels.owner_pin import as_owner
from ui.settings.settings_view import SettingsView

PIN = "2580"


def staff(session: Session) -> Guard:
    """An owner and cashiers; Budi is at the till."""
    shop, guard = session.desk.shop, session.desk.model(Guard)
    people.add(shop, OWNER, "Sari Wulandari", Role.OWNER, pin=PIN)
    for name in ("Budi Santoso", "Ani Rahmawati", "Dewi Lestari"):
        people.add(shop, OWNER, name, Role.CASHIER, pin="1470" if name.startswith("Budi") else None)
    session.desk.announce(Changes(people=True), session)
    settle(session)
    guard.become(next(one for one in guard.staff if one.name.startswith("Budi")))
    settle(session)
    return guard


def names(session: Session) -> None:
    staff(session).lock()
    settle(session)
    sign_in = session.window._sign_in
    assert sign_in is not None
    sign_in.choose()


def pin(session: Session) -> None:
    staff(session).lock()
    settle(session)
    sign_in = session.window._sign_in
    assert sign_in is not None
    sign_in.pad.field.setText("0000")
    sign_in.pad.submit()
    settle(session)
    sign_in.pad.field.setText("14")


def owner_pin(session: Session) -> None:
    shots_holding.fill(session)
    staff(session)
    as_owner(session.desk, session.window, "Diskon di atas batas kasir", lambda _actor: None)


def page(session: Session) -> None:
    staff(session)
    session.window.show_place("settings")
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    view.show_page("people")
    settle(session)


WINDOWS = {"sign-in": names, "sign-in-pin": pin, "owner-pin": owner_pin, "people": page}
