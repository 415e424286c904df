"""Figures, drawn when the site is built: numbers of forecasts, and minds over time."""
