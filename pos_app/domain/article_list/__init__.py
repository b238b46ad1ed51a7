"""A shop's own list of goods, read as the shop meant it: which columns, which signs, which rows are articles."""
