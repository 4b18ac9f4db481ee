"""Makes what a test needs, through the services, valid by default."""
