"""What speaks for a place and how much, in powers of ten of its inhabitants."""

from __future__ import annotations

AT_HOME = ("MX", "US")
HOME = {"MX": 1.5, "US": 0.6, "GT": 0.6, "HN": 0.3, "SV": 0.3, "CA": 0.3}
"""How much likelier a place of this country is."""
LEVEL = {"country": 8.7, "state": 9.2}
"""Size of what is no town."""
FOREIGN_LEVEL = 5.0
"""The same of states of other countries than those at home."""
NAMESAKE = 1.0
"""How much less likely a small place in another state is meant by the name of a state."""
IN_SHADOW = 1.5
"""How much less likely a village is meant by the name of a metropolis."""
QUARTER = 1.0
"""How much less likely a town is meant by the name of a quarter of it than another place by its own name."""
CALLED = 2.5
"""How much less likely a place abroad is by another name than its own, if that is a name at home: `Roma`."""
LISTED = -1.0
"""What a state after it adds to a village behind a Mexican metropolis, and not what it adds to others: `Monterrey,
Veracruz` is a list."""
FAR = 4.0
"""Least score at which a small place is believed without any support."""
IN_REGION = 4.2
"""Size below which a town is not meant by a region's name because its state is named: `La Laguna`."""
STATE_NAMED = 1.0
"""What it adds that the document names the place's state."""
MAIN_STATE = 0.5
"""What it adds to that that most of what the document names lies there, of a name that no state bears."""
NEAR = 2.0
"""Most that nearness to the document's other places adds."""
NAMED = 1.0
"""What it adds that the document names the place elsewhere beyond doubt, in full or with its state."""
BESIDE = 1.0
"""Most that nearness to the places named just before and after adds to that."""
STATE_BESIDE = 1.0
"""What it adds that one of those lies in the same state."""
ABROAD = 1.5
"""What it adds that the document plays in the place's country, if that is not one of `AT_HOME`."""
LONELY = 3.0
"""What it takes from a state that the document names nothing in it."""
PART = 1.5
"""How much less likely a place is of whose name only a part is said."""
EDIT = 1.0
"""The same for each edit that makes a name of a misspelling."""
SLACK = 1e-6
"""Sums of the same numbers in another order differ by less."""
