"""Small words of Spanish and English that tell how names hang together; lists that differ have names that say how."""

from __future__ import annotations

OF = frozenset(("of", "de"))
OF_THE = OF | {"del"}
"""The same with the article in it."""
AND = frozenset(("and", "y", "e"))
AND_OR = AND | {"or", "o"}
IN = frozenset(("in", "en"))
IN_LIST = AND_OR | {""}
"""What stands between two names of a list, commas and spaces aside: a word or nothing."""
