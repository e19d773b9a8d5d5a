"""The outlets of the demonstration: source files like any other."""
