"""Newsfold in a browser: pages and a JSON API over one database, read only."""

from newsfold.web.app import create_app
from newsfold.web.server import Serving, run_app, serve

__all__ = ["Serving", "create_app", "run_app", "serve"]
