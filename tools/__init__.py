"""Chores of the keepers: nothing in `kb` imports them."""
