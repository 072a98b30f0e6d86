"""The front of the workbook: what stands before the steps."""
