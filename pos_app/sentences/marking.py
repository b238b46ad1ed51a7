"""How a text is marked where it stands, so that it is found and translated where it is said."""


def N_(message: str) -> str:
    """Marks a text for extraction where it stands."""
    return message
