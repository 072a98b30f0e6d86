"""The two charts in a notebook for stock Voilà, as the manuals of plotly and ipywidgets write one."""

import ipywidgets
import plotly.graph_objects as go
from IPython.display import display

from benchmarks.serving.figures import FIRST, LABEL, LEAST, MOST, figures

slider = ipywidgets.IntSlider(min=LEAST, max=MOST, value=FIRST, description=LABEL)
charts = [go.FigureWidget(figure) for figure in figures(FIRST)]


def draw(change):
    for chart, figure in zip(charts, figures(change["new"]), strict=True):
        with chart.batch_update():
            for trace, data in zip(chart.data, figure["data"], strict=True):
                trace.update(data, overwrite=True)
            chart.layout.update(figure["layout"], overwrite=True)


slider.observe(draw, "value")
display(slider, *charts)
