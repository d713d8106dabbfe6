"""Which entity each mention means: begin at `linker`; groups and bodies by name, and what speaks for each (`support`);
`persons`, `places`.

Of places: where a name stands (`spot`), what follows it (`chain`), what it is said to lie in (`lies_in`), whether it
rather means a state or a city (`leaning`) or a street, quarter or river (`streets_and_rivers`); all that it can mean
(`choice`) with what speaks for each (`candidate`), and which the rest of the document makes likeliest (`likeliest`,
`near`).
"""
