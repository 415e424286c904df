"""What Lighthouse measures on a built site."""
