"""The works: what the museums keep, brought in from their bases and put right by hand, each with its wall label."""
