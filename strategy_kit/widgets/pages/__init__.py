"""The pages of the workbook: one module per consideration, the same parts in notebooks and dashboard."""
