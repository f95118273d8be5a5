"""Test data made by rule."""
