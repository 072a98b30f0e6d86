"""What the posts of a plan can bring for an objective, between bounds, and what its target would need."""
