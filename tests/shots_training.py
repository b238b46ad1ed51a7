"""Pictures of training on a copy: the banner over the till, and over what lies on it."""

from tests import shots_holding
from tests.ui.conftest import settle
from ui.app import Session
from ui.till.till_view import TillView


def train(session: Session) -> None:
    """The window as it is on a copy: the picture shop is marked as one, and its window built anew."""
    from pos_app.services import settings, training

    training.mark(session.desk.shop)
    session.desk.card = settings.card(session.desk.shop)
    session._rebuild()
    settle(session)


def banner(session: Session) -> None:
    train(session)
    shots_holding.fill(session)


def paying(session: Session) -> None:
    banner(session)
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    place.paying.open()
    settle(session)


WINDOWS = {"training": banner, "training-pay": paying}
