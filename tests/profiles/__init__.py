"""Tests of outlets and entities across stories."""
