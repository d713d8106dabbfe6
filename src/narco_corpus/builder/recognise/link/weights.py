"""What speaks for a place and how much, in powers of ten of its inhabitants; and what for anything else."""

from __future__ import annotations

AT_HOME = ("MX", "US")
"""Countries of which most posts tell; of others a place takes more to be meant."""
HOME = {"MX": 1.5, "US": 0.6, "GT": 0.6, "HN": 0.3, "SV": 0.3, "CA": 0.3}
"""How much likelier a place of this country is."""
LEVEL = {"country": 8.7, "state": 9.2}
"""Size of what is no town."""
FOREIGN_LEVEL = 5.0
"""The same of states of other countries than those at home, and of those whose name means a city in doubt."""
VILLAGE = 5_000
"""Inhabitants of the smallest town: of fewer a place is a part of its municipality, seldom meant by a state's name, and
not by a part of its own or a misspelling."""
NAMESAKE = 1.0
"""How much less likely a village in another state is meant by the name of a state."""
IN_SHADOW = 1.5
"""How much less likely a village is meant by the name of a metropolis."""
IN_LARGE_SHADOW = 1.0
"""How much less likely a town is meant by the name of a city of a million that has three times its inhabitants or more:
`Juárez`."""
QUARTER = 1.0
"""How much less likely a town is meant by the name of a quarter of it than another place by its own name."""
PRISON = 2.5
"""How much likelier a town is that lends its bare name to a prison: `Florence`."""
CALLED = 2.5
"""How much less likely a place abroad is by another name than its own, if that is a name at home: `Roma`."""
LISTED = -1.0
"""What a state after it adds to a village behind a Mexican metropolis, and not what it adds to others: `Monterrey,
Veracruz` is a list."""
STATE_AFTER = 11.0
"""What it adds that the place's state stands after its name: `Apatzingán, Michoacán`."""
COUNTRY_AFTER = 4.0
"""The same of its country."""
OTHER_AFTER = -3.0
"""The same of states and countries in which it does not lie."""
LEANING = 2.0
"""What each step adds that the words beside a state's or country's name lean to it; away from it they take as much."""
TOWN = 0.5
"""How much likelier a town is than the district of its name."""
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
NEAR_ELSEWHERE = 1.2
"""The same of places that only other units of the document name."""
NAMED = 1.0
"""What it adds that the document names the place elsewhere beyond doubt, in full or with its state."""
BESIDE = 1.0
"""Most that nearness to the places named just before and after adds to that."""
STATE_BESIDE = 1.0
"""What it adds that one of those lies in the same state."""
ABROAD = 3.0
"""What it adds that all of the document's places lie in the place's country, if that is not one of `AT_HOME`; half of
them add half."""
ABROAD_TOWN = 0.5
"""What it adds to that of a town: its name is rather the town's than the department's."""
BODY = 0.6
"""What it adds that the document names an authority or medium of the place's state: `California Highway Patrol`."""
STATE_SHARE = 0.5
"""What it adds to a state that all of the document's other places lie in it; half of them add half."""
LONELY = 3.0
"""What it takes from a state that the document names nothing in it."""
PART = 1.5
"""How much less likely a place is of whose name only a part is said."""
EDIT = 1.0
"""The same for each edit that makes a name of a misspelling."""
SLACK = 1e-6
"""Sums of the same numbers in another order differ by less."""

NAMED_ENTITY = 3.0
"""What speaks for an organisation or person each time that the document names it beyond doubt; twice at most."""
RELATED = 1.0
"""The same for each entity named that it is related to."""
OWN_STATE = 0.5
"""The same for each of its states that the document names."""
OWN_MAIN_STATE = 0.1
"""Most that it adds how often the document names it: of bodies that each state has, that of the main one."""
OWN_HOME = 0.1
"""Most that it adds for all but persons and authorities how often the document names the town or state with which its
name ends: `El Siglo de Torreón`."""
OWN_COUNTRY = 0.7
"""What it adds for all but persons that the document plays in its country."""
WRONG_YEARS = 5.0
"""What it takes that the document is of a year before or after its own."""
