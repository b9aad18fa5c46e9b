"""The museums of the network: one club, many houses."""
