"""Texts become vectors, and two texts are read together."""

from newsfold.encode.cross import cross
from newsfold.encode.texts import STATIC_WIDTH, WIDTH, article_text, encode, encode_words, word_pieces

__all__ = ["STATIC_WIDTH", "WIDTH", "article_text", "cross", "encode", "encode_words", "word_pieces"]
