"""What can be done about a school and its roll, one module per duty."""
