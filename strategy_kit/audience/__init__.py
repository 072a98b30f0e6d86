"""Consideration 1, the audience: who the customers are, which platforms they use, where they look before they buy."""
