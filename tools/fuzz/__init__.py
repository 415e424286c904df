"""Foreign text, changed at random or led by what code it reaches, given to all that reads it."""
