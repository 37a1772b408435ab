"""Texts become vectors, and two texts are read together."""

from newsfold.encode.cross_encoder import cross_encoder, cross_encoder_logits
from newsfold.encode.languages import MEANING_WIDTH, encode_meaning, encode_sentences
from newsfold.encode.texts import STATIC_WIDTH, WIDTH, article_text, encode, encode_words, word_pieces

__all__ = [
    "MEANING_WIDTH",
    "STATIC_WIDTH",
    "WIDTH",
    "article_text",
    "cross_encoder",
    "cross_encoder_logits",
    "encode",
    "encode_meaning",
    "encode_sentences",
    "encode_words",
    "word_pieces",
]
