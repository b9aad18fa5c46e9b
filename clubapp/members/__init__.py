"""Who comes to the club: members, the staff among them, and how they sign in without a password."""
