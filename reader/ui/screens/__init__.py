"""Whole screens of the application."""
