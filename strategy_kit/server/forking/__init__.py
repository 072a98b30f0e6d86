"""Kernels forked from one process that has everything loaded."""
