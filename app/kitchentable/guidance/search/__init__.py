"""Search over the guidance in a parent's own words: reading the words, knowing trouble, finding, ranking."""

from kitchentable.guidance.search.entries import Kind
from kitchentable.guidance.search.index import SearchIndex
from kitchentable.guidance.search.ranking import Found

__all__ = ["Found", "Kind", "SearchIndex"]
