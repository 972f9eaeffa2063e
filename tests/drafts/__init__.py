"""Tests of drafts/."""
