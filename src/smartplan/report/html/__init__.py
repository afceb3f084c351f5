"""Pages as one file for a browser: everything in it, nothing fetched, whole without its script."""
