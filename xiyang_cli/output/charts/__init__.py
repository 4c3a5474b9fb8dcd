"""Charts: a chart worded in one language, then as Vega-Lite, as a picture, as a page or in characters."""
