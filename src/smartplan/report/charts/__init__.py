"""Pictures of numbers as SVG, from the shapes of `report.render.drawings`."""
