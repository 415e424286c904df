"""The site for programs: what stands beside each page, in its head, and of the whole base."""
