"""Home: where the rooms meet for a member — what to do now, what waits, what was earned, how to leave."""
