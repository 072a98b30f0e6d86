"""The two charts in Panel, as its manual writes an application."""

import panel as pn

from benchmarks.serving.figures import FIRST, LABEL, LEAST, MOST, figures

pn.extension("plotly")
weight = pn.widgets.IntSlider(name=LABEL, start=LEAST, end=MOST, value=FIRST)
charts = pn.bind(lambda weight: pn.Column(*map(pn.pane.Plotly, figures(weight))), weight)
pn.Column(weight, charts).servable()
