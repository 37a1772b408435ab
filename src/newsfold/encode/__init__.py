"""Texts become vectors, and two texts are read together."""

from newsfold.encode.cross import cross, cross_encoder
from newsfold.encode.texts import STATIC_WIDTH, WIDTH, article_text, encode, encode_words, word_pieces

__all__ = [
    "STATIC_WIDTH",
    "WIDTH",
    "article_text",
    "cross",
    "cross_encoder",
    "encode",
    "encode_words",
    "word_pieces",
]
