"""The sources: one short file each. To add one, add a file; there is no list to edit."""
