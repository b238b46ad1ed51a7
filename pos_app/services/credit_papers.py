"""The statement of a customer's account as a PDF."""

from pos_app.services import credit, settings
from pos_app.services.shop import Shop


def pdf(shop: Shop, number: str) -> bytes:
    """What a customer has taken, given back and paid, and what is open: on A5, in the shop's language of receipts.

    Raises:
        Refused: `no_such_customer`.
    """
    from pos_app.documents import account_slip, receipt

    account, card, today = credit.account(shop, number), settings.card(shop), credit.today(shop)
    said = account_slip.slip(account, card, today=today, language=card.language)
    return receipt.render_plain(said, paper=receipt.Paper.A5, language=card.language, made_at=shop.clock())
