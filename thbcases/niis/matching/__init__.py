"""Tells names, plates, phones and documents apart, and finds them however they are spelt."""
