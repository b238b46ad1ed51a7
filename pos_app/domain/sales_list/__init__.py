"""Another system's sales, line by line, gathered into receipts as they were rung up."""
