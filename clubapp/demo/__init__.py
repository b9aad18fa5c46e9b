"""A demonstration network: eight museums, their activities and a month of visits."""
