"""What every report draws with: pages, tables, numbers, names, what is safe to print."""
