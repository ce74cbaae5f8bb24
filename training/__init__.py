"""How the second reader is made: labelled lines, training, calibration, export."""
