"""The plan a person is working on: opened, changed, saved, computed."""
