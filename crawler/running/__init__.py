"""A run from the job it is sent with to the report it comes back with."""
