"""The shop, without a screen: what is sold, where it was made, and what the books say."""

__version__ = "0.1.0"
