"""What pages show, as frozen values: the only rooms between the base and the templates."""
