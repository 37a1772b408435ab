"""Tools for agents, by the Model Context Protocol: search, stories, claims, checks; articles as resources.

What they answer is short, and every sentence stands in a passage that gives its outlet, its address, its
characters in the article, and the words that stand there.
"""

from newsfold.agents.server import agent_server, run_http, run_stdio

__all__ = ["agent_server", "run_http", "run_stdio"]
