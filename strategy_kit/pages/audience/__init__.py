"""Page of consideration 1, the audience."""
