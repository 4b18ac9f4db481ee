"""Every form of the response with words in it, answered so that it would be taken: one module a duty."""
