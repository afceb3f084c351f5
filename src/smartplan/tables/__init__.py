"""Tables of offices: workbooks and CSV files read, recognised as plans, and written."""
