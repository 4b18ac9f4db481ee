"""What can be done about the directory, one module per duty."""
