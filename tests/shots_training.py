"""Pictures of training on a copy: the banner over the till, and over what lies on it."""

from tests import shots_holding, shots_shift
from tests.ui.conftest import settle
from ui.app import Session


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
    shots_shift.till(session).paying.open()
    settle(session)


WINDOWS = {"training": banner, "training-pay": paying}
