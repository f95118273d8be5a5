"""What a usual day changes: a share of the lines differ from the file made without changes, the rest stay."""
