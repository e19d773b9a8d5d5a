"""Between a request and the archive: manners, limits and what is kept of every answer."""
