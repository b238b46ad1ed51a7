"""The command line: every journey without a screen, by the same services."""
