"""One post, once: which captures make which article, what repeats what, and how their texts are united."""
