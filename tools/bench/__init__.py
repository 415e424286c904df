"""Measurements, each as the ratio of two things done in one run."""
