"""Every page in a headless Chromium: how it looks, how it is used, and what it asks for."""
