"""The tests: they mirror the code; architecture/ holds the house to its drawing, journeys/ drives a real browser."""
