"""Consideration 2, communication: content pillars and permission, today's activities, consent, replies."""
