"""Writing the questions of a survey, one page each."""
