"""Vocabulary as data: one file a language, and the means to find its phrases in text."""

from whylint.lexicon.lexicon import LANGUAGES, Lexicon, OperationClass, Vocabulary, lexicon, vocabulary_for

__all__ = ["LANGUAGES", "Lexicon", "OperationClass", "Vocabulary", "lexicon", "vocabulary_for"]
