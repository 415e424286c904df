"""What brings entries from an earlier language of this base to the present one, in forks too."""
