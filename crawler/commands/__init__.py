"""The subcommands of ``pressfacts``, one module each."""
