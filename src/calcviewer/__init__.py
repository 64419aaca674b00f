"""CalcViewer: the pathways of dystrophic calcification as flowcharts that can be asked."""

__version__ = "0.1.0"
