"""Texts become vectors, and two texts are read together."""

from newsfold.encode.cross import cross, cross_encoder
from newsfold.encode.languages import MEANING_WIDTH, encode_meaning
from newsfold.encode.texts import STATIC_WIDTH, WIDTH, article_text, encode, encode_words, word_pieces

__all__ = [
    "MEANING_WIDTH",
    "STATIC_WIDTH",
    "WIDTH",
    "article_text",
    "cross",
    "cross_encoder",
    "encode",
    "encode_meaning",
    "encode_words",
    "word_pieces",
]
