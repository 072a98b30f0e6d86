"""Page of consideration 3, platforms."""
