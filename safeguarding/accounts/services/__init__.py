"""What can be done about the people who work here, one module per duty."""
