"""Persistence: database, store, plan files, pasted votes."""
