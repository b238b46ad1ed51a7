"""What is true in any shop: pure functions over frozen values."""
