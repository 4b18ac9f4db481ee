"""The invented school: founded, staffed and enrolled, and its story played through the services."""
