"""The two charts in Dash, as its manual writes an application."""

import sys

from dash import Dash, Input, Output, dcc, html

from benchmarks.serving.figures import FIRST, LABEL, LEAST, MOST, figures

app = Dash()
app.layout = html.Div(
    [html.Label(LABEL), dcc.Slider(LEAST, MOST, 1, value=FIRST, id="reach"), dcc.Graph(id="one"), dcc.Graph(id="two")]
)


@app.callback(Output("one", "figure"), Output("two", "figure"), Input("reach", "value"))
def draw(weight):
    return figures(weight)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=sys.argv[1])
