"""The two charts in Streamlit, as its manual writes an application."""

import streamlit as st

from benchmarks.serving.figures import FIRST, LABEL, LEAST, MOST, figures

weight = st.slider(LABEL, LEAST, MOST, FIRST)
for place, figure in enumerate(figures(weight)):
    st.plotly_chart(figure, key=f"chart-{place}")
