"""Tests of what the shipped library teaches."""
