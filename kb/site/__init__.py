"""The site: what each page shows, as Markdown on disk, then as HTML by MkDocs, then checked."""
