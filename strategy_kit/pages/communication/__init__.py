"""Page of consideration 2, communication."""
