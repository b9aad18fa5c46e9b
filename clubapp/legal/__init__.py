"""What a public site owes its readers: who publishes it, what it keeps of them, whom it may still leave outside."""
