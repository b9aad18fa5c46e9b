"""Photographs: taken from who works here, freed of all they carry but what is seen, shown with words and a credit."""
