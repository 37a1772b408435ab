"""The first half hour of four kinds of user, as scripts: from an installed wheel to a useful answer."""
